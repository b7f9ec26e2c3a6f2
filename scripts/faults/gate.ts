/** What keeps a second try from a second effect: a key (or an id) of its own, or the version that the sender saw. */
export type Guard = "key" | "version";

/** Counts over all writers of a run. */
export type Tally = {
  sent: number;
  unknown: number;
  unavailable: number;
  /** answers that the sender threw away, as when a connection breaks after the server has done its work */
  thrownAway: number;
  /** requests whose earlier try had taken effect when they were sent again */
  met: Record<Guard, number>;
  /** requests by what they ask, each counted once however often it was sent */
  asked: Map<string, number>;
  /** the control: every second try carries a fresh key */
  freshKeys: boolean;
  errors: string[];
  refused: string[];
  busy: number;
};

export function emptyTally(): Tally {
  return {
    sent: 0,
    unknown: 0,
    unavailable: 0,
    thrownAway: 0,
    met: { key: 0, version: 0 },
    asked: new Map(),
    freshKeys: false,
    errors: [],
    refused: [],
    busy: 0,
  };
}

/** The signal of the run: requests are sent while it is open; a closed gate holds every writer until it is opened. */
export class Gate {
  #open: Promise<void> = Promise.resolve();
  #let: () => void = () => {};
  isOver = false;
  parked = 0;

  close(): void {
    this.#open = new Promise((resolve) => (this.#let = resolve));
  }

  open(): void {
    this.#let();
  }

  async pass(): Promise<void> {
    this.parked += 1;
    await this.#open;
    this.parked -= 1;
  }
}
