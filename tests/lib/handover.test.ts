import { describe, expect, it } from "vitest";
import { handover, HandoverStopped } from "@/lib/handover";

describe("handover", () => {
  it("gives each value only when it is asked for", async () => {
    const made: number[] = [];
    const values = handover<number>(async (give) => {
      for (let i = 1; i <= 3; i++) {
        made.push(i);
        await give(i);
      }
    });
    expect(made).toEqual([]);
    expect(await values.next()).toEqual({ value: 1, done: false });
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(made).toEqual([1]);
    expect(await values.next()).toEqual({ value: 2, done: false });
    expect(await values.next()).toEqual({ value: 3, done: false });
    expect(await values.next()).toEqual({ value: undefined, done: true });
  });

  it("throws what the producer throws", async () => {
    const values = handover<number>(async (give) => {
      await give(1);
      throw new Error("database away");
    });
    await values.next();
    await expect(values.next()).rejects.toThrow("database away");
  });

  it("stops the producer and waits for its end when the consumer leaves", async () => {
    let ended: unknown;
    const values = handover<number>(async (give) => {
      try {
        for (;;) await give(1);
      } catch (error) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        ended = error;
        throw error;
      }
    });
    for await (const _ of values) break;
    expect(ended).toBeInstanceOf(HandoverStopped);
  });

  it("never begins when nobody asks", async () => {
    let begun = false;
    const values = handover<number>(async () => void (begun = true));
    await values.return();
    expect(begun).toBe(false);
  });
});
