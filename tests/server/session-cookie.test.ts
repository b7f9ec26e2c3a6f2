import { beforeAll, describe, expect, it } from "vitest";
import { giveVariables } from "../support/give-variables";

let sessionCookie: (secure: boolean) => { name: string; options: object };

beforeAll(async () => {
  giveVariables({ NEXTAUTH_URL: "https://studio.example" });
  ({ sessionCookie } = await import("@/server/session-cookie"));
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
