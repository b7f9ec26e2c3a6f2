import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withScope } from "@/data/with-scope";
import type { AttachmentRefused } from "@/domain/attachment-refusal";
import { subtreeOf } from "@/domain/org-path";
import { attachmentFolder, uploadingFolder } from "@/server/attachments/attachment-folder";
import { stopImageProcesses } from "@/server/attachments/image-pool";
import { uploadAttachment } from "@/server/attachments/upload-attachment";
import { EICAR } from "@/server/attachments/virus-test-string";
import { storage } from "@/server/storage/storage";
import {
  attachmentRows,
  codeOf,
  returnSnapshot,
  storedKeys,
  upload,
  uploadRequest,
  uploaded,
  type Upload,
} from "../../support/attachment-uploads";
import { makeImage, makePdf } from "../../support/generated-files";
import { makeApplication, makeSmallCity, type SmallCity } from "../../support/small-city";
import { HOSTILE_FILES } from "./hostile-corpus";

let city: SmallCity;
let application: string;
const pdf = makePdf("certificate");

beforeAll(async () => {
  city = await makeSmallCity();
});
beforeEach(async () => {
  application = await makeApplication(city);
});
// whatever happened to an upload, nothing stays of it where files come in
afterEach(async () => {
  expect(await readdir(uploadingFolder()).catch(() => [])).toEqual([]);
});
afterAll(() => stopImageProcesses());

