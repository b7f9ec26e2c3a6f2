import { describe, expect, it } from "vitest";
import { KINDS } from "../../../../scripts/faults/fuzz/kinds";
import { type Kindly, KindsTally, planOf } from "../../../../scripts/faults/fuzz/kinds-tally";
import { Random } from "../../../../scripts/faults/support/random";

const targets: readonly Kindly[] = [
  { name: "move", kind: "action", kinds: KINDS },
  { name: "signOut", kind: "action", kinds: ["extra"] },
  { name: "POST /submit", kind: "route", kinds: KINDS },
  { name: "GET /work", kind: "page", kinds: [] },
];
const filled = (without = -1) => {
  const tally = new KindsTally(targets);
  planOf(targets, new Random(1)).forEach(({ target, kind }, index) => index !== without && tally.count(target, kind));
  return tally;
};

describe("planOf", () => {
  it("names every pair once, first one action and one route of every kind", () => {
    const plan = planOf(targets, new Random(7));
    expect(new Set(plan.map(({ target, kind }) => `${target.name} ${kind}`)).size).toBe(2 * KINDS.length + 1);
    expect(plan).toHaveLength(2 * KINDS.length + 1);
    const first = plan.slice(0, 2 * KINDS.length).map(({ target, kind }) => `${target.kind} ${kind}`);
    expect(new Set(first).size).toBe(2 * KINDS.length);
  });
});

describe("KindsTally", () => {
  it("misses nothing where every pair was sent", () => {
    expect(filled().missing(true)).toEqual([]);
    expect(String(filled())).toMatch(
      /^11 kinds of garbage, fewest to actions 1 \(.*\), to routes 1 \(.*\), 23 of 23 kinds × targets, fewest 1$/,
    );
  });

  it("misses a kind that no route has had, whatever the actions had", () => {
    const tally = new KindsTally(targets);
    for (const target of targets.slice(0, 2)) for (const kind of target.kinds) tally.count(target, kind);
    for (const kind of KINDS) if (kind !== "NUL") tally.count(targets[2] as Kindly, kind);
    expect(tally.missing(false)).toEqual(['no route was sent "NUL"']);
    expect(tally.missing(true)).toEqual(['no route was sent "NUL"', 'POST /submit was not sent "NUL"']);
  });

  it("misses every single pair left out of the plan, when all are asked for", () => {
    const count = planOf(targets, new Random(1)).length;
    for (let index = 0; index < count; index++) expect(filled(index).missing(true).length).toBeGreaterThan(0);
  });

  it("does not count a payload without a kind", () => {
    const tally = new KindsTally(targets);
    tally.count(targets[0] as Kindly, undefined);
    expect(tally.missing(false)).toHaveLength(2 * KINDS.length);
  });
});
