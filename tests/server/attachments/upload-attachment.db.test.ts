import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { removeAttachment, reorderAttachments, restoreAttachment, type AttachmentView } from "@/data/attachments";
import { findReadableFile } from "@/data/stored-attachments";
import { withScope } from "@/data/with-scope";
import { AttachmentRefused } from "@/domain/attachment-refusal";
import { subtreeOf } from "@/domain/org-path";
import type { Viewer } from "@/domain/viewer";
import { attachmentFolder } from "@/server/attachments/attachment-folder";
import { stopImageProcesses } from "@/server/attachments/image-pool";
import { CLEANER_AGES, cleanCity, cleanUploading } from "@/server/attachments/orphan-cleaner";
import { uploadAttachment, uploadingFolder } from "@/server/attachments/upload-attachment";
import { EICAR } from "@/server/attachments/virus-test-string";
import { storage } from "@/server/storage/storage";
import { makeImage, makePdf } from "../../support/generated-files";
import { makeApplication, makeSmallCity, type SmallCity } from "../../support/small-city";

let city: SmallCity;
let application: string;
let pdf: Buffer;

beforeAll(async () => {
  city = await makeSmallCity();
  pdf = makePdf("certificate");
});
beforeEach(async () => {
  application = await makeApplication(city);
});
// whatever happened to an upload, nothing stays of it where files come in
afterEach(async () => {
  expect(await readdir(uploadingFolder()).catch(() => [])).toEqual([]);
});
afterAll(() => stopImageProcesses());

type Upload = { id?: string; slot?: string; row?: string; name?: string; bytes?: Buffer; size?: string; to?: string };

function requestOf({ id = randomUUID(), slot = "funding.proof", row, name = "凭证.pdf", bytes = pdf, size, to = application }: Upload) {
  const form = new FormData();
  const fields = { id, application: to, slot, row, size };
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) form.append(key, value);
  form.append("file", new Blob([new Uint8Array(bytes)]), name);
  return new Request("http://localhost/api/attachments", { method: "POST", body: form });
}

const upload = (viewer: Viewer, what: Upload = {}) => uploadAttachment(viewer, requestOf(what));

async function uploaded(viewer: Viewer, what: Upload = {}): Promise<AttachmentView> {
  const view = await upload(viewer, what);
  if (!view) throw new Error("404");
  return view;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => new Error("was accepted"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AttachmentRefused)) throw error;
  return error.code;
}

async function storedKeys(): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of storage().list(attachmentFolder(city.cityPath))) keys.push(key);
  return keys;
}

const rowsOf = (id = application) =>
  withScope(subtreeOf(city.cityPath), (tx) => tx.attachment.findMany({ where: { applicationId: id }, orderBy: { position: "asc" } }));

