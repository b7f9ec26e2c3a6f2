import { beforeAll, describe, expect, it } from "vitest";
import { readInScope } from "@/data/with-scope";
import { makeReviewCity, type ReviewCity, submittedCase } from "../support/review-city";

let city: ReviewCity;
beforeAll(async () => {
  city = await makeReviewCity();
  await submittedCase(city);
}, 60_000);

type Count = { n: number }[];

describe("readInScope", () => {
  it("gives every statement the scope, also of two at once, and nobody after them", async () => {
    const [, ...counts] = await readInScope(city.city.scope, async (tx) => {
      const first = await tx.$queryRaw<Count>`SELECT count(*)::int AS n FROM application`;
      const count = () => tx.$queryRaw<Count>`SELECT count(*)::int AS n FROM application WHERE ${true}`;
      return [null, first, ...(await Promise.all([count(), count()]))];
    });
    expect(counts.map((rows) => rows?.[0]?.n)).toEqual([1, 1, 1]);
    const elsewhere = { lo: "zz/", hi: "zz0" };
    expect(await readInScope(elsewhere, (tx) => tx.$queryRaw<Count>`SELECT count(*)::int AS n FROM application`)).toEqual([{ n: 0 }]);
  });

  it("writes nothing", async () => {
    const write = readInScope(city.city.scope, (tx) => tx.$queryRaw`UPDATE application SET studio_name = 'x' RETURNING id`);
    await expect(write).rejects.toThrow(/read-only/);
  });

  it("ends a statement that takes too long only by its own time, and throws what fn throws", async () => {
    const limit = () =>
      readInScope(city.city.scope, (tx) => tx.$queryRaw<{ t: string }[]>`SELECT current_setting('statement_timeout') AS t`);
    expect(await limit()).toEqual([{ t: "15s" }]);
    await expect(readInScope(city.city.scope, () => Promise.reject(new Error("its own")))).rejects.toThrow("its own");
  });
});
