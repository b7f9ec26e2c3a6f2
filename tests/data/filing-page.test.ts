import { beforeAll, describe, expect, it } from "vitest";
import { saveSection } from "@/data/application-sections";
import { readFilingPage } from "@/data/filing-page";
import { writeInScope } from "@/data/with-scope";
import type { Viewer } from "@/domain/viewer";
import { seedDemo } from "../../prisma/demo/seed";
import { demoViewer, draftHolding } from "../support/filing-world";

beforeAll(async () => void (await seedDemo(() => {})), 120_000);

describe("readFilingPage", () => {
  it("names whoever saved a section, and nobody where it was the reader in another window", async () => {
    const lead = await demoViewer("AY-U-08", "lead");
    const { accountId } = await demoViewer("AY-U-07", "lead");
    const id = await draftHolding(lead, "AY-2026-C", { content: {}, attachments: [] });
    const savedBy = async (who: Viewer, revision: number) => {
      await writeInScope(who.scope, (tx) =>
        saveSection(tx, who, { applicationId: id, section: "studio", revision, data: { name: "工作室" }, now: new Date() }),
      );
      const page = await readFilingPage(lead, id, "2026-05-18");
      return page && page !== "closed" ? page.sections["studio"] : page;
    };
    expect(await savedBy(lead, 1)).toMatchObject({ revision: 2, updatedByName: "" });
    expect(await savedBy({ ...lead, accountId, accountName: "同事" }, 2)).toMatchObject({ revision: 3, updatedByName: "同事" });
  });

  it("is empty for another studio", async () => {
    const id = await draftHolding(await demoViewer("AY-U-09", "lead"), "AY-2026-C", { content: {}, attachments: [] });
    expect(await readFilingPage(await demoViewer("AY-U-08", "lead"), id, "2026-05-18")).toBeNull();
  });
});
