import { describe, expect, it } from "vitest";
import { PLAN_ANEW, statementName } from "@/data/statement-names";

const askedTimes = (text: string, times: number) => Array.from({ length: times }, () => statementName(text)).at(-1);

describe("statementName", () => {
  it("names a statement that comes a third time, always the same, and another one differently", () => {
    expect(askedTimes("SELECT 1", 2)).toBeUndefined();
    const name = askedTimes("SELECT 1", 1);
    expect(name).toMatch(/^s_[\w-]{24}$/);
    expect(askedTimes("SELECT 1", 5)).toBe(name);
    expect(askedTimes("SELECT 2", 3)).not.toBe(name);
  });

  it("names none that is to be planned for its values, and none too long to keep", () => {
    expect(askedTimes(`SELECT ${PLAN_ANEW.sql} 3`, 9)).toBeUndefined();
    expect(askedTimes(`SELECT '${"x".repeat(20_001)}'`, 9)).toBeUndefined();
  });

  it("gives the name of what has not come for the longest time to what comes now", () => {
    askedTimes("SELECT 'seldom'", 3);
    askedTimes("SELECT 'often'", 3);
    for (let n = 0; n < 399; n++) {
      askedTimes(`SELECT ${n} AS many`, 3);
      expect(askedTimes("SELECT 'often'", 1)).toMatch(/^s_/);
    }
    expect(askedTimes("SELECT 'often'", 1)).toMatch(/^s_/);
    expect(askedTimes("SELECT 398 AS many", 1)).toMatch(/^s_/);
    expect(askedTimes("SELECT 'seldom'", 1)).toBeUndefined();
    expect(askedTimes("SELECT 'seldom'", 2)).toMatch(/^s_/);
  });

  it("keeps a bounded number", () => {
    for (let n = 0; n < 900; n++) askedTimes(`SELECT ${n} AS more`, 3);
    const named = Array.from({ length: 900 }, (_, n) => n).filter((n) => askedTimes(`SELECT ${n} AS more`, 1) !== undefined);
    expect(named).toEqual(Array.from({ length: 400 }, (_, n) => n + 500));
  });
});
