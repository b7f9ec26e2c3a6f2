import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { env } from "@/env";
import { withScope } from "@/data/with-scope";
import { runClockWork, runSearchTexts, startJobs, stopJobs } from "@/server/jobs";
import { makeReviewCity, rowOf, sendBack, submittedCase } from "../support/review-city";

const clock = () => path.join(env().DATA_DIR, "business-clock");
afterEach(() => {
  stopJobs();
  rmSync(clock(), { force: true });
});

describe("runClockWork", () => {
  it("expires what is due in every city by the business clock, and nothing twice", async () => {
    const cases = [];
    for (const city of [await makeReviewCity(), await makeReviewCity()]) {
      const { id } = await submittedCase(city);
      await sendBack(city.enterprise, id, "2026-05-06", "2026-05-08");
      cases.push({ city, id });
    }
    writeFileSync(clock(), "2026-05-08");
    expect(await runClockWork()).toBe(0);
    writeFileSync(clock(), "2026-05-09T00:00:00+08:00");
    expect(await runClockWork()).toBe(2);
    expect(await runClockWork()).toBe(0);
    for (const { city, id } of cases) expect(await rowOf(city, id)).toMatchObject({ status: "expired" });
  });
});

describe("startJobs", () => {
  it("does the work by itself, once a process", async () => {
    const city = await makeReviewCity();
    const { id } = await submittedCase(city);
    await sendBack(city.enterprise, id, "2026-05-06", "2026-05-08");
    writeFileSync(clock(), "2026-05-09");
    startJobs();
    startJobs();
    await expect.poll(async () => (await rowOf(city, id)).status, { timeout: 10_000 }).toBe("expired");
  });
});

describe("runSearchTexts", () => {
  it("makes the old search texts of every city anew, and goes on where it was broken off", async () => {
    const cities = [await makeReviewCity(), await makeReviewCity()];
    for (const city of cities) {
      await submittedCase(city);
      await withScope(city.city.scope, (tx) => tx.application.updateMany({ data: { searchText: "old", searchVersion: 0 } }));
    }
    const left = async () =>
      (
        await Promise.all(cities.map((city) => withScope(city.city.scope, (tx) => tx.application.count({ where: { searchVersion: 0 } }))))
      ).reduce((sum, n) => sum + n);
    expect(await runSearchTexts(AbortSignal.abort())).toBe(0);
    expect(await left()).toBe(2);
    expect(await runSearchTexts()).toBe(2);
    expect(await left()).toBe(0);
    expect(await runSearchTexts()).toBe(0);
  });
});
