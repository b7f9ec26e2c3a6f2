/** Counts over all writers of a run. */
export type Tally = { sent: number; unknown: number; unavailable: number; errors: string[]; refused: string[]; busy: number };

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
