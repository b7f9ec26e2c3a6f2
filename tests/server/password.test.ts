import { describe, expect, it } from "vitest";
import { hashPassword, isOutdatedHash, verifyPassword } from "@/server/password";

describe("hashPassword", () => {
  it("makes argon2id with the parameters of the decision, salted anew each time", async () => {
    const [one, two] = [await hashPassword("same"), await hashPassword("same")];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect([isOutdatedHash(one), isOutdatedHash(one.replace("t=2", "t=1"))]).toEqual([false, true]);
  });
});

describe("verifyPassword", () => {
  it("takes full-width and plain letters for the same, and never cuts off", async () => {
    const hash = await hashPassword("Ｋｘ７#ｍＱ２ｖ");
    expect(await verifyPassword(hash, "Kx7#mQ2v")).toBe(true);
    expect(await verifyPassword(hash, "Kx7#mQ2V")).toBe(false);
    const longest = await hashPassword("x".repeat(128));
    expect(await verifyPassword(longest, "x".repeat(129))).toBe(false);
  });

  it("does the same work without an account as with one", async () => {
    const hash = await hashPassword("the right one");
    const times: Record<"known" | "unknown" | "tooLong", number[]> = { known: [], unknown: [], tooLong: [] };
    const measure = async (into: number[], given: string | null, password: string) => {
      const from = performance.now();
      expect(await verifyPassword(given, password)).toBe(false);
      into.push(performance.now() - from);
    };
    for (let round = 0; round < 21; round += 1) {
      await measure(times.known, hash, "wrong");
      await measure(times.unknown, null, "wrong");
      await measure(times.tooLong, hash, "x".repeat(50_000));
    }
    for (const other of [times.unknown, times.tooLong]) {
      // the shortest of each: what else the machine does only makes times longer
      const ratio = Math.min(...other) / Math.min(...times.known);
      expect(ratio).toBeGreaterThan(0.6);
      expect(ratio).toBeLessThan(1.6);
    }
  });

  it("never says yes to no account", async () => expect(await verifyPassword(null, "no such account")).toBe(false));
});
