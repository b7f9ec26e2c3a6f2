import { beforeAll, describe, expect, it } from "vitest";
import { giveVariables } from "../support/give-variables";

let isSecureRequest: (headers: Headers) => boolean;
let sessionCookie: (secure: boolean) => { name: string; options: object };

beforeAll(async () => {
  giveVariables({ NEXTAUTH_URL: "https://studio.example" });
  ({ isSecureRequest, sessionCookie } = await import("@/server/session-cookie"));
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

describe("sessionCookie", () => {
  it("can be set by no other host or path over https, and by no script at all", () => {
    expect(sessionCookie(true)).toEqual({
      name: "__Host-portal-session",
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: true },
    });
    expect(sessionCookie(false)).toEqual({
      name: "portal-session",
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: false },
    });
  });
});
