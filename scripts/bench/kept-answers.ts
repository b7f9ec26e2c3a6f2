import type { EventEmitter } from "node:events";
import { gunzipSync } from "node:zlib";
import { faultOf } from "../faults/fuzz/judge";

type Answer = { status: number; encoding: string; type: string; parts: Buffer[] };
/** What autocannon's client holds beside its events: where the parts of a body are handed to. */
type Client = EventEmitter & { pipelinedRequests: { addBody: (part: Buffer) => void } };
type Head = { statusCode: number; headers: string[] };

/** headers: name, value, name, value */
function headerOf(headers: readonly string[], name: string): string {
  const at = headers.findIndex((one, n) => n % 2 === 0 && one.toLowerCase() === name);
  return at < 0 ? "" : (headers[at + 1] ?? "");
}

/** What an answer says, or nothing when it ended early. */
function textOf({ encoding, parts }: Answer): string | undefined {
  const body = Buffer.concat(parts);
  try {
    return (encoding === "gzip" ? gunzipSync(body) : body).toString();
  } catch {
    return undefined;
  }
}

/** 200; and, where words are asked for: whole, with the words, and without an error that was written into it after it began. */
function isRight(answer: Answer, holds: string | undefined): boolean {
  if (answer.status !== 200) return false;
  if (holds === undefined) return true;
  const text = textOf(answer);
  if (!text?.includes(holds)) return false;
  const headers = { "content-type": answer.type };
  return faultOf({ status: answer.status, headers, rawHeaders: [], body: Buffer.from(text), ms: 0 }) === null;
}

/** Keeps every answer of a load as it came, so that all are read when the clock has stopped: reading them costs the figure nothing. */
export class KeptAnswers {
  readonly #answers: Answer[] = [];
  readonly #holds: string | undefined;
  /** requests whose connection ended before their answer did; autocannon asks anew and says nothing */
  unanswered = 0;

  /** @param holds words of a right answer; without them only its status is looked at */
  constructor(holds: string | undefined) {
    this.#holds = holds;
  }

  /** For autocannon's `setupClient`. */
  keepOf(given: EventEmitter): void {
    const client = given as Client;
    let current: Answer | undefined;
    let waits = false;
    client.on("request", () => {
      if (waits) this.unanswered++;
      waits = true;
    });
    client.on("headers", ({ statusCode, headers }: Head) => {
      current = { status: statusCode, encoding: headerOf(headers, "content-encoding"), type: headerOf(headers, "content-type"), parts: [] };
    });
    client.pipelinedRequests.addBody = (part) => {
      if (this.#holds !== undefined) current?.parts.push(part);
    };
    client.on("response", () => {
      if (current) this.#answers.push(current);
      current = undefined;
      waits = false;
    });
  }

  get count(): number {
    return this.#answers.length;
  }

  /** How many were not what they had to be. */
  wrong(): number {
    return this.#answers.filter((answer) => !isRight(answer, this.#holds)).length;
  }
}
