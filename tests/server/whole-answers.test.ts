import { createServer, request, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { compressAnswers, gatherWrites } from "@/server/lighter-answers";

const WORDS = "劳模创新工作室".repeat(300);
const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

type Heard = { status: number; headers: IncomingHttpHeaders; body: Buffer };

async function heard(answer: (response: ServerResponse) => void, headers: Record<string, string> = {}, method = "GET"): Promise<Heard> {
  const server = createServer((asked, response) => {
    compressAnswers(asked, response, () => gatherWrites(asked, response, () => (answer(response), true)));
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: "127.0.0.1", method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }));
    });
    asked.on("error", reject).end();
  });
}

const page =
  (headers: Record<string, string> = {}, words = WORDS) =>
  (response: ServerResponse) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("vary", "rsc");
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.write(words.slice(0, 7));
    response.end(words.slice(7));
  };

describe("packed", () => {
  it("compresses a whole answer as its reader takes it, and tells its length", async () => {
    const { headers, body } = await heard(page(), { "accept-encoding": "gzip, deflate" });
    expect(headers).toMatchObject({ "content-encoding": "gzip", "content-length": String(body.length), vary: "rsc, Accept-Encoding" });
    expect(gunzipSync(body).toString()).toBe(WORDS);
  });

  it("takes the smaller of two, and none that the reader refuses", async () => {
    const { headers, body } = await heard(page(), { "accept-encoding": "gzip, deflate, br, zstd" });
    expect(headers["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(body).toString()).toBe(WORDS);
    expect((await heard(page(), { "accept-encoding": "gzip, br;q=0" })).headers["content-encoding"]).toBe("gzip");
  });

  it.each([
    ["a reader who takes none", page(), {}],
    ["a reader who refuses it", page(), { "accept-encoding": "gzip;q=0, identity" }],
    ["what is small", page({}, "ok"), { "accept-encoding": "gzip" }],
    ["what is compressed already", page({ "content-type": "image/png" }), { "accept-encoding": "gzip" }],
    ["what must not be changed", page({ "cache-control": "private, no-transform" }), { "accept-encoding": "gzip" }],
  ])("leaves as it was: %s", async (_what, answer, headers) => {
    const got = await heard(answer, headers);
    expect(got.headers["content-encoding"]).toBeUndefined();
    expect([WORDS, "ok"]).toContain(got.body.toString());
  });

  it("sends no body to who asks for the head alone", async () => {
    const { status, body } = await heard(page(), { "accept-encoding": "gzip" }, "HEAD");
    expect([status, body.length]).toEqual([200, 0]);
  });

  it("keeps the status of the first part: nobody makes another answer of one that has begun", async () => {
    const { status } = await heard((response) => {
      response.setHeader("content-type", "text/html");
      response.write(WORDS);
      expect(response.headersSent).toBe(true);
      response.statusCode = 500;
      response.end();
    });
    expect(status).toBe(200);
  });
});