describe("uploadAttachment", () => {
  it("stores what came, with its hash, and tells the audit", async () => {
    const view = await uploaded(city.lead, { size: String(pdf.length) });
    expect(view).toMatchObject({ slot: "funding.proof", rowId: null, fileName: "凭证.pdf", kind: "pdf", size: pdf.length });
    const [row] = await rowsOf();
    expect((await buffer(await storage().get(row?.storageKey ?? ""))).equals(pdf)).toBe(true);
    const events = await withScope(subtreeOf(city.cityPath), (tx) => tx.auditEvent.findMany({ where: { entityId: view.id } }));
    expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([["attachment.add", city.lead.accountId]]);
    expect(JSON.stringify(events[0]?.detail)).not.toContain("凭证");
  });

  it("keeps a picture with its pixels and a thumbnail, and leaves no temporary file", async () => {
    const bytes = await makeImage("标牌.jpg", { exifGps: true });
    const view = await uploaded(city.lead, { slot: "sign.photos", name: "标牌.jpg", bytes });
    expect(view).toMatchObject({ kind: "image", width: 640, height: 896 });
    const [row] = await rowsOf();
    expect(await storage().stat(row?.thumbKey ?? "")).not.toBeNull();
    expect(await readdir(uploadingFolder())).toEqual([]);
  });

  it("gives a retry after a lost answer the same row, stores nothing twice, also at the same time", async () => {
    const id = randomUUID();
    const both = await Promise.all([upload(city.lead, { id }), upload(city.lead, { id })]);
    const again = await upload(city.lead, { id });
    expect(new Set([...both, again].map((view) => view?.id))).toEqual(new Set([id]));
    const before = (await storedKeys()).length;
    expect(await rowsOf()).toHaveLength(1);
    await upload(city.lead, { id });
    expect((await storedKeys()).length).toBe(before);
  });

  it("refuses an id that stands for something else, in this city and in another", async () => {
    const { id } = await uploaded(city.lead);
    expect(await codeOf(upload(city.lead, { id, slot: "team.certificates" }))).toBe("idTaken");
    expect(await codeOf(upload(city.contributor, { id }))).toBe("idTaken");
    const other = await makeSmallCity();
    const elsewhere = await makeApplication(other);
    expect(await codeOf(upload(other.lead, { id, to: elsewhere }))).toBe("idTaken");
    for await (const object of storage().list(attachmentFolder(other.cityPath))) expect(object).toBeUndefined();
  });

  it("answers 404 to everybody who must not know of the draft", async () => {
    const before = await storedKeys();
    for (const viewer of [city.otherLead, city.enterprise, city.district, city.city, (await makeSmallCity()).lead]) {
      expect(await upload(viewer)).toBeNull();
    }
    expect(await upload(city.lead, { to: randomUUID() })).toBeNull();
    expect(await storedKeys()).toEqual(before);
    expect(await rowsOf()).toEqual([]);
  });

  it("takes at most as many files as the slot, however many come at once", async () => {
    const all = await Promise.allSettled(Array.from({ length: 6 }, () => upload(city.lead, { slot: "records.annualPlan" })));
    const refused = all.filter((one) => one.status === "rejected").map(({ reason }) => (reason as AttachmentRefused).code);
    expect(refused).toEqual(["tooMany", "tooMany", "tooMany"]);
    const rows = await rowsOf();
    expect(rows.map(({ position }) => position)).toEqual([0, 1, 2]);
    const keys = await storedKeys();
    for (const { storageKey } of rows) expect(keys).toContain(storageKey);
  });

  it("counts a column's files row by row, and wants the row where there is one", async () => {
    const slot = "talent.pairs.agreement";
    for (const row of ["r1", "r1", "r2"]) await uploaded(city.lead, { slot, row });
    expect(await codeOf(upload(city.lead, { slot, row: "r1" }))).toBe("tooMany");
    expect(await codeOf(upload(city.lead, { slot }))).toBe("badRequest");
    expect(await codeOf(upload(city.lead, { row: "r1" }))).toBe("badRequest");
  });

  it("refuses more than the whole application may hold", async () => {
    const { id } = await uploaded(city.lead);
    await withScope(city.lead.scope, async (tx) => {
      const { id: _, ...row } = await tx.attachment.findUniqueOrThrow({ where: { id } });
      await tx.attachment.create({ data: { ...row, id: randomUUID(), slot: "results.files", size: 500 * 1024 * 1024 } });
    });
    expect(await codeOf(upload(city.lead))).toBe("totalTooLarge");
  });

  it("stops a file that is larger than the slot takes, whatever it declares, and keeps nothing of it", async () => {
    const before = await storedKeys();
    const bytes = Buffer.concat([pdf, Buffer.alloc(20 * 1024 * 1024)]);
    expect(await codeOf(upload(city.lead, { bytes, size: "10" }))).toBe("tooLarge");
    expect(await storedKeys()).toEqual(before);
    expect(await readdir(uploadingFolder())).toEqual([]);
  });

  it.each<[string, string, Upload]>([
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
    expect(await codeOf(upload(city.lead, what))).toBe(code);
    expect(await rowsOf()).toEqual([]);
  });

  it("cuts a name that climbs", async () => {
    expect((await uploaded(city.lead, { name: "..\\..\\etc/passwd.pdf" })).fileName).toBe("passwd.pdf");
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
    const whole = Buffer.from(await requestOf({}).arrayBuffer());
    const boundary = whole.subarray(2, whole.indexOf("\r\n")).toString();
    const request = new Request("http://localhost/", {
      method: "POST",
      body: new Uint8Array(whole.subarray(0, whole.length - 200)),
      headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    });
    expect(await codeOf(uploadAttachment(city.lead, request))).toBe("cutShort");
    expect(await rowsOf()).toEqual([]);
    expect(await readdir(uploadingFolder())).toEqual([]);
  });

  it("refuses a body whose sender goes away, and keeps nothing", async () => {
    const whole = requestOf({ bytes: Buffer.alloc(3 * 1024 * 1024, "%PDF-1.4 ") });
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
    expect(await rowsOf()).toEqual([]);
  });

  it("lets the stage that holds the case fill its own slots and nobody else", async () => {
    application = await makeApplication(city, { status: "enterpriseReview", stageIndex: 0, round: 1 });
    const slot = "stage.internalPublicity";
    expect(await uploaded(city.enterprise, { slot })).toMatchObject({ slot, kind: "pdf" });
    expect((await rowsOf())[0]?.stage).toBe("enterprise");
    expect(await upload(city.lead, { slot })).toBeNull();
    expect(await codeOf(upload(city.district, { slot }))).toBe("notEditable");
    expect(await codeOf(upload(city.enterprise, { slot: "stage.acceptanceRecord" }))).toBe("notEditable");
    expect(await codeOf(upload(city.lead))).toBe("notEditable");
    application = await makeApplication(city, { status: "districtReview", stageIndex: 1, round: 1 });
    expect(await codeOf(upload(city.enterprise, { slot }))).toBe("notEditable");
    expect(await uploaded(city.district, { slot: "stage.acceptanceRecord" })).toMatchObject({ kind: "pdf" });
  });

  it("opens only the returned sections after a return", async () => {
    application = await makeApplication(city, { status: "returned", stageIndex: 0, round: 1 });
    const { decisionId } = await submit(city, application, []);
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
    expect(await uploaded(city.lead)).toMatchObject({ slot: "funding.proof" });
    expect(await codeOf(upload(city.lead, { slot: "records.annualPlan" }))).toBe("notEditable");
  });
});

