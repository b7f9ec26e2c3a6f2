import type { Answer } from "../support/send";
import type { Mode, Payload, Target } from "./making";

/** Done or refused; "untold" where a page answers a form without script that the action would take. */
export type Outcome = "done" | "refused" | "untold";

/** An error that a page or an action met on its way, written into an answer that began as 200. The framework's own have words. */
const HIDDEN_ERROR = /(?:^|\n)[0-9a-f]+:E\{"digest":"(\d+|UNAVAILABLE[^"]*)"/;
const HIDDEN_ERROR_HTML = /data-dgst="(\d+)"/;

/** The fault in an answer, whatever was asked. */
export function faultOf(answer: Answer): string | null {
  if (answer.status >= 500) return `HTTP ${answer.status}: ${answer.body.toString().slice(0, 160)}`;
  const type = answer.headers["content-type"] ?? "";
  if (answer.status >= 400 || !/html|x-component/.test(type)) return null;
  const text = answer.body.toString();
  const hidden = HIDDEN_ERROR.exec(text) ?? HIDDEN_ERROR_HTML.exec(text);
  return hidden ? `an error inside an answer of ${answer.status}, digest ${hidden[1]}` : null;
}

/** What became of a request. ownOrigin: a browser on our page could have sent it. */
export function outcomeOf(target: Target, ask: Payload, answer: Answer, ownOrigin: boolean): Outcome {
  if (answer.status >= 400 || (!ownOrigin && (ask.method ?? "GET") !== "GET")) return "refused";
  if (target.kind === "page") return "refused";
  if (target.kind === "route") return !target.name.includes("/api/auth/") || opensSession(answer) ? "done" : "refused";
  // a page that sends to the sign-in answers 307; only an action that ran to its end sends on with 303
  if (answer.status === 303 || answer.headers["x-action-redirect"] !== undefined) return "done";
  if (answer.headers["content-type"]?.includes("x-component")) return outcomeInFlight(answer);
  return ask.mayWork ? "untold" : "refused";
}

/** The library answers a wrong password with a redirect, like a right one. */
function opensSession(answer: Answer): boolean {
  return (answer.headers["set-cookie"] ?? []).some((line) => /portal-session=[^;]/.test(line));
}

/** What an action returned; one that returns nothing has done its work when it had pages drawn anew. */
function outcomeInFlight(answer: Answer): Outcome {
  const text = answer.body.toString();
  const row = /^0:\{"a":"\$@([0-9a-f]+)"/m.exec(text)?.[1];
  const returned = row === undefined ? undefined : new RegExp(`^${row}:(.*)$`, "m").exec(text)?.[1];
  if (returned?.startsWith('{"ok":true')) return "done";
  if (returned?.startsWith('{"ok":false')) return "refused";
  return answer.headers["x-action-revalidated"] === undefined ? "refused" : "done";
}

/**
 * The fault in what a payload did to the database. @param changed tables with other rows than before
 */
export function effectFault(target: Target, mode: Mode, outcome: Outcome, status: number, changed: readonly string[]): string | null {
  if (outcome === "refused" && changed.length > 0) return `refused with ${status}, and yet changed ${changed.join(", ")}`;
  if (mode !== "garbage" || target.inputless || outcome === "refused") return null;
  return `garbage was answered ${status} as ${outcome}${changed.length > 0 ? `, and changed ${changed.join(", ")}` : ""}`;
}
