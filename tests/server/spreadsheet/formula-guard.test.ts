import { describe, expect, it } from "vitest";
import { guardFormula, looksLikeFormula } from "@/server/spreadsheet/formula-guard";
import { HOSTILE } from "../../support/cell-texts";

describe("looksLikeFormula", () => {
  it.each(HOSTILE.map((text) => [text]))("sees %j", (text) => {
    expect(looksLikeFormula(text)).toBe(true);
  });

  it.each(["", "甲", "a=1", "《=1》", "1-2", "'甲", "\u200b甲", "“=1”", " 12"])("leaves %j alone", (text) => {
    expect(guardFormula(text)).toBe(text);
  });
});
