import { randomId } from "@/lib/random-id";
import type { FilingStore } from "./filing-store";
import { uploadFile } from "./upload-file";

export type Upload = {
  id: string;
  slot: string;
  rowId: string | undefined;
  file: File;
  state: "waiting" | "sending" | "refused" | "failed";
  /** 0 to 1 */
  share: number;
  message: string | null;
  /** limit of the form that a refusal is about, see REFUSAL_RULES; null while nothing is wrong */
  rule: string | null;
};

/** Code of a refusal → the form's word for the limit. What is not listed is about the file itself. */
const REFUSAL_RULES: Readonly<Record<string, string>> = {
  tooMany: "maxCount",
  kindNotAccepted: "accept",
  unknownExtension: "accept",
  mismatch: "accept",
  imageTooSmall: "minPixels",
  tooLarge: "maxMb",
};

/** Files that did not arrive and were neither sent again nor taken away: nobody should believe that they are filed. */
export function stoppedUploads(uploads: readonly Upload[]): Upload[] {
  return uploads.filter((upload) => upload.state === "refused" || upload.state === "failed");
}

/** Two at a time: a phone's connection is not made faster by more. */
const AT_ONCE = 2;

/** Files on their way. The id is made here, so that sending again after a lost answer is the same file. */
export class UploadQueue {
  readonly #store: FilingStore;
  readonly #applicationId: string;
  readonly #listeners = new Set<() => void>();
  #uploads: readonly Upload[] = [];

  constructor(store: FilingStore, applicationId: string) {
    this.#store = store;
    this.#applicationId = applicationId;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): readonly Upload[] => this.#uploads;

  add(slot: string, rowId: string | undefined, files: Iterable<File>): void {
    const added = [...files].map((file): Upload => ({
      id: randomId(),
      slot,
      rowId,
      file,
      state: "waiting",
      share: 0,
      message: null,
      rule: null,
    }));
    this.#set([...this.#uploads, ...added]);
    this.#next();
  }

  retry(id: string): void {
    this.#change(id, { state: "waiting", share: 0, message: null, rule: null });
    this.#next();
  }

  dismiss(id: string): void {
    this.#set(this.#uploads.filter((upload) => upload.id !== id));
  }

  #set(uploads: readonly Upload[]): void {
    this.#uploads = uploads;
    for (const listener of this.#listeners) listener();
  }

  #change(id: string, change: Partial<Upload>): void {
    this.#set(this.#uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)));
  }

  #next(): void {
    const free = AT_ONCE - this.#uploads.filter((upload) => upload.state === "sending").length;
    for (const upload of this.#uploads.filter((one) => one.state === "waiting").slice(0, Math.max(0, free))) void this.#send(upload);
  }

  async #send(upload: Upload): Promise<void> {
    this.#change(upload.id, { state: "sending" });
    const { id, slot, rowId, file } = upload;
    const answer = await uploadFile({ id, applicationId: this.#applicationId, slot, rowId, file }, (share) => this.#change(id, { share }))
      .answer;
    if (answer.kind === "done") {
      this.#store.setAttachments((before) => [...before.filter((one) => one.id !== answer.attachment.id), answer.attachment]);
      this.dismiss(id);
    } else if (answer.kind === "refused")
      this.#change(id, { state: "refused", message: answer.message, rule: REFUSAL_RULES[answer.code] ?? "file" });
    else this.#change(id, { state: "failed", message: answer.kind === "failed" ? answer.message : null, rule: "upload" });
    if (answer.kind === "signedOut") this.#store.signedOut();
    this.#next();
  }
}
