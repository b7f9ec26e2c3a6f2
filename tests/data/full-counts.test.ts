import { describe, expect, it } from "vitest";
import { isFull, noteFull } from "@/data/full-counts";
import { Prisma } from "@/data/generated/client";

const count = (city: string) => Prisma.sql`SELECT count(*) FROM application a WHERE a.city_path = ${city}`;
const NOON = Date.parse("2026-05-18T04:00:00Z");

describe("noteFull", () => {
  it("holds for a minute, for this statement with these values alone", () => {
    expect(isFull(count("AY"), NOON)).toBe(false);
    noteFull(count("AY"), NOON);
    expect(isFull(count("AY"), NOON + 59_999)).toBe(true);
    expect(isFull(count("CQ"), NOON)).toBe(false);
    expect(isFull(Prisma.sql`SELECT ${"AY"}`, NOON)).toBe(false);
    expect(isFull(count("AY"), NOON + 60_000)).toBe(false);
  });

  it("keeps the last thousand", () => {
    for (let n = 0; n <= 1_000; n++) noteFull(count(`city ${n}`), NOON);
    expect([0, 1, 1_000].map((n) => isFull(count(`city ${n}`), NOON))).toEqual([false, true, true]);
  });
});
