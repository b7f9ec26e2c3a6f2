import { describe, expect, it } from "vitest";
import { fullAt, isFull, noteFull } from "@/data/full-counts";
import { Prisma } from "@/data/generated/client";

const count = (city: string) => Prisma.sql`SELECT count(*) FROM application a WHERE a.city_path = ${city}`;
const NOON = Date.parse("2026-05-18T04:00:00Z");

describe("noteFull", () => {
  it("holds for a minute, for this statement with these values alone", () => {
    expect(isFull(count("AY"), NOON)).toBe(false);
    noteFull(count("AY"), 10_000, NOON);
    expect(isFull(count("AY"), NOON + 59_999)).toBe(true);
    expect(isFull(count("CQ"), NOON)).toBe(false);
    expect(isFull(Prisma.sql`SELECT ${"AY"}`, NOON)).toBe(false);
    expect(isFull(count("AY"), NOON + 60_000)).toBe(false);
    expect([NOON + 59_999, NOON + 60_000].map((now) => fullAt(count("AY"), now))).toEqual([10_000, null]);
  });

  it("keeps the last thousand", () => {
    for (let n = 0; n <= 1_000; n++) noteFull(count(`city ${n}`), 0, NOON);
    expect([0, 1, 1_000].map((n) => isFull(count(`city ${n}`), NOON))).toEqual([false, true, true]);
  });
});
