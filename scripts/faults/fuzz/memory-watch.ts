import type { LiveMemory } from "../support/live-memory";
import { JUDGED_FROM, RISE_LOOKS, risesSteadily } from "../support/memory-trend";
import { ServerMemory } from "../support/server-memory";

/** Resident memory that no web process may ever reach, MB: half as much again as 10,000 payloads make of it. */
const LIMIT = 1000;
/** Resident memory is looked at after every so many payloads. */
const LOOK_EVERY = 100;

/**
 * Memory of the web processes over a run: what they have resident, and what they hold once all else is collected. Collected is
 * at the quarters and often over the last half only, so that garbage heaps up in between as it does for users.
 */
export class MemoryWatch {
  readonly #resident: ServerMemory;
  readonly #live: LiveMemory | undefined;
  readonly #isJudged: boolean;
  /** payloads sent → quarter or look of the last half */
  readonly #quarters: ReadonlySet<number>;
  readonly #looks: ReadonlySet<number>;
  readonly #atQuarters: { resident: number; held: number | undefined }[] = [];
  readonly #held: number[] = [];

  /** @param live of a portal that was started for it; without, only resident memory is known */
  constructor(dataDir: string, count: number, live: LiveMemory | undefined) {
    this.#resident = new ServerMemory(dataDir);
    this.#live = live;
    this.#isJudged = live !== undefined && count >= JUDGED_FROM;
    this.#quarters = new Set([0, 1, 2, 3, 4].map((n) => Math.round((count * n) / 4)));
    this.#looks = new Set(Array.from({ length: RISE_LOOKS }, (_, n) => Math.round(count / 2 + (count / 2 / (RISE_LOOKS - 1)) * n)));
  }

  /** MB */
  get now(): number {
    return this.#resident.now;
  }

  /** @param sent payloads so far */
  async at(sent: number): Promise<void> {
    const isQuarter = this.#quarters.has(sent);
    const isLook = this.#looks.has(sent);
    if (sent % LOOK_EVERY !== 0 && !isQuarter && !isLook) return;
    this.#resident.look();
    const held = isQuarter || isLook ? await this.#live?.look(this.#resident.pids) : undefined;
    if (isQuarter) this.#atQuarters.push({ resident: this.#resident.now, held });
    if (isLook && held !== undefined) this.#held.push(held);
  }

  faults(): string[] {
    const { processes, peakOfOne, restarted } = this.#resident;
    return [
      ...(processes === 0 ? ["no web process was found: its memory is unknown"] : []),
      ...(peakOfOne > LIMIT ? [`a web process took ${peakOfOne} MB, more than ${LIMIT}`] : []),
      ...(restarted ? ["a web process ended"] : []),
      ...(this.#isJudged && this.#held.length !== RISE_LOOKS ? [`memory was looked at ${this.#held.length} times, not ${RISE_LOOKS}`] : []),
      ...(this.#isJudged && risesSteadily(this.#held)
        ? [`what the web processes hold rises over all of the last half: ${this.#held.join(", ")} MB`]
        : []),
    ];
  }

  toString(): string {
    const { processes, peak, peakOfOne } = this.#resident;
    const held = this.#live
      ? `held after collection ${this.#atQuarters.map((one) => one.held).join(" → ")} MB`
      : "what it holds not looked at";
    return (
      `memory of ${processes} web processes at the quarters ${this.#atQuarters.map((one) => one.resident).join(" → ")} MB resident, ` +
      `peak ${peak} MB, of one ${peakOfOne} MB (limit ${LIMIT}); ${held}`
    );
  }
}