describe("uploadAttachment", () => {
  it("stores what came, with its hash, and tells the audit", async () => {
    const view = await uploaded(city.lead, { to: application, size: String(pdf.length) });
    expect(view).toMatchObject({ slot: "funding.proof", rowId: null, fileName: "凭证.pdf", kind: "pdf", size: pdf.length });
    const [row] = await attachmentRows(city, application);
    expect((await buffer(await storage().get(row?.storageKey ?? ""))).equals(pdf)).toBe(true);
    const events = await withScope(subtreeOf(city.cityPath), (tx) => tx.auditEvent.findMany({ where: { entityId: view.id } }));
    expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([["attachment.add", city.lead.accountId]]);
    expect(JSON.stringify(events[0]?.detail)).not.toContain("凭证");
  });

  it("keeps a picture with its pixels and a thumbnail, and leaves no temporary file", async () => {
    const bytes = await makeImage("标牌.jpg", { exifGps: true });
    const view = await uploaded(city.lead, { to: application, slot: "sign.photos", name: "标牌.jpg", bytes });
    expect(view).toMatchObject({ kind: "image", width: 640, height: 896 });
    const [row] = await attachmentRows(city, application);
    expect(await storage().stat(row?.thumbKey ?? "")).not.toBeNull();
    expect(await readdir(uploadingFolder())).toEqual([]);
  });

  it("gives a retry after a lost answer the same row, stores nothing twice, also at the same time", async () => {
    const id = randomUUID();
    const both = await Promise.all([upload(city.lead, { to: application, id }), upload(city.lead, { to: application, id })]);
    const again = await upload(city.lead, { to: application, id });
    expect(new Set([...both, again].map((view) => view?.id))).toEqual(new Set([id]));
    const before = (await storedKeys(city)).length;
    expect(await attachmentRows(city, application)).toHaveLength(1);
    await upload(city.lead, { to: application, id });
    expect((await storedKeys(city)).length).toBe(before);
  });

  it("refuses an id that stands for something else, in this city and in another", async () => {
    const { id } = await uploaded(city.lead, { to: application });
    expect(await codeOf(upload(city.lead, { to: application, id, slot: "team.certificates" }))).toBe("idTaken");
    expect(await codeOf(upload(city.contributor, { to: application, id }))).toBe("idTaken");
    const other = await makeSmallCity();
    const elsewhere = await makeApplication(other);
    expect(await codeOf(upload(other.lead, { to: elsewhere, id }))).toBe("idTaken");
    for await (const object of storage().list(attachmentFolder(other.cityPath))) expect(object).toBeUndefined();
  });

  it("answers 404 to everybody who must not know of the draft", async () => {
    const before = await storedKeys(city);
    for (const viewer of [city.otherLead, city.enterprise, city.district, city.city, (await makeSmallCity()).lead]) {
      expect(await upload(viewer, { to: application })).toBeNull();
    }
    expect(await upload(city.lead, { to: randomUUID() })).toBeNull();
    expect(await storedKeys(city)).toEqual(before);
    expect(await attachmentRows(city, application)).toEqual([]);
  });

  it("takes at most as many files as the slot, however many come at once", async () => {
    const before = await storedKeys(city);
    const all = await Promise.allSettled(
      Array.from({ length: 6 }, () => upload(city.lead, { to: application, slot: "records.annualPlan" })),
    );
    const refused = all.filter((one) => one.status === "rejected").map(({ reason }) => (reason as AttachmentRefused).code);
    expect(refused).toEqual(["tooMany", "tooMany", "tooMany"]);
    const rows = await attachmentRows(city, application);
    expect(rows.map(({ position }) => position)).toEqual([0, 1, 2]);
    // what was stored for the refused ones is gone again
    expect((await storedKeys(city)).toSorted()).toEqual([...before, ...rows.map(({ storageKey }) => storageKey)].toSorted());
  });

  it("counts a column's files row by row, and wants the row where there is one", async () => {
    const slot = "talent.pairs.agreement";
    for (const row of ["r1", "r1", "r2"]) await uploaded(city.lead, { to: application, slot, row });
    expect(await codeOf(upload(city.lead, { to: application, slot, row: "r1" }))).toBe("tooMany");
    expect(await codeOf(upload(city.lead, { to: application, slot }))).toBe("badRequest");
    expect(await codeOf(upload(city.lead, { to: application, row: "r1" }))).toBe("badRequest");
  });

  it("refuses more than the whole application may hold", async () => {
    const { id } = await uploaded(city.lead, { to: application });
    await withScope(city.lead.scope, async (tx) => {
      const { id: _, ...row } = await tx.attachment.findUniqueOrThrow({ where: { id } });
      await tx.attachment.create({ data: { ...row, id: randomUUID(), slot: "results.files", size: 500 * 1024 * 1024 } });
    });
    expect(await codeOf(upload(city.lead, { to: application }))).toBe("totalTooLarge");
  });

  it("stops a file that is larger than the slot takes, whatever it declares, and keeps nothing of it", async () => {
    const before = await storedKeys(city);
    const bytes = Buffer.concat([pdf, Buffer.alloc(20 * 1024 * 1024)]);
    expect(await codeOf(upload(city.lead, { to: application, bytes, size: "10" }))).toBe("tooLarge");
    expect(await storedKeys(city)).toEqual(before);
    expect(await readdir(uploadingFolder())).toEqual([]);
  });

  it.each<[string, string, Partial<Upload>]>([
    ["a body that is shorter than the browser said", "cutShort", { size: "999999" }],
    [
      "the test virus hidden in a real PDF",
      "testVirus",
      { bytes: Buffer.concat([makePdf("a").subarray(0, -6), EICAR, Buffer.from("\n%%EOF\n")]) },
    ],
    ["a kind the slot does not take", "kindNotAccepted", { slot: "sign.photos" }],
    ["a place that is none", "unknownSlot", { slot: "studio.name" }],
    ["an id that is none", "badRequest", { id: "1" }],
    ["a name of nothing", "badName", { name: "\u200b" }],
  ])("refuses %s", async (_what, code, what) => {
    expect(await codeOf(upload(city.lead, { to: application, ...what }))).toBe(code);
    expect(await attachmentRows(city, application)).toEqual([]);
  });

  it("keeps nothing of the whole hostile corpus", async () => {
    const before = await storedKeys(city);
    for (const { what, fileName, make } of HOSTILE_FILES) {
      const target = { to: application, slot: "records.activities.materials", row: "r1" };
      expect(await codeOf(upload(city.lead, { ...target, name: fileName, bytes: await make() })), what).not.toBe("");
    }
    expect(await attachmentRows(city, application)).toEqual([]);
    expect(await storedKeys(city)).toEqual(before);
  });

  it("cuts a name that climbs", async () => {
    expect((await uploaded(city.lead, { to: application, name: "..\\..\\etc/passwd.pdf" })).fileName).toBe("passwd.pdf");
  });

  it.each<[string, BodyInit | null, string]>([
    ["no body", null, "multipart/form-data; boundary=x"],
    ["no form", "hello", "text/plain"],
    ["no boundary", "hello", "multipart/form-data"],
    [
      "a file before its fields",
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\nabc\r\n--x--\r\n',
      "multipart/form-data; boundary=x",
    ],
    [
      "fields without a file",
      '--x\r\nContent-Disposition: form-data; name="id"\r\n\r\nabc\r\n--x--\r\n',
      "multipart/form-data; boundary=x",
    ],
  ])("refuses a request with %s", async (_what, body, type) => {
    const request = new Request("http://localhost/", { method: "POST", body, headers: { "content-type": type } });
    expect(await codeOf(uploadAttachment(city.lead, request))).toBe("badRequest");
  });

  it("refuses a body that breaks off in the middle, and keeps nothing", async () => {
    const whole = Buffer.from(await uploadRequest({ to: application }).arrayBuffer());
    const boundary = whole.subarray(2, whole.indexOf("\r\n")).toString();
    const request = new Request("http://localhost/", {
      method: "POST",
      body: new Uint8Array(whole.subarray(0, whole.length - 200)),
      headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    });
    expect(await codeOf(uploadAttachment(city.lead, request))).toBe("cutShort");
    expect(await attachmentRows(city, application)).toEqual([]);
    expect(await readdir(uploadingFolder())).toEqual([]);
  });

  it("refuses a body whose sender goes away, and keeps nothing", async () => {
    const whole = uploadRequest({ to: application, bytes: Buffer.alloc(3 * 1024 * 1024, "%PDF-1.4 ") });
    const reader = whole.body?.getReader();
    let pieces = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(to) {
        pieces += 1;
        const { value } = (await reader?.read()) ?? {};
        if (!value || pieces > 20) to.error(new Error("connection reset"));
        else to.enqueue(value);
      },
    });
    const headers = { "content-type": whole.headers.get("content-type") ?? "" };
    const request = new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
    expect(await codeOf(uploadAttachment(city.lead, request))).toBe("cutShort");
    expect(await attachmentRows(city, application)).toEqual([]);
  });

  it("lets the stage that holds the case fill its own slots and nobody else", async () => {
    application = await makeApplication(city, { status: "enterpriseReview", stageIndex: 0, round: 1 });
    const slot = "stage.internalPublicity";
    expect(await uploaded(city.enterprise, { to: application, slot })).toMatchObject({ slot, kind: "pdf" });
    expect((await attachmentRows(city, application))[0]?.stage).toBe("enterprise");
    expect(await upload(city.lead, { to: application, slot })).toBeNull();
    expect(await codeOf(upload(city.district, { to: application, slot }))).toBe("notEditable");
    expect(await codeOf(upload(city.enterprise, { to: application, slot: "stage.acceptanceRecord" }))).toBe("notEditable");
    expect(await codeOf(upload(city.lead, { to: application }))).toBe("notEditable");
    application = await makeApplication(city, { status: "districtReview", stageIndex: 1, round: 1 });
    expect(await codeOf(upload(city.enterprise, { to: application, slot }))).toBe("notEditable");
    expect(await uploaded(city.district, { to: application, slot: "stage.acceptanceRecord" })).toMatchObject({ kind: "pdf" });
  });

  it("opens only the returned sections after a return", async () => {
    application = await makeApplication(city, { status: "returned", stageIndex: 0, round: 1 });
    const { decisionId } = await returnSnapshot(city, application, []);
    await withScope(subtreeOf(city.cityPath), (tx) =>
      tx.returnItem.create({
        data: {
          id: randomUUID(),
          orgPath: city.studioPath,
          applicationId: application,
          decisionId,
          seq: 1,
          path: "funding.proof",
          reason: "请补充凭证",
        },
      }),
    );
    expect(await uploaded(city.lead, { to: application })).toMatchObject({ slot: "funding.proof" });
    expect(await codeOf(upload(city.lead, { to: application, slot: "records.annualPlan" }))).toBe("notEditable");
  });
});
