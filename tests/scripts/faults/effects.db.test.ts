import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countEffects } from "../../../scripts/faults/effects";
import { stopImageProcesses } from "@/server/attachments/image-pool";
import { ASKED, makeSoundCase, type SoundCase } from "./sound-case";

let one: SoundCase;
const asked = new Map<string, number>(Object.entries(ASKED));
beforeAll(async () => {
  one = await makeSoundCase();
  const [row] = await one.portal.sql<{ saves: number }>("SELECT revision AS saves FROM application_section");
  asked.set("save", row?.saves ?? 0);
}, 60_000);
afterAll(async () => {
  stopImageProcesses();
  await one.end();
});

describe("countEffects", () => {
  it("finds one effect for each request", async () => {
    expect(await countEffects(one.portal, [], asked)).toEqual({ doubled: [], without: [], unkeyed: [] });
  });

  it.each([...Object.keys(ASKED), "save"])("finds %s carried out once more than it was asked, or once less", async (what) => {
    const count = asked.get(what) ?? 0;
    const more = await countEffects(one.portal, [], new Map(asked).set(what, count - 1));
    expect(more).toEqual({ doubled: [`${count - 1} requests of ${what} had ${count} effects`], without: [], unkeyed: [] });
    const fewer = await countEffects(one.portal, [], new Map(asked).set(what, count + 1));
    expect(fewer).toEqual({ doubled: [], without: [`${count + 1} requests of ${what} had ${count} effects`], unkeyed: [] });
  });

  it("finds an upload that is there twice", async () => {
    const sql = `
      INSERT INTO attachment SELECT (jsonb_populate_record(a, jsonb_build_object('id', '00000000-0000-4000-8000-000000000001'))).* FROM attachment a;
      INSERT INTO audit_event SELECT (jsonb_populate_record(e, jsonb_build_object('entity_id', '00000000-0000-4000-8000-000000000001', 'seq', 9999))).*
        FROM audit_event e WHERE action = 'attachment.add'`;
    const { doubled } = await one.broken(sql, (portal) => countEffects(portal, [], asked));
    expect(doubled).toEqual(["1 requests of upload had 2 effects"]);
  });

  it("finds an effect whose key is not kept", async () => {
    const sql = "DELETE FROM idempotency_key WHERE action = 'review.return'";
    const { unkeyed } = await one.broken(sql, (portal) => countEffects(portal, [], asked));
    expect(unkeyed).toEqual(["0 keys of returnForCorrection are kept, of 1 effects"]);
  });

  it("leaves out what was there before, and knows every kind of request", async () => {
    const { without } = await countEffects(one.portal, [one.id], new Map([["upload", 1]]));
    expect(without).toEqual(["1 requests of upload had 0 effects"]);
    await expect(countEffects(one.portal, [], new Map([["something", 1]]))).rejects.toThrow("no effect is known of something");
  });
});
