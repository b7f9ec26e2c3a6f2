import { beforeAll, describe, expect, it } from "vitest";
import { giveVariables } from "../../support/give-variables";

let POST: (request: Request) => Promise<Response>;

beforeAll(async () => {
  giveVariables({ NEXTAUTH_URL: "http://portal.test" });
  ({ POST } = await import("@/app/api/locale/route"));
});

function post(locale: string, headers: Record<string, string> = {}): Promise<Response> {
  return POST(
    new Request("http://portal.test/api/locale", {
      method: "POST",
      body: new URLSearchParams({ locale }),
      headers: { host: "portal.test", origin: "http://portal.test", ...headers },
    }),
  );
}

describe("POST", () => {
  it("keeps the language and goes back to the page", async () => {
    const response = await post("en", { referer: "http://portal.test/registry?state=returned" });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/registry?state=returned");
    expect(response.headers.get("set-cookie")).toMatch(/^locale=en; Path=\/; .*SameSite=Lax; HttpOnly$/);
  });
  it("keeps it for https alone when the browser speaks https with us", async () => {
    for (const proto of ["https", "https, http"]) {
      expect((await post("en", { "x-forwarded-proto": proto })).headers.get("set-cookie")).toMatch(/; Secure$/);
    }
    expect((await post("en", { "x-forwarded-proto": "http, https" })).headers.get("set-cookie")).not.toContain("Secure");
  });
  it("takes Chinese when asked for a language we do not have", async () => {
    expect((await post("xx; Domain=evil")).headers.get("set-cookie")).toMatch(/^locale=zh-CN; Path=\//);
  });
  it("never leads to another site", async () => {
    for (const referer of ["http://evil.test/x", "http://portal.test//evil.test", "not a url", "http://portal.test/\\evil.test"]) {
      expect((await post("en", { referer })).headers.get("location")).toBe("/");
    }
  });
  it("refuses a form of another site", async () => {
    expect((await post("en", { origin: "http://evil.test" })).status).toBe(403);
    expect((await post("en", { origin: "null" })).status).toBe(403);
  });
});
