import { describe, expect, it } from "vitest";
import { localeOrDefault } from "@/lib/locales";

describe("localeOrDefault", () => {
  it("takes a language we have", () => {
    expect(localeOrDefault("en")).toBe("en");
  });
  it("falls back to Chinese for anything else", () => {
    for (const value of [undefined, "", "EN", "fr", "../en", "__proto__"]) expect(localeOrDefault(value)).toBe("zh-CN");
  });
});
