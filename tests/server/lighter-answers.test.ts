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

describe("compressAnswers", () => {
  const body = (pieces: Buffer[]) => {
    const all = Buffer.concat(pieces);
    const at = all.indexOf("\r\n\r\n");
    return { head: all.subarray(0, at).toString().toLowerCase(), rest: all.subarray(at + 4) };
  };
  const whole = (response: ServerResponse) => {
    response.setHeader("content-type", "text/html");
    response.end("劳模".repeat(2_000));
  };

  it("compresses for who takes it, and says that it depends", async () => {
    const { head } = body(await heard([gatherWrites, compressAnswers], whole, "Accept-Encoding: gzip\r\n"));
    expect(head).toContain("content-encoding: gzip");
    expect(head).toContain("vary: accept-encoding");
  });

  it("is read as what was said", async () => {
    const answer = (response: ServerResponse) => {
      response.setHeader("content-type", "text/plain");
      response.setHeader("content-length", String(Buffer.byteLength("劳模".repeat(2_000))));
      response.end("劳模".repeat(2_000));
    };
    const { head, rest } = body(await heard([compressAnswers], answer, "Accept-Encoding: gzip\r\n"));
    expect(head).not.toContain("content-length");
    // chunks: the length in hex, the data
    const data: Buffer[] = [];
    for (let at = 0; ;) {
      const line = rest.indexOf("\r\n", at);
      const size = Number.parseInt(rest.subarray(at, line).toString(), 16);
      if (size === 0) break;
      data.push(rest.subarray(line + 2, line + 2 + size));
      at = line + 4 + size;
    }
    expect(gunzipSync(Buffer.concat(data)).toString()).toBe("劳模".repeat(2_000));
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
