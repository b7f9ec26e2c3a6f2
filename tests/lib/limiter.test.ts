import { describe, expect, it } from "vitest";
import { limiter, LimiterFullError } from "@/lib/limiter";

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

describe("limiter", () => {
  it("runs no more than it may, in order, and refuses what does not fit in line", async () => {
    const turn = limiter({ running: 2, waiting: 3 });
    const hold = gate();
    let active = 0;
    let most = 0;
    const order: number[] = [];
    const task = (n: number) => async () => {
      order.push(n);
      active += 1;
      most = Math.max(most, active);
      await hold.opened;
      active -= 1;
      return n;
    };
    const all = [1, 2, 3, 4, 5].map((n) => turn(task(n)));
    await expect(turn(task(6))).rejects.toBeInstanceOf(LimiterFullError);
    hold.open();
    expect(await Promise.all(all)).toEqual([1, 2, 3, 4, 5]);
    expect({ most, order }).toEqual({ most: 2, order: [1, 2, 3, 4, 5] });
  });

  it("gives the place back after a failure", async () => {
    const turn = limiter({ running: 1, waiting: 1 });
    await expect(turn(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await turn(() => Promise.resolve("yes"))).toBe("yes");
  });
});
