import { describe, expect, it } from "vitest";
import { isOwnOrigin } from "@/server/own-origin";

const CASES: [headers: Record<string, string>, own: boolean][] = [
  [{ origin: "http://localhost:3000", host: "localhost:3000" }, true],
  [{ origin: "http://10.1.2.3:3000", host: "10.1.2.3:3000" }, true],
  [{ origin: "https://studio.example", host: "inner:3000", "x-forwarded-host": "studio.example" }, true],
  [{ host: "localhost:3000" }, false],
  [{ origin: "null", host: "localhost:3000" }, false],
  [{ origin: "", host: "localhost:3000" }, false],
  [{ origin: "http://localhost:3001", host: "localhost:3000" }, false],
  [{ origin: "https://evil.example", host: "localhost:3000" }, false],
  [{ origin: "http://localhost:3000.evil.example", host: "localhost:3000" }, false],
  [{ origin: "http://localhost:3000@evil.example", host: "localhost:3000" }, false],
  [{ origin: "nonsense", host: "localhost:3000" }, false],
  [{ origin: "http://localhost:3000" }, false],
];

describe("isOwnOrigin", () => {
  it.each(CASES)("%j: %s", (headers, own) => expect(isOwnOrigin(new Headers(headers))).toBe(own));
});