/** A snapshot that names these attachments, and a standing return of the enterprise union. */
async function submit({ cityPath, studioPath, enterprise }: SmallCity, applicationId: string, ids: readonly string[]) {
  const submissionId = randomUUID();
  const decisionId = randomUUID();
  const at = new Date();
  const common = { orgPath: studioPath, applicationId, round: 1 };
  await withScope(subtreeOf(cityPath), async (tx) => {
    const { criteriaSetId } = await tx.application.findUniqueOrThrow({ where: { id: applicationId } });
    const empty = { content: {}, verdicts: {}, derived: {}, sha256: "0".repeat(64), formVersion: "2026-1" };
    const by = { submittedBy: enterprise.accountId, submittedByName: "x", submittedAt: at };
    await tx.submission.create({
      data: { ...common, ...empty, ...by, id: submissionId, criteriaSetId, attachments: ids.map((id) => ({ id, slot: "funding.proof" })) },
    });
    await tx.decision.create({
      data: {
        ...common,
        id: decisionId,
        submissionId,
        stage: "enterprise",
        stageIndex: 0,
        outcome: "return",
        standingKey: "1:0",
        actorId: enterprise.accountId,
        actorName: "x",
        actorOrgPath: enterprise.orgPath,
        actorOrgName: "x",
        actorRole: enterprise.role,
        verdicts: {},
        snapshotSha256: "0".repeat(64),
        decidedAt: at,
      },
    });
  });
  return { decisionId };
}

describe("removeAttachment and restoreAttachment", () => {
  it("take a file out and put it back while there is room", async () => {
    const slot = "records.annualPlan";
    const views = [await uploaded(city.lead, { slot }), await uploaded(city.lead, { slot }), await uploaded(city.lead, { slot })];
    const id = views[0]?.id ?? "";
    expect(await withScope(city.lead.scope, (tx) => removeAttachment(tx, city.lead, id, new Date()))).toBe(true);
    expect(await withScope(city.lead.scope, (tx) => removeAttachment(tx, city.lead, id, new Date()))).toBe(true);
    expect(await withScope(city.lead.scope, (tx) => restoreAttachment(tx, city.lead, id))).toEqual(views[0]);
    await withScope(city.lead.scope, (tx) => removeAttachment(tx, city.lead, id, new Date()));
    await uploaded(city.lead, { slot });
    expect(await codeOf(withScope(city.lead.scope, (tx) => restoreAttachment(tx, city.lead, id)))).toBe("tooMany");
  });

  it("are 404 for everybody else and refused once submitted", async () => {
    const { id } = await uploaded(city.lead);
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
    for (let i = 0; i < 3; i += 1) ids.push((await uploaded(city.lead, { slot: "records.annualPlan" })).id);
    const [a = "", b = "", c = ""] = ids;
    const target = { applicationId: application, slot: "records.annualPlan", rowId: null };
    await withScope(city.lead.scope, (tx) => reorderAttachments(tx, city.lead, target, [c, randomUUID(), a]));
    expect((await rowsOf()).map(({ id }) => id)).toEqual([c, a, b]);
    expect(await withScope(city.enterprise.scope, (tx) => reorderAttachments(tx, city.enterprise, target, [a]))).toBeNull();
  });
});

