import { describe, expect, it } from "vitest";
import { localeOfCookies, localeOrDefault } from "@/lib/locales";

describe("localeOrDefault", () => {
  it("takes a language we have", () => {
    expect(localeOrDefault("en")).toBe("en");
  });
  it("falls back to Chinese for anything else", () => {
    for (const value of [undefined, "", "EN", "fr", "../en", "__proto__"]) expect(localeOrDefault(value)).toBe("zh-CN");
  });
});

describe("localeOfCookies", () => {
  it.each([
    ["locale=en", "en"],
    ["portal-session=x; locale=en; other=1", "en"],
    ["portal-session=x;locale=en", "en"],
    ["locale=english", "zh-CN"],
    ["not-locale=en", "zh-CN"],
    ["a=locale=en", "zh-CN"],
    ["", "zh-CN"],
    [null, "zh-CN"],
    [undefined, "zh-CN"],
  ])("reads %j as %s", (header, locale) => {
    expect(localeOfCookies(header)).toBe(locale);
  });
});
