import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { load } from "../../../scripts/bench/load";

const PAGE = `<main>${"<p>一行</p>".repeat(2000)}<table><tbody></tbody></table></main>`;
const zipped = (text: string) => ({ body: gzipSync(text), headers: { "content-encoding": "gzip", "content-type": "text/html" } });
const whole = zipped(PAGE);
let asked = 0;

function send(response: ServerResponse, { body, headers }: { body: Buffer; headers: Record<string, string> }, status = 200): void {
  response.writeHead(status, headers).end(body);
}

const ANSWERS: Record<string, (response: ServerResponse) => void> = {
  "/right": (response) => send(response, whole),
  "/plain": (response) => send(response, { body: Buffer.from(PAGE), headers: { "content-type": "text/html" } }),
  "/other": (response) => send(response, zipped("<main>这一页暂时打不开</main>")),
  "/refused": (response) => send(response, whole, 503),
  "/hidden": (response) => send(response, zipped(`${PAGE}<template data-dgst="1234567"></template>`)),
  "/broken": (response) => send(response, { ...whole, body: whole.body.subarray(0, -20) }),
  // right when it is looked at once, and wrong every fourth time
  "/sometimes": (response) => send(response, asked++ % 4 === 3 ? zipped("<main>出错了</main>") : whole),
  "/no-answer": (response) => response.destroy(),
};

let server: Server;
let base = "";
beforeAll(async () => {
  server = createServer((request, response) => ANSWERS[request.url ?? ""]?.(response));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

const ask = (path: string, amount = 40) => load(base, { name: path, clients: 4, amount, next: () => ({ path }), holds: "<tbody" });

describe.concurrent("load", () => {
  it.each(["/right", "/plain"])("counts whole answers that hold the words: %s", async (path) =>
    expect(await ask(path)).toMatchObject({ requests: 40, failures: 0 }),
  );

  it.each(["/other", "/refused", "/hidden", "/broken"])("counts every answer as failed, and none as speed: %s", async (path) =>
    expect(await ask(path)).toMatchObject({ requests: 40, failures: 40, perSecond: 0 }),
  );

  it("finds the answers that are wrong among those that are right", async () =>
    expect(await ask("/sometimes")).toMatchObject({ requests: 40, failures: 10 }));

  it("counts a connection without an answer as failed", async () => {
    const { requests, failures } = await load(base, {
      name: "none",
      clients: 1,
      seconds: 1,
      next: () => ({ path: "/no-answer" }),
      holds: "<tbody",
    });
    expect(requests).toBe(0);
    expect(failures).toBeGreaterThan(0);
  });

  it("goes to this machine only", () =>
    expect(load("http://example.org", { name: "x", clients: 1, next: () => ({ path: "/" }) })).rejects.toThrow("this machine"));
});
