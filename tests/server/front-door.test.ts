import { Agent, createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { giveVariables } from "../support/give-variables";

let server: Server;
let begins = false;

beforeAll(async () => {
  giveVariables();
  const { answerBegins, guardFrontDoor } = await import("@/server/front-door");
  const { guardRequests } = await import("@/server/request-guards");
  guardRequests(guardFrontDoor);
  // stands for the framework: it fails, before or after something of ours has seen the request
  server = createServer((asked, response) => {
    if (asked.url === "/stops-reading") asked.on("data", () => asked.pause());
    // as the framework's pipeline leaves it: broken off, on a connection that stays
    if (asked.url === "/breaks-off") {
      Object.defineProperty(asked, "destroyed", { value: true });
      Object.defineProperty(asked, "socket", { value: null });
    }
    setTimeout(() => {
      if (begins) answerBegins();
      response.statusCode = 500;
      response.end("failed");
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const BODY = Buffer.alloc(1024 * 1024);

function statusOf(method: string, path: string, headers: Record<string, string> = {}, body?: Buffer): Promise<number> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: "127.0.0.1", method, path, headers: { host: "portal", ...headers } }, (response) => {
      resolve(response.statusCode ?? 0);
      // of a body that was only announced, nothing comes
      asked.destroy();
    });
    asked.on("error", reject);
    if (body || headers["content-length"] === undefined) asked.end(body);
    else asked.flushHeaders();
  });
}

describe("guardFrontDoor", () => {
  it.each(["TRACE", "PUT", "PROPFIND"])("answers 405 to %s", async (method) => {
    expect(await statusOf(method, "/")).toBe(405);
  });

  it.each(["/_next/static/a.js", "/favicon.svg", "/robots.txt?x=1"])("lets the file %s only be read", async (path) => {
    for (const method of ["DELETE", "PATCH", "OPTIONS", "POST"]) expect(await statusOf(method, path)).toBe(405);
    expect(await statusOf("GET", path)).toBe(500);
  });

  it.each(["/work", "/api/studios", "/files/a.jpg", "/review/a.b/c"])("leaves the methods of %s to what answers there", async (path) => {
    expect(await statusOf("DELETE", path)).toBe(500);
  });

  it.each([
    ["POST", "/api/locale", { "content-length": "1048577" }, 413],
    ["POST", "/work", { "content-length": "1048577" }, 413],
    ["PATCH", "/api/attachments/1", { "content-length": "1048577" }, 413],
    ["GET", "/work", { "content-length": "1048577" }, 413],
    ["POST", "/api/locale", { "transfer-encoding": "chunked" }, 411],
    ["POST", "/api/attachments/1/restore", { "transfer-encoding": "chunked" }, 411],
    ["POST", "/api/attachments?studio=1", { "content-length": "52428800" }, 400],
    ["POST", "/api/attachments", { "transfer-encoding": "chunked" }, 400],
  ])("a %s to %s with %j: %d", async (method, path, headers, status) => {
    begins = false;
    expect(await statusOf(method, path, headers)).toBe(status);
  });

  it.each(["/stops-reading", "/breaks-off"])("hears the next request after one whose body was not read to its end: %s", async (path) => {
    begins = false;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const asked = (body?: Buffer) =>
      new Promise<[status: number, connection: string | undefined]>((resolve, reject) => {
        const { port } = server.address() as AddressInfo;
        const headers = { host: "portal", ...(body && { "content-length": String(body.length) }) };
        const one = request({ port, host: "127.0.0.1", method: "POST", path, headers, agent }, (response) => {
          response.resume();
          response.on("end", () => resolve([response.statusCode ?? 0, response.headers.connection]));
        });
        one.on("error", reject).end(body);
      });
    expect(await asked(BODY)).toEqual([400, path === "/breaks-off" ? "close" : "keep-alive"]);
    const [status] = await asked();
    expect(status).toBe(400);
    agent.destroy();
  });

  it.each([
    "/files/../work",
    "/files/%2e%2E/work",
    "/favicon.svg/..",
    "/_next/static/./../../work",
    "/files/..\\work",
    "/files/..#",
    "/files/..#?",
  ])("has no way by %s", async (path) => expect(await statusOf("GET", path)).toBe(400));

  it.each(["/applications/%", "/applications/%FF/edit", "/files/%ED%A0%80", "/api/attachments/%zz", "/api/auth/%C3"])(
    "has no place for %s, which is no text",
    async (path) => {
      for (const method of ["GET", "DELETE"]) expect(await statusOf(method, path)).toBe(400);
    },
  );

  it.each(["/work?q=/../", "/work?q=%FF", "/applications/%E4%BD%A0", "/files/a..b", "/review/...", "/.well-known/x"])(
    "leaves %s alone",
    async (path) => {
      expect(await statusOf("GET", path)).toBe(500);
    },
  );

  it("takes an action of unknown length, which the framework sends on to where it belongs", async () => {
    begins = false;
    expect(await statusOf("POST", "/work", { "transfer-encoding": "chunked", "next-action": "x" })).toBe(400);
    for (const path of ["/api/locale", "/%61pi/locale"]) {
      expect(await statusOf("POST", path, { "transfer-encoding": "chunked", "next-action": "x" })).toBe(411);
    }
    expect(await statusOf("GET", "/work", { "transfer-encoding": "chunked", "next-action": "x" })).toBe(411);
  });

  it("takes a body as large as may be", async () => {
    begins = false;
    expect(await statusOf("POST", "/work", { "content-length": String(BODY.length) }, BODY)).toBe(400);
  });

  it.each([
    ["https://evil.example", "/work", 403],
    ["nonsense", "/work", 403],
    ["https://portal", "/work", 400],
    ["null", "/work", 400],
    ["https://evil.example", "/api/studios", 400],
  ])("a POST from %s to %s: %d", async (origin, path, status) => {
    begins = false;
    expect(await statusOf("POST", path, { origin })).toBe(status);
  });

  it("leaves a failure alone that happened after an answer had begun, and those of pages", async () => {
    begins = true;
    expect(await statusOf("POST", "/work", { origin: "https://portal" })).toBe(500);
    begins = false;
    expect(await statusOf("GET", "/work")).toBe(500);
  });
});
