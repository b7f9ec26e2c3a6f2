import { isDeepStrictEqual } from "node:util";

/** What a replay saw that the file did not expect. */
export class Differences {
  readonly list: string[] = [];

  same(what: string, actual: unknown, expected: unknown): void {
    if (!isDeepStrictEqual(actual, expected))
      this.list.push(`${what}: expected ${JSON.stringify(expected)}, seen ${JSON.stringify(actual)}`);
  }

  add(what: string): void {
    this.list.push(what);
  }
}
