import { setTimeout as sleep } from "node:timers/promises";
import type { Gate, Tally } from "./gate";
import type { Answer } from "./person";

export type Definite = Extract<Answer, { kind: "answer" }>;

/** Sends a request of one writer, the same each time, until the server says what became of it, and counts the answers that did not. */
export class Sender {
  readonly #gate: Gate;
  readonly #tally: Tally;
  readonly #name: string;

  constructor(gate: Gate, tally: Tally, name: string) {
    this.#gate = gate;
    this.#tally = tally;
    this.#name = name;
  }

  async untilAnswered<T>(input: T, send: (input: T) => Promise<Answer>, what: string): Promise<Definite> {
    for (;;) {
      await this.#gate.pass();
      this.#tally.sent += 1;
      this.#tally.busy += 1;
      const answer = await send(input);
      this.#tally.busy -= 1;
      if (answer.kind === "unknown") this.#tally.unknown += 1;
      else if (answer.status === 503 || codeOf(answer) === "unavailable") this.#tally.unavailable += 1;
      else if (answer.status >= 500) this.#tally.errors.push(`${what}: ${answer.status} ${answer.text.slice(0, 200)}`);
      else return answer;
      await sleep(100);
    }
  }

  /** The harness looks at the rows itself; while the database is away it waits as well. */
  async calmly<T>(look: () => Promise<T>): Promise<T> {
    for (;;) {
      await this.#gate.pass();
      try {
        return await look();
      } catch {
        await sleep(50);
      }
    }
  }

  refused(what: string, answer: Definite): void {
    this.#tally.refused.push(`${this.#name} ${what}: ${answer.status} ${JSON.stringify(answer.body)?.slice(0, 300)}`);
  }

  get isOver(): boolean {
    return this.#gate.isOver;
  }
}

export function codeOf(answer: Definite): string | undefined {
  return (answer.body as { code?: string } | null)?.code;
}

export function isOk(answer: Definite): boolean {
  return answer.status === 200 && (answer.body as { ok?: boolean } | null)?.ok === true;
}

/** What an action answered with. */
export function dataOf(answer: Definite): Record<string, unknown> {
  return (answer.body as { data?: Record<string, unknown> } | null)?.data ?? {};
}
