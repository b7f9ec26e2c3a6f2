import { createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guardRequests, letHeldIn } from "@/server/request-guards";

const seen: string[] = [];
let server: Server;

beforeAll(async () => {
  await import("../../scripts/support/hold-requests.mjs");
  server = createServer((request, response) => {
    seen.push(`framework ${request.url}`);
    response.end();
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const asked = (path: string) =>
  new Promise<number>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    get({ port, host: "127.0.0.1", path, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on("error", reject);
  });

describe("hold-requests", () => {
  it("keeps what comes before the guards stand, and lets it in through them", async () => {
    const early = [asked("/one"), asked("/two")];
    await sleep(100);
    expect(seen).toEqual([]);
    guardRequests((request, _response, next) => {
      seen.push(`guard ${request.url}`);
      return next();
    });
    const late = asked("/late");
    await sleep(50);
    letHeldIn();
    expect(await Promise.all([...early, late, asked("/after")])).toEqual([200, 200, 200, 200]);
    const through = ["/after", "/late", "/one", "/two"].flatMap((path) => [`framework ${path}`, `guard ${path}`]);
    expect(seen.toSorted()).toEqual(through.toSorted());
  });
});
