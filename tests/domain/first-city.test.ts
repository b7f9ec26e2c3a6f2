import { describe, expect, it } from "vitest";
import { type FirstCityField, isFirstCityValue, normalFirstCityValue } from "@/domain/first-city";

const CASES: [field: FirstCityField, typed: string, stored: string, ok: boolean][] = [
  ["cityName", " 某某市总工会 ", "某某市总工会", true],
  ["cityName", "工会", "工会", false],
  ["cityName", "某".repeat(61), "某".repeat(61), false],
  ["cityName", "某某市\u0000总工会", "某某市\u0000总工会", false],
  ["cityName", "某某市\ud83d总工会", "某某市\ud83d总工会", false],
  ["shortName", "某某", "某某", true],
  ["shortName", "某\u0000某", "某\u0000某", false],
  ["shortName", "某\udc00", "某\udc00", false],
  ["shortName", "某 某", "某 某", false],
  ["prefix", "ａｙ", "AY", true],
  ["prefix", "a1", "A1", false],
  ["prefix", "ABCDEFG", "ABCDEFG", false],
  ["regionCode", "４１０５００", "410500", true],
  ["regionCode", "010500", "010500", false],
  ["name", "舒长河", "舒长河", true],
  ["name", "舒", "舒", false],
  ["name", "舒\u0000河", "舒\u0000河", false],
  ["name", "舒长河\ud83d", "舒长河\ud83d", false],
  ["login", "City.Admin", "city.admin", true],
  ["login", "管理员", "管理员", false],
  ["login", "ad\u0000min", "ad\u0000min", false],
  ["login", "-admin", "-admin", false],
];

describe("isFirstCityValue", () => {
  it.each(CASES)("%s %j becomes %j: %s", (field, typed, stored, ok) => {
    expect(normalFirstCityValue(field, typed)).toBe(stored);
    expect(isFirstCityValue(field, stored)).toBe(ok);
  });
});
