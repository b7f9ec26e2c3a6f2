import { setTimeout as sleep } from "node:timers/promises";
import type { Gate, Guard, Tally } from "./gate";
import type { Answer } from "./person";

export type Definite = Extract<Answer, { kind: "answer" }>;

export type SecondTry<T> = {
  guard: Guard;
  /** whether an earlier try has taken effect, by the rows */
  stored: () => Promise<boolean>;
  /** the same request with a fresh key, for the control; not given where a second effect could not be gone on with */
  renewed?: (input: T) => T;
};

/**
 * Sends a request of one writer, the same each time, until the server says what became of it, and counts the answers that did not.
 * Some answers are thrown away, so that second tries meet a stored effect more often than the few that a kill leaves behind.
 */
export class Sender {
  readonly #gate: Gate;
  readonly #tally: Tally;
  readonly #name: string;
  readonly #first: Record<Guard, number> = { key: 0, version: 0 };

  constructor(gate: Gate, tally: Tally, name: string) {
    this.#gate = gate;
    this.#tally = tally;
    this.#name = name;
  }

  async untilAnswered<T>(
    input: T,
    send: (input: T) => Promise<Answer>,
    what: string,
    { guard, stored, renewed }: SecondTry<T>,
  ): Promise<Definite> {
    const tally = this.#tally;
    tally.asked.set(what, (tally.asked.get(what) ?? 0) + 1);
    let hasMet = false;
    for (let first = true; ; first = false) {
      await this.#gate.pass();
      tally.sent += 1;
      tally.busy += 1;
      const answer = await send(input);
      tally.busy -= 1;
      if (answer.kind === "unknown") tally.unknown += 1;
      else if (answer.status === 503 || codeOf(answer) === "unavailable") tally.unavailable += 1;
      else if (answer.status >= 500) tally.errors.push(`${what}: ${answer.status} ${answer.text.slice(0, 200)}`);
      else if (first && this.#throwsAway(guard)) tally.thrownAway += 1;
      else return answer;
      await sleep(100);
      if (!hasMet && (await this.calmly(stored))) {
        hasMet = true;
        tally.met[guard] += 1;
      }
      if (tally.freshKeys && renewed) input = renewed(input);
    }
  }

  /** One answer of ten of each kind; in the control every other, at random, so that no kind of request is always spared. */
  #throwsAway(guard: Guard): boolean {
    if (this.#tally.freshKeys) return Math.random() < 0.5;
    this.#first[guard] += 1;
    return this.#first[guard] % 10 === 5;
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
