import { randomUUID } from "node:crypto";
import type { AttachmentView } from "@/data/attachments";
import { withScope } from "@/data/with-scope";
import { AttachmentRefused } from "@/domain/attachment-refusal";
import { subtreeOf } from "@/domain/org-path";
import type { Viewer } from "@/domain/viewer";
import { attachmentFolder } from "@/server/attachments/attachment-folder";
import { uploadAttachment } from "@/server/attachments/upload-attachment";
import { storage } from "@/server/storage/storage";
import { makePdf } from "./generated-files";
import type { SmallCity } from "./small-city";

/** What is uploaded and where; by default a small PDF to funding.proof of `to`. */
export type Upload = { to: string; id?: string; slot?: string; row?: string; name?: string; bytes?: Buffer; size?: string };

/** The request that a browser sends: fields first, then the file. */
export function uploadRequest({ to, id = randomUUID(), slot = "funding.proof", row, name = "凭证.pdf", bytes, size }: Upload): Request {
  const form = new FormData();
  const fields = { id, application: to, slot, row, size };
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) form.append(key, value);
  form.append("file", new Blob([new Uint8Array(bytes ?? makePdf("certificate"))]), name);
  return new Request("http://localhost/api/attachments", { method: "POST", body: form });
}

export const upload = (viewer: Viewer, what: Upload) => uploadAttachment(viewer, uploadRequest(what));

export async function uploaded(viewer: Viewer, what: Upload): Promise<AttachmentView> {
  const view = await upload(viewer, what);
  if (!view) throw new Error("404");
  return view;
}

/** The code with which the work is refused. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => new Error("was accepted"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AttachmentRefused)) throw error;
  return error.code;
}

export async function storedKeys(city: SmallCity): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of storage().list(attachmentFolder(city.cityPath))) keys.push(key);
  return keys;
}

/** All attachments of an application, removed ones too. */
export function attachmentRows(city: SmallCity, applicationId: string) {
  return withScope(subtreeOf(city.cityPath), (tx) => tx.attachment.findMany({ where: { applicationId }, orderBy: { position: "asc" } }));
}

/** A snapshot that names these attachments, and a standing return of the enterprise union. */
export async function returnSnapshot({ cityPath, studioPath, enterprise }: SmallCity, applicationId: string, ids: readonly string[]) {
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
