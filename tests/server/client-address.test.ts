import { afterEach, describe, expect, it, vi } from "vitest";
import { giveVariables } from "../support/give-variables";

async function withProxies(count: number) {
  vi.resetModules();
  giveVariables({ TRUSTED_PROXIES: String(count) });
  return import("@/server/client-address");
}

afterEach(() => {
  delete process.env["TRUSTED_PROXIES"];
});

const CLAIMS = {
  "x-forwarded-for": "203.0.113.9",
  "x-forwarded-host": "evil.example",
  "x-forwarded-proto": "https",
  "x-middleware-subrequest": "src/proxy",
  host: "portal",
};

describe("dropClaimedHeaders", () => {
  it("believes nothing of a request when there is no proxy in front", async () => {
    const { dropClaimedHeaders } = await withProxies(0);
    const headers = { ...CLAIMS };
    dropClaimedHeaders(headers);
    expect(headers).toEqual({ host: "portal" });
  });
  it("keeps what a proxy of ours has written, and never the framework's inner headers", async () => {
    const { dropClaimedHeaders } = await withProxies(1);
    const headers = { ...CLAIMS };
    dropClaimedHeaders(headers);
    expect(Object.keys(headers)).toEqual(["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "host"]);
  });
});

describe("clientAddress", () => {
  it.each([
    [0, "::ffff:192.0.2.1", "192.0.2.1"],
    [1, "203.0.113.9, 192.0.2.1", "192.0.2.1"],
    [2, "203.0.113.9, 192.0.2.1, 10.0.0.1", "192.0.2.1"],
    [2, "192.0.2.1", "192.0.2.1"],
    [1, "", null],
  ])("with %d proxies takes %j as %j", async (count, chain, address) => {
    const { clientAddress } = await withProxies(count);
    expect(clientAddress(new Headers(chain ? { "x-forwarded-for": chain } : {}))).toBe(address);
  });
});
