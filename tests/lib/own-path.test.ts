import { describe, expect, it } from "vitest";
import { ownPath } from "@/lib/own-path";

// After the OWASP list of unvalidated redirects, and what browsers make of odd addresses.
const ELSEWHERE: unknown[] = [
  "",
  "account",
  "https://evil.example",
  "http://evil.example/",
  "//evil.example",
  "///evil.example",
  "////evil.example/..",
  "/\\evil.example",
  "\\\\evil.example",
  "/\\/evil.example",
  "\\/evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r\n/evil.example",
  "\t//evil.example",
  " //evil.example",
  "/ /evil.example",
  "https:evil.example",
  "https:/evil.example",
  "javascript:alert(1)",
  "JavaScript:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "//evil.example@localhost",
  "//localhost@evil.example",
  "/..//evil.example",
  "/.//evil.example",
  "/%2e//evil.example/..//",
  "/a/../..//evil.example",
  "//%65vil.example",
  "/\u0000/evil.example",
  ".evil.example",
  "@evil.example",
  "?next=//evil.example",
  "#//evil.example",
  "file:///etc/passwd",
  "mailto:x@evil.example",
  `/${"a".repeat(2001)}`,
  null,
  undefined,
  7,
  ["/account"],
  { toString: () => "/account" },
];

const OWN: [value: string, path: string][] = [
  ["/", "/"],
  ["/account", "/account"],
  [
    "/applications/6e9608e4-8c5c-4bab-9e13-f4abac63de8a?tab=files#team",
    "/applications/6e9608e4-8c5c-4bab-9e13-f4abac63de8a?tab=files#team",
  ],
  ["/registry?q=%E5%AE%89%E9%98%B3&next=//evil.example", "/registry?q=%E5%AE%89%E9%98%B3&next=//evil.example"],
  ["/registry?q=安阳", "/registry?q=%E5%AE%89%E9%98%B3"],
  ["/a/../account", "/account"],
];

describe("ownPath", () => {
  it.each(ELSEWHERE.map((value) => [value]))("refuses %j", (value) => expect(ownPath(value)).toBeNull());
  it.each(OWN)("keeps %j", (value, path) => expect(ownPath(value)).toBe(path));
  it("never yields what a browser would take to another host", () => {
    for (const value of ELSEWHERE) {
      const path = ownPath(value);
      if (path !== null) expect(new URL(path, "https://portal.example").host).toBe("portal.example");
    }
  });
});
