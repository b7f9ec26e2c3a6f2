import { describe, expect, it } from "vitest";
import { FAILURE_FLOOR_MS, failureAnswerMs, SESSION_LIFE, SIGN_IN_THROTTLE } from "@/domain/sign-in-rules";

describe("SIGN_IN_THROTTLE", () => {
  it("locks an account for 15 minutes at the fifth failure", () => {
    expect(SIGN_IN_THROTTLE.account).toMatchObject({ lockAfter: 5, lockMinutes: 15 });
  });
});

describe("SESSION_LIFE", () => {
  it("is 30 minutes idle and 12 hours in all", () => expect(SESSION_LIFE).toEqual({ idleMinutes: 30, absoluteHours: 12 }));
});

describe("failureAnswerMs", () => {
  it("doubles from the second failure on and never falls below the floor", () => {
    const answers = [1, 2, 3, 4, 5, 6, 99].map((n) => failureAnswerMs(SIGN_IN_THROTTLE.account, n) - FAILURE_FLOOR_MS);
    expect(answers).toEqual([0, 500, 1000, 2000, 4000, 4000, 4000]);
    expect(failureAnswerMs(SIGN_IN_THROTTLE.address, 50)).toBe(FAILURE_FLOOR_MS);
  });
});
