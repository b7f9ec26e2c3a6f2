import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type * as Attachments from "@/data/attachments";
import type * as Scope from "@/data/with-scope";
import { storage } from "@/server/storage/storage";
import { attachmentRows, upload } from "../../support/attachment-uploads";
import { makeApplication, makeSmallCity, type SmallCity } from "../../support/small-city";

const connection = vi.hoisted(() => ({ breaksAfterCommit: false }));

// the commit takes effect and its answer is lost: what a database that is killed at that moment looks like from here
vi.mock("@/data/attachments", async (load) => {
  const real = await load<typeof Attachments>();
  return {
    ...real,
    addAttachment: (...values: Parameters<typeof real.addAttachment>) => {
      connection.breaksAfterCommit = true;
      return real.addAttachment(...values);
    },
  };
});
vi.mock("@/data/with-scope", async (load) => {
  const real = await load<typeof Scope>();
  return {
    ...real,
    withScope: async (...values: Parameters<typeof real.withScope>) => {
      const result = await real.withScope(...values);
      if (!connection.breaksAfterCommit) return result;
      connection.breaksAfterCommit = false;
      throw new Error("Connection terminated unexpectedly");
    },
  };
});

let city: SmallCity;

beforeAll(async () => {
  city = await makeSmallCity();
});

describe("uploadAttachment", () => {
  it("keeps the bytes when the row was committed and nobody heard of it, and a retry gives that row", async () => {
    const application = await makeApplication(city);
    const id = randomUUID();
    await expect(upload(city.lead, { to: application, id })).rejects.toThrow("Connection terminated");
    const [row] = await attachmentRows(city, application);
    expect(await storage().stat(row?.storageKey ?? "")).not.toBeNull();
    expect((await upload(city.lead, { to: application, id }))?.id).toBe(id);
    expect(await attachmentRows(city, application)).toHaveLength(1);
  });
});
