import type { Answer, Ask } from "../support/send";
import type { Target } from "./targets";

/** Done or refused; "unknown" where an answer tells neither. */
export type Outcome = "done" | "refused" | "unknown";

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
export function outcomeOf(target: Target, ask: Ask & { silent?: true }, answer: Answer, ownOrigin: boolean): Outcome {
  if (answer.status >= 400 || (!ownOrigin && (ask.method ?? "GET") !== "GET")) return "refused";
  if (target.kind === "page") return "refused";
  if (target.kind === "route") return "done";
  if (ask.silent) return "unknown";
  const redirected = answer.status === 303 || answer.headers["x-action-redirect"] !== undefined;
  return redirected || answer.body.includes('"ok":true') ? "done" : "refused";
}
