import { describe, expect, it } from "vitest";
import { isBatchOpen } from "@/domain/batch-rules";

const batch = { opensOn: "2026-03-02", closesAt: "2026-12-31T18:00:00+08:00" };
const at = (instant: string) => isBatchOpen(batch, new Date(instant));

describe("isBatchOpen", () => {
  it("opens at midnight in China", () => {
    expect([at("2026-03-01T15:59:59Z"), at("2026-03-01T16:00:00Z")]).toEqual([false, true]);
  });

  it("closes at its moment, which no longer counts", () => {
    expect([at("2026-12-31T17:59:59+08:00"), at("2026-12-31T18:00:00+08:00")]).toEqual([true, false]);
  });
});
