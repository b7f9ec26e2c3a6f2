import { describe, expect, it } from "vitest";
import { RISE_LOOKS, risesSteadily } from "../../../../scripts/faults/support/memory-trend";

/** As a sound portal holds it over the last 5,000 of 10,000 payloads, MB. */
const SOUND = [236.3, 234.8, 235.3, 235.7, 233.2, 233.1, 233.6, 233.7, 233.9];
const with_ = (extra: (look: number) => number) => SOUND.map((mb, look) => mb + extra(look));

describe("risesSteadily", () => {
  it("leaves what a sound portal holds alone, in any order of its looks", () => {
    expect(SOUND).toHaveLength(RISE_LOOKS);
    expect(risesSteadily(SOUND)).toBe(false);
    expect(risesSteadily(SOUND.toSorted((a, b) => a - b))).toBe(false);
  });

  it("sees a planted leak of 2 kB a payload through the ups and downs", () => {
    const payloadsALook = 5000 / (RISE_LOOKS - 1);
    expect(risesSteadily(with_((look) => (look * payloadsALook * 2) / 1024))).toBe(true);
    expect(risesSteadily(with_((look) => (look * payloadsALook * 20) / 1024))).toBe(true);
  });

  it("takes a cache that is filled at one moment for no leak, whenever that is", () => {
    for (let when = 1; when < RISE_LOOKS; when++) expect(risesSteadily(with_((look) => (look >= when ? 30 : 0)))).toBe(false);
  });

  it("takes what falls, or rises and is collected again, for no leak", () => {
    expect(risesSteadily(with_((look) => -5 * look))).toBe(false);
    expect(risesSteadily(with_((look) => (look % 3) * 40))).toBe(false);
  });
});
