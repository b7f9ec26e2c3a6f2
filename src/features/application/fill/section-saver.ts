import type { SectionContent } from "@/domain/form-content";
import type { ServerSection, Taken } from "./fill-props";

export type SaveAnswer =
  | { kind: "saved"; revision: number; savedAt: string; taken: Taken }
  | { kind: "conflict"; current: ServerSection }
  | { kind: "signedOut" }
  /** not editable any more (moved on, locked, removed, other role): trying again does not help */
  | { kind: "refused"; message: string | null }
  /** no connection, or the server is away: try again later */
  | { kind: "away" };

/** Browsers refuse keepalive bodies above 64 KiB in total; larger ones wait in the browser's store. */
const KEEPALIVE_BYTES = 60_000;

/** Sends one section. `leaving`: the page may be gone before the answer. */
export async function sendSection(
  applicationId: string,
  section: string,
  save: { revision: number; data: SectionContent },
  leaving: boolean,
): Promise<SaveAnswer> {
  const body = JSON.stringify(save);
  if (leaving && new Blob([body]).size > KEEPALIVE_BYTES) return { kind: "away" };
  try {
    const response = await fetch(`/api/applications/${applicationId}/sections/${section}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      keepalive: leaving,
    });
    return await answerOf(response);
  } catch {
    return { kind: "away" };
  }
}

async function answerOf(response: Response): Promise<SaveAnswer> {
  if (response.status >= 500) return { kind: "away" };
  if (response.status === 401) return { kind: "signedOut" };
  const body = (await response.json().catch(() => null)) as Record<string, unknown> | null;
  if (response.ok && body) return { kind: "saved", ...(body as { revision: number; savedAt: string; taken: Taken }) };
  if (response.status === 409 && body?.["code"] === "conflict") return { kind: "conflict", current: body["current"] as ServerSection };
  return { kind: "refused", message: typeof body?.["message"] === "string" ? body["message"] : null };
}
