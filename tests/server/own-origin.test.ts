import { beforeAll, describe, expect, it } from "vitest";
import { giveVariables } from "../support/give-variables";

let isOwnOrigin: (headers: Headers) => boolean;
let isSecureRequest: (headers: Headers) => boolean;

beforeAll(async () => {
  giveVariables({ NEXTAUTH_URL: "https://studio.example" });
  ({ isOwnOrigin, isSecureRequest } = await import("@/server/own-origin"));
});

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

describe("isSecureRequest", () => {
  it.each([
    [{ host: "studio.example" }, true],
    [{ host: "10.1.2.3:3000" }, false],
    [{ host: "10.1.2.3", "x-forwarded-proto": "https" }, true],
    [{ host: "10.1.2.3", "x-forwarded-proto": "https,http" }, true],
    [{ host: "10.1.2.3", "x-forwarded-proto": "http" }, false],
    [{ host: "inner:3000", "x-forwarded-host": "studio.example", "x-forwarded-proto": "http" }, true],
    [{}, false],
  ] as [Record<string, string>, boolean][])("%j: %s", (headers, secure) => expect(isSecureRequest(new Headers(headers))).toBe(secure));
});
