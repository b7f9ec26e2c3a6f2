import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { watchStatus } from "@/server/away-answers";
import { guardFrontDoor } from "@/server/front-door";
import { compressAnswers, gatherWrites } from "@/server/lighter-answers";
import type { RequestGuard } from "@/server/request-guards";
import { giveVariables } from "../support/give-variables";

beforeAll(() => giveVariables());

const servers: ReturnType<typeof createServer>[] = [];
const uncaught: unknown[] = [];
const listen = (error: unknown) => void uncaught.push(error);
afterEach(() => {
  servers.splice(0).forEach((server) => server.close());
  process.off("uncaughtException", listen);
  expect(uncaught.splice(0)).toEqual([]);
});

type Asked = { method?: string; headers?: Record<string, string>; unavailable?: boolean };
type Heard = { status: number; headers: IncomingHttpHeaders; text: string };

/** What comes of an answer that has passed the guards in the order of the boot. */
async function heard(
  { method = "GET", headers = {}, unavailable = false }: Asked,
  answer: (response: ServerResponse) => unknown,
): Promise<Heard> {
  process.on("uncaughtException", listen);
  const watch: RequestGuard = (asked, response, next) => {
    watchStatus(asked, response, { unavailable, typed: {} });
    return next();
  };
  const guards = [compressAnswers, gatherWrites, guardFrontDoor, watch];
  const server = createServer((asked: IncomingMessage, response: ServerResponse) => {
    guards.reduceRight<() => boolean>(
      (next, guard) => () => guard(asked, response, next),
      () => (void answer(response), true),
    )();
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: "127.0.0.1", path: "/work", method, headers, timeout: 3_000 }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => {
        const body = Buffer.concat(parts);
        const text = (response.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    asked.on("timeout", () => asked.destroy(new Error("no answer")));
    asked.on("error", reject).end();
  });
}

const OWN = "the framework's own page ".repeat(100);

/** The ways in which the framework and our routes write an answer. */
const WAYS: Record<string, (response: ServerResponse) => unknown> = {
  "head, part, end": (response) => {
    response.flushHeaders();
    response.write(OWN);
    response.end();
  },
  "part, end": (response) => {
    response.write(OWN);
    response.end();
  },
  "end alone": (response) => response.end(OWN),
  "head, a slow part, end": async (response) => {
    response.flushHeaders();
    await sleep(25);
    response.write(OWN);
    response.end();
  },
};

const status = (code: number, type: string, way: string) => (response: ServerResponse) => {
  response.statusCode = code;
  response.setHeader("content-type", type);
  return WAYS[way]?.(response);
};

describe.each(Object.keys(WAYS))("an answer written as %s", (way) => {
  describe.each(["gzip", "identity"])("to who takes %s", (encoding) => {
    const html = { accept: "text/html", "accept-encoding": encoding };

    it("comes as it was made", async () => {
      const got = await heard({ headers: html }, status(200, "text/html", way));
      expect([got.status, got.text]).toEqual([200, OWN]);
    });

    it("is the calm page with 503 when the database was away", async () => {
      const got = await heard({ headers: html, unavailable: true }, status(500, "text/html", way));
      expect([got.status, got.headers["retry-after"]]).toEqual([503, "5"]);
      expect(got.text).toContain("data-away");
      expect(got.text).not.toContain(OWN);
    });

    it("keeps the page of a form sent without script, with 503", async () => {
      const got = await heard({ method: "POST", headers: html, unavailable: true }, status(200, "text/html", way));
      expect([got.status, got.text]).toEqual([503, OWN]);
    });

    it("has 503 where a script asked for data", async () => {
      const headers = { rsc: "1", "accept-encoding": encoding };
      expect((await heard({ headers, unavailable: true }, status(500, "text/x-component", way))).status).toBe(503);
    });

    it("has 400 where the caller sent what nobody can read", async () => {
      expect((await heard({ method: "POST", headers: html }, status(500, "text/html", way))).status).toBe(400);
    });
  });
});

describe("an answer without a body", () => {
  it.each([304, 204])("has no head of a compressed one: %i", async (code) => {
    const got = await heard({ headers: { "accept-encoding": "gzip" } }, (response) => {
      response.statusCode = code;
      response.setHeader("content-type", "text/html");
      response.end();
    });
    expect([got.status, got.headers["content-encoding"], got.text]).toEqual([code, undefined, ""]);
  });
});

describe("a part of a file", () => {
  it("is not compressed: its range counts the bytes as they are", async () => {
    const got = await heard({ headers: { "accept-encoding": "gzip" } }, (response) => {
      response.statusCode = 206;
      response.setHeader("content-type", "text/plain");
      response.setHeader("content-range", `bytes 0-${OWN.length - 1}/9999`);
      response.setHeader("content-length", OWN.length);
      response.write(OWN);
      response.end();
    });
    expect([got.status, got.text]).toEqual([206, OWN]);
  });
});
