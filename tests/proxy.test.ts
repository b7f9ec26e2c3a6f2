import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { config, contentSecurityPolicy, proxy } from "@/proxy";

function answer(url: string, headers: Record<string, string> = {}): Headers {
  return proxy(new NextRequest(url, { headers })).headers;
}

describe("contentSecurityPolicy", () => {
  it("lets scripts run by nonce only and forbids frames, plug-ins and other bases", () => {
    const policy = contentSecurityPolicy("abc", false).split("; ");
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'self'",
        "script-src 'nonce-abc' 'strict-dynamic'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ]),
    );
    expect(policy.join(" ")).not.toMatch(/unsafe/);
  });
});

describe("proxy", () => {
  it("gives every answer its own nonce, and the same one to the page", () => {
    const [one, two] = [answer("http://localhost/"), answer("http://localhost/")];
    const nonce = /'nonce-([^']+)'/.exec(one.get("content-security-policy") ?? "")?.[1];
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{24}$/);
    expect(one.get("x-middleware-request-x-nonce")).toBe(nonce);
    expect(two.get("content-security-policy")).not.toBe(one.get("content-security-policy"));
  });
  it("does not take a nonce from the browser", () => {
    const headers = answer("http://localhost/", { "x-nonce": "evil", "content-security-policy": "script-src 'nonce-evil'" });
    expect(headers.get("x-middleware-request-x-nonce")).not.toBe("evil");
    expect(headers.get("x-middleware-request-content-security-policy")).not.toContain("evil");
  });
  it("sets the fixed headers", () => {
    const headers = answer("http://localhost/applications");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toContain("geolocation=()");
  });
  it("promises HTTPS only where it is spoken", () => {
    expect(answer("http://localhost/").get("strict-transport-security")).toBeNull();
    expect(answer("https://portal.test/").get("strict-transport-security")).toContain("max-age=31536000");
    expect(answer("http://localhost/", { "x-forwarded-proto": "https" }).get("strict-transport-security")).toContain("max-age");
  });
});

describe("config", () => {
  const pattern = new RegExp(`^${config.matcher[0]}$`);
  it("covers pages and answers with data", () => {
    for (const path of ["/", "/applications/1", "/api/health", "/registry"]) expect(pattern.test(path)).toBe(true);
  });
  it("leaves files in and out to their route, and built files alone", () => {
    for (const path of ["/api/attachments", "/api/attachments/1", "/files/1", "/_next/static/chunks/a.js", "/favicon.svg"])
      expect(pattern.test(path)).toBe(false);
  });
});
