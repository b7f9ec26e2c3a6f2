import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { removeAttachment, reorderAttachments, restoreAttachment } from "@/data/attachments";
import { withScope } from "@/data/with-scope";
import { stopImageProcesses } from "@/server/attachments/image-pool";
import { attachmentRows, codeOf, uploaded } from "../support/attachment-uploads";
import { makeApplication, makeSmallCity, type SmallCity } from "../support/small-city";

let city: SmallCity;
let application: string;

beforeAll(async () => {
  city = await makeSmallCity();
});
beforeEach(async () => {
  application = await makeApplication(city);
});
afterAll(() => stopImageProcesses());

describe("removeAttachment and restoreAttachment", () => {
  it("take a file out and put it back while there is room", async () => {
    const slot = "records.annualPlan";
    const views = [
      await uploaded(city.lead, { to: application, slot }),
      await uploaded(city.lead, { to: application, slot }),
      await uploaded(city.lead, { to: application, slot }),
    ];
    const id = views[0]?.id ?? "";
    expect(await withScope(city.lead.scope, (tx) => removeAttachment(tx, city.lead, id, new Date()))).toBe(true);
    expect(await withScope(city.lead.scope, (tx) => removeAttachment(tx, city.lead, id, new Date()))).toBe(true);
    expect(await withScope(city.lead.scope, (tx) => restoreAttachment(tx, city.lead, id))).toEqual(views[0]);
    await withScope(city.lead.scope, (tx) => removeAttachment(tx, city.lead, id, new Date()));
    await uploaded(city.lead, { to: application, slot });
    expect(await codeOf(withScope(city.lead.scope, (tx) => restoreAttachment(tx, city.lead, id)))).toBe("tooMany");
  });

  it("are 404 for everybody else and refused once submitted", async () => {
    const { id } = await uploaded(city.lead, { to: application });
    for (const viewer of [city.otherLead, city.enterprise, city.city]) {
      expect(await withScope(viewer.scope, (tx) => removeAttachment(tx, viewer, id, new Date()))).toBe(false);
      expect(await withScope(viewer.scope, (tx) => restoreAttachment(tx, viewer, id))).toBeNull();
    }
    await withScope(city.lead.scope, (tx) =>
      tx.application.update({
        where: { id: application },
        data: { status: "enterpriseReview", route: ["enterprise", "city"], stageIndex: 0 },
      }),
    );
    expect(await codeOf(withScope(city.lead.scope, (tx) => removeAttachment(tx, city.lead, id, new Date())))).toBe("notEditable");
  });
});

describe("reorderAttachments", () => {
  it("puts the files of one slot in the order asked for and passes over what is gone", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1) ids.push((await uploaded(city.lead, { to: application, slot: "records.annualPlan" })).id);
    const [a = "", b = "", c = ""] = ids;
    const target = { applicationId: application, slot: "records.annualPlan", rowId: null };
    await withScope(city.lead.scope, (tx) => reorderAttachments(tx, city.lead, target, [c, randomUUID(), a]));
    expect((await attachmentRows(city, application)).map(({ id }) => id)).toEqual([c, a, b]);
    expect(await withScope(city.enterprise.scope, (tx) => reorderAttachments(tx, city.enterprise, target, [a]))).toBeNull();
  });
});
