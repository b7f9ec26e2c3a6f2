import type { AttachmentView } from "@/data/attachments";
import type { FormAttachment } from "./fill-props";

export type UploadRequest = { id: string; applicationId: string; slot: string; rowId?: string | undefined; file: File };

export type UploadAnswer =
  | { kind: "done"; attachment: FormAttachment }
  /** the file itself is refused: why and what to do */
  | { kind: "refused"; message: string; code: string }
  | { kind: "signedOut" }
  /** connection or server: the same file may be sent again, the id makes it one file */
  | { kind: "failed"; message: string | null };

/** What the server answers of it, as far as the form needs it. */
type View = Omit<AttachmentView, "applicationId" | "position">;

function attachmentOf(view: View): FormAttachment {
  return {
    id: view.id,
    slot: view.slot,
    ...(view.rowId === null ? {} : { rowId: view.rowId }),
    fileName: view.fileName,
    kind: view.kind,
    size: view.size,
    ...(view.width === null ? {} : { width: view.width }),
    ...(view.height === null ? {} : { height: view.height }),
    hasThumb: view.kind === "image",
    uploadedAt: new Date().toISOString(),
  };
}

/** Sends one file with progress (0 to 1). XMLHttpRequest, because fetch tells nothing of what was sent. */
export function uploadFile(
  request: UploadRequest,
  onProgress: (share: number) => void,
): { answer: Promise<UploadAnswer>; abort: () => void } {
  const xhr = new XMLHttpRequest();
  const failed: UploadAnswer = { kind: "failed", message: null };
  const answer = new Promise<UploadAnswer>((resolve) => {
    xhr.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    xhr.onload = () => resolve(answerOf(xhr.status, xhr.responseText));
    xhr.onerror = () => resolve(failed);
    xhr.onabort = () => resolve(failed);
    xhr.ontimeout = () => resolve(failed);
  });
  const form = new FormData();
  // the fields first: the server judges the file while it arrives
  form.append("id", request.id);
  form.append("application", request.applicationId);
  form.append("slot", request.slot);
  if (request.rowId !== undefined) form.append("row", request.rowId);
  form.append("size", String(request.file.size));
  form.append("file", request.file, request.file.name);
  xhr.open("POST", "/api/attachments");
  xhr.send(form);
  return { answer, abort: () => xhr.abort() };
}

/** Removes (DELETE) or brings back (POST …/restore) an attachment. False: it did not work, nothing changed. */
export async function changeAttachment(id: string, change: "remove" | "restore"): Promise<boolean> {
  const path = change === "remove" ? `/api/attachments/${id}` : `/api/attachments/${id}/restore`;
  try {
    return (await fetch(path, { method: change === "remove" ? "DELETE" : "POST" })).ok;
  } catch {
    return false;
  }
}

function answerOf(status: number, text: string): UploadAnswer {
  const body = parse(text);
  if (status === 401) return { kind: "signedOut" };
  if (status >= 200 && status < 300 && typeof body?.["id"] === "string")
    return { kind: "done", attachment: attachmentOf(body as unknown as View) };
  const message = typeof body?.["message"] === "string" && body["message"] !== "" ? body["message"] : null;
  const again = status >= 500 || status === 0 || body?.["code"] === "cutShort";
  const code = typeof body?.["code"] === "string" ? body["code"] : "";
  return again || message === null ? { kind: "failed", message } : { kind: "refused", message, code };
}

function parse(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}
