import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { beforeAll, describe, expect, it } from "vitest";
import type { RequestGuard } from "@/server/request-guards";
import { giveVariables } from "../support/give-variables";

let answerHeaders: RequestGuard;
let contentSecurityPolicy: (nonce: string, development: boolean) => string;

beforeAll(async () => {
  giveVariables({ NEXTAUTH_URL: "https://studio.example" });
  ({ answerHeaders, contentSecurityPolicy } = await import("@/server/answer-headers"));
});

type Told = { answer: Headers; page: IncomingHttpHeaders };

/** What an answer is given, and what the page is told by its request. */
function told(url: string, headers: IncomingHttpHeaders = {}): Told {
  const answer = new Headers();
  const response = { setHeader: (name: string, value: string) => answer.set(name, value) } as unknown as ServerResponse;
  let isHandedOn = false;
  answerHeaders({ url, headers } as IncomingMessage, response, () => (isHandedOn = true));
  expect(isHandedOn).toBe(true);
  return { answer, page: headers };
}

const nonceOf = (policy: string | string[] | null | undefined) => /'nonce-([^']+)'/.exec(String(policy))?.[1];

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

describe("answerHeaders", () => {
  it("gives every answer its own nonce, and the same one to the page", () => {
    const [one, two] = [told("/"), told("/")];
    const nonce = nonceOf(one.answer.get("content-security-policy"));
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{24}$/);
    expect(one.page["x-nonce"]).toBe(nonce);
    expect(nonceOf(one.page["content-security-policy"])).toBe(nonce);
    expect(two.answer.get("content-security-policy")).not.toBe(one.answer.get("content-security-policy"));
  });
  it("does not take a nonce from the browser", () => {
    const evil = "script-src 'nonce-evil'";
    const claimed = { "x-nonce": "evil", "content-security-policy": evil, "content-security-policy-report-only": evil };
    for (const url of ["/", "/files/1"]) {
      const { page } = told(url, { ...claimed });
      expect(page["content-security-policy"] ?? "").not.toContain("evil");
      expect(page).not.toHaveProperty("content-security-policy-report-only");
    }
    expect(told("/", { ...claimed }).page["x-nonce"]).not.toBe("evil");
  });
  it("tells the page where it stands, without the key of the framework's router", () => {
    expect(told("/work?tab=all&q=%E5%AE%89").page["x-portal-path"]).toBe("/work?tab=all&q=%E5%AE%89");
    expect(told("/work?_rsc=1abcd").page["x-portal-path"]).toBe("/work");
    expect(told("/work?tab=all&_rsc=1abcd").page["x-portal-path"]).toBe("/work?tab=all");
    expect(told("/work?q=a?b&_rsc=1abcd").page["x-portal-path"]).toBe("/work?q=a?b");
    expect(told("/work_rsc=1").page["x-portal-path"]).toBe("/work_rsc=1");
    expect(told("/work?_rsc=1abcd&tab=all").page["x-portal-path"]).toBe("/work?tab=all");
    expect(told("/work", { "x-portal-path": "//evil.example" }).page["x-portal-path"]).toBe("/work");
  });
  it("sets the fixed headers", () => {
    const { answer } = told("/applications");
    expect(answer.get("x-content-type-options")).toBe("nosniff");
    expect(answer.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(answer.get("referrer-policy")).toBe("same-origin");
    expect(answer.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(answer.get("x-frame-options")).toBe("DENY");
    expect(answer.get("permissions-policy")).toContain("geolocation=()");
  });
  it("promises HTTPS only where it is spoken", () => {
    expect(told("/").answer.get("strict-transport-security")).toBeNull();
    expect(told("/", { host: "10.1.2.3:3000" }).answer.get("strict-transport-security")).toBeNull();
    expect(told("/", { host: "studio.example" }).answer.get("strict-transport-security")).toContain("max-age=31536000");
    expect(told("/", { "x-forwarded-proto": "http" }).answer.get("strict-transport-security")).toBeNull();
    expect(told("/", { "x-forwarded-proto": "https, http" }).answer.get("strict-transport-security")).toContain("max-age=31536000");
    for (const url of ["/", "/files/1", "/api/attachments", "/_next/static/chunks/a.js"])
      expect(told(url, { "x-forwarded-proto": "https" }).answer.get("strict-transport-security")).toContain("max-age=31536000");
  });
  it.each([
    "/",
    "/applications/1",
    "/api/health",
    "/filesystem",
    "/favicon.ico",
    "/files/a/b",
    "/api/attachments/1/x",
    "/api/attachmentsx",
  ])("gives a policy to %s", (path) => {
    expect(told(path).answer.get("content-security-policy")).toContain("default-src 'self'");
  });
  it.each([
    "/api/attachments?x=1",
    "/api/attachments/1",
    "/api/attachments/1/restore",
    "/files/1",
    "/_next/static/chunks/a.js",
    "/favicon.svg",
  ])("leaves the policy of %s to its route, and lets nobody take it for anything else", (path) => {
    const { answer } = told(path);
    expect([...answer.keys()]).toEqual(["cross-origin-resource-policy", "x-content-type-options"]);
  });
});
