import { describe, expect, it } from "vitest";
import { showGrowth } from "../../../scripts/figures/growth-part";

const LINE = JSON.stringify({
  small: 10_000,
  large: 1_000_000,
  rounds: 3,
  most: 1.3,
  growth: [
    { name: "bare: sign-in page", times: [1.01, 1.4] },
    { name: "work: page 1", times: [1.3, 1.02] },
    { name: "registry: name", times: [1.1, 1.31] },
  ],
});

describe("showGrowth", () => {
  it("judges every list by the worse of its two numbers, and no bare page", () => {
    const { ok, text } = showGrowth([`words\n${LINE}\n✓ growth: 2 lists\n`]);
    expect(ok).toBe(true);
    expect(text).toContain("| 1,000,000 rows against 10,000 |");
    expect(text).toContain("| bare: sign-in page | 1.01 | 1.40 | reads no list |");
    expect(text).toContain("| work: page 1 | 1.30 | 1.02 | met |");
    expect(text).toContain("| registry: name | 1.10 | 1.31 | **not met** |");
    expect(text).toContain("✓ growth: 2 lists");
  });

  it("does not hold when its line is marked, or when it or the lists are missing", () => {
    expect(showGrowth([`${LINE}\n✗ growth: 2 lists`]).ok).toBe(false);
    expect(showGrowth([LINE]).ok).toBe(false);
    expect(showGrowth(["✓ growth: 0 lists"]).ok).toBe(false);
  });
});
