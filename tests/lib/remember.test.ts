import { describe, expect, it, vi } from "vitest";
import { remember } from "@/lib/remember";

describe("remember", () => {
  it("works each answer out once", () => {
    const work = vi.fn<(key: number) => string>((key) => `${key}`);
    const words = remember(work);
    expect([words(1), words(2), words(1)]).toEqual(["1", "2", "1"]);
    expect(work).toHaveBeenCalledTimes(2);
  });
});
