import { afterEach, beforeEach, expect, vi } from "vitest";

// A warning that nobody reads hides the next one: a test that makes the console complain fails, unless it expects it.
const said: string[] = [];

beforeEach(() => {
  said.length = 0;
  for (const method of ["error", "warn"] as const) {
    vi.spyOn(console, method).mockImplementation((...words: unknown[]) => {
      said.push(`console.${method}: ${words.map(String).join(" ")}`);
    });
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(said, "the console complained").toEqual([]);
});

/** Empties what was said so far, for a test that expects the complaint. */
export function takeComplaints(): string[] {
  return said.splice(0);
}
