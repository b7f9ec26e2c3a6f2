import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { compressAnswers, gatherWrites } from "@/server/lighter-answers";
import type { RequestGuard } from "@/server/request-guards";

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** A server behind these guards, and what a client hears of one request: each piece as it came. */
async function heard(guards: RequestGuard[], answer: (response: ServerResponse) => unknown, headers = ""): Promise<Buffer[]> {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const through = guards.reduceRight<() => boolean>(
      (next, guard) => () => guard(request, response, next),
      () => (void answer(response), true),
    );
    through();
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1").setNoDelay();
  const pieces: Buffer[] = [];
  client.on("data", (piece: Buffer) => pieces.push(piece));
  client.write(`GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`);
  await new Promise((closed) => client.once("close", closed));
  return pieces;
}

function body(pieces: Buffer[]): { head: string; rest: Buffer } {
  const all = Buffer.concat(pieces);
  const at = all.indexOf("\r\n\r\n");
  return { head: all.subarray(0, at).toString().toLowerCase(), rest: all.subarray(at + 4) };
}

/** What was said, of an answer that came gzipped: whole, or in chunks, each the length in hex and the data. */
function unpacked(pieces: Buffer[]): string {
  const { head, rest } = body(pieces);
  const length = /^content-length: ([0-9]+)$/m.exec(head)?.[1];
  if (length !== undefined) {
    expect(rest).toHaveLength(Number(length));
    return gunzipSync(rest).toString();
  }
  const data: Buffer[] = [];
  for (let at = 0; ;) {
    const line = rest.indexOf("\r\n", at);
    const size = Number.parseInt(rest.subarray(at, line).toString(), 16);
    if (Number.isNaN(size)) throw new Error(`no chunk: ${head}`);
    if (size === 0) return gunzipSync(Buffer.concat(data)).toString();
    data.push(rest.subarray(line + 2, line + 2 + size));
    at = line + 4 + size;
  }
}

/** As the framework answers: the head, then parts that are flushed one by one. */
async function inParts(response: ServerResponse, pause = 0): Promise<void> {
  response.setHeader("content-type", "text/html");
  response.flushHeaders();
  for (const part of ["<p>one", "<p>two", "<p>three"]) {
    response.write(part.padEnd(2_000, "."));
    (response as { flush?: () => void }).flush?.();
    await (pause > 0 ? sleep(pause) : Promise.resolve());
  }
  response.end();
}

describe("gatherWrites", () => {
  it("sends the parts of an answer that follow each other in one piece", async () => {
    expect(await heard([gatherWrites], (response) => inParts(response))).toHaveLength(1);
  });

  it("sends them one by one without it", async () => {
    expect((await heard([], (response) => inParts(response, 5))).length).toBeGreaterThan(1);
  });

  it("keeps no part waiting for one that is slow", async () => {
    const pieces = await heard([gatherWrites], (response) => inParts(response, 60));
    expect(pieces.length).toBeGreaterThan(2);
    expect(Buffer.concat(pieces).toString()).toContain("<p>three");
  });
});

describe("a large answer", () => {
  // what does not become smaller by being compressed, and is more than a socket takes at once
  const parts = Array.from({ length: 12 }, (_, n) =>
    Buffer.from(createHash("shake256", { outputLength: 48_000 }).update(`${n}`).digest("hex")),
  );

  it.each([1, 2, 12])("comes whole in %i parts, compressed, at once and after a pause", async (count) => {
    for (const pause of [0, 20]) {
      const answer = async (response: ServerResponse) => {
        response.setHeader("content-type", "text/plain");
        for (const part of parts.slice(0, count)) {
          response.write(part);
          if (pause > 0) await sleep(pause);
        }
        response.end();
      };
      const pieces = await heard([compressAnswers, gatherWrites], answer, "Accept-Encoding: gzip\r\n");
      expect(unpacked(pieces)).toBe(Buffer.concat(parts.slice(0, count)).toString());
    }
  });
});

describe("compressAnswers", () => {
  const whole = (response: ServerResponse) => {
    response.setHeader("content-type", "text/html");
    response.end("劳模".repeat(2_000));
  };

  it("compresses for who takes it, and says that it depends", async () => {
    const { head } = body(await heard([compressAnswers, gatherWrites], whole, "Accept-Encoding: gzip\r\n"));
    expect(head).toContain("content-encoding: gzip");
    expect(head).toContain("vary: accept-encoding");
  });

  it("is read as what was said", async () => {
    const answer = (response: ServerResponse) => {
      response.setHeader("content-type", "text/plain");
      response.setHeader("content-length", String(Buffer.byteLength("劳模".repeat(2_000))));
      response.end("劳模".repeat(2_000));
    };
    const pieces = await heard([compressAnswers], answer, "Accept-Encoding: gzip\r\n");
    expect(body(pieces).head).not.toContain("content-length");
    expect(unpacked(pieces)).toBe("劳模".repeat(2_000));
  });

  it("leaves alone what is for others, and what is compressed already", async () => {
    expect(body(await heard([compressAnswers], whole)).head).not.toContain("content-encoding");
    const picture = (response: ServerResponse) => {
      response.setHeader("content-type", "image/jpeg");
      response.end(Buffer.alloc(5_000));
    };
    expect(body(await heard([compressAnswers], picture, "Accept-Encoding: gzip\r\n")).head).not.toContain("content-encoding");
  });
});
