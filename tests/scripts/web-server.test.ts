import { describe, expect, it } from "vitest";
import { youngMb } from "../../scripts/support/web-server.mjs";

const GB = 2 ** 30;

describe("youngMb", () => {
  it.each([
    { processes: 1, memory: 1, mb: 16 },
    { processes: 2, memory: 2, mb: 16 },
    { processes: 2, memory: 4, mb: 32 },
    { processes: 4, memory: 8, mb: 32 },
    { processes: 2, memory: 7, mb: 32 },
    { processes: 2, memory: 8, mb: 64 },
    { processes: 4, memory: 64, mb: 64 },
  ])("gives each of $processes processes $mb MB on a machine of $memory GB", ({ processes, memory, mb }) => {
    expect(youngMb(processes, memory * GB)).toBe(mb);
  });
});