describe("findReadableFile", () => {
  const readers = (id: string) =>
    Promise.all(
      [city.lead, city.contributor, city.otherLead, city.enterprise, city.district, city.city].map(async (viewer) =>
        (await withScope(viewer.scope, (tx) => findReadableFile(tx, viewer, id))) === null ? "-" : viewer.role,
      ),
    );

  it("shows a draft's files to its own studio alone", async () => {
    const { id } = await uploaded(city.lead);
    expect(await readers(id)).toEqual(["lead", "contributor", "-", "-", "-", "-"]);
  });

  it("shows unions what a snapshot names, and not what was added after it", async () => {
    const named = await uploaded(city.lead);
    await submit(city, application, [named.id]);
    const later = await uploaded(city.lead);
    expect(await readers(named.id)).toEqual(["lead", "contributor", "-", "enterpriseReviewer", "districtReviewer", "cityReviewer"]);
    expect(await readers(later.id)).toEqual(["lead", "contributor", "-", "-", "-", "-"]);
    const other = await makeSmallCity();
    expect(await withScope(other.city.scope, (tx) => findReadableFile(tx, other.city, named.id))).toBeNull();
  });

  it("shows the studio what a stage attached once that stage has decided", async () => {
    application = await makeApplication(city, { status: "enterpriseReview", stageIndex: 0, round: 1 });
    const { id } = await uploaded(city.enterprise, { slot: "stage.internalPublicity" });
    expect(await readers(id)).toEqual(["-", "-", "-", "enterpriseReviewer", "districtReviewer", "cityReviewer"]);
    await submit(city, application, []);
    expect((await readers(id)).slice(0, 3)).toEqual(["lead", "contributor", "-"]);
  });
});

describe("cleanCity", () => {
  const later = () => new Date(Date.now() + CLEANER_AGES.removed + 3_600_000);

  it("removes files without rows and rows removed long ago, and keeps everything else", async () => {
    city = await makeSmallCity();
    application = await makeApplication(city);
    const kept = await uploaded(city.lead);
    const named = await uploaded(city.lead);
    const gone = await uploaded(city.lead, { slot: "sign.photos", name: "a.jpg", bytes: await makeImage("a.jpg") });
    await submit(city, application, [named.id]);
    for (const { id } of [named, gone]) await withScope(city.lead.scope, (tx) => removeAttachment(tx, city.lead, id, new Date()));
    const orphan = await storage().put(Buffer.from("left by a crash"), { folder: attachmentFolder(city.cityPath) });
    expect(await cleanCity(storage(), city.cityPath)).toEqual({ rows: 0, files: 0 });
    expect(await storage().stat(orphan.key)).not.toBeNull();
    // the removed picture with its thumbnail, and the orphan
    expect(await cleanCity(storage(), city.cityPath, later())).toEqual({ rows: 1, files: 3 });
    const rows = await rowsOf();
    expect(rows.map(({ id }) => id).toSorted()).toEqual([kept.id, named.id].toSorted());
    expect(await storage().stat(orphan.key)).toBeNull();
    for (const { storageKey } of rows) expect(await storage().stat(storageKey)).not.toBeNull();
    expect(await cleanCity(storage(), city.cityPath, later())).toEqual({ rows: 0, files: 0 });
  });

  it("deletes nothing when the scope does not show the city", async () => {
    const folder = attachmentFolder("/0badc0de/");
    const { key } = await storage().put(Buffer.from("a"), { folder });
    await expect(cleanCity(storage(), "/0badc0de/", later())).rejects.toThrow("not visible");
    expect(await storage().stat(key)).not.toBeNull();
  });
});

describe("cleanUploading", () => {
  it("removes what a crash left a day ago and leaves what is coming in", async () => {
    await mkdir(uploadingFolder(), { recursive: true });
    const [old, young] = ["old", "young"].map((name) => path.join(uploadingFolder(), name)) as [string, string];
    for (const file of [old, young]) await writeFile(file, "a");
    const longAgo = new Date(Date.now() - CLEANER_AGES.uploading - 1000);
    await utimes(old, longAgo, longAgo);
    expect(await cleanUploading(uploadingFolder())).toBe(1);
    expect(await readdir(uploadingFolder())).toEqual(["young"]);
    await rm(young);
  });
});
