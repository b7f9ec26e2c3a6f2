import { createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { guardRequests, type RequestGuard } from "@/server/request-guards";

const seen: string[] = [];
const named =
  (name: string): RequestGuard =>
  (request, response, next) => {
    seen.push(name);
    if (request.url !== `/${name}`) return next();
    response.end(`answered by ${name}`);
    return true;
  };

let server: Server;
beforeAll(async () => {
  vi.stubEnv("NODE_ENV", "production");
  guardRequests(named("outer"), named("inner"));
  guardRequests(named("late"));
  server = createServer((_request, response) => {
    seen.push("framework");
    response.end("answered by the framework");
  });
  // as the framework does where no address of it matches: it takes the connection and leaves it
  server.on("upgrade", () => seen.push("taken"));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  vi.unstubAllEnvs();
  return new Promise((resolve) => server.close(resolve));
});

async function passed(path: string, headers: Record<string, string> = {}): Promise<{ text: string; seen: string[] }> {
  seen.length = 0;
  const { port } = server.address() as AddressInfo;
  const text = await new Promise<string>((resolve, reject) => {
    get({ port, host: "127.0.0.1", path, headers, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
      response.on("end", () => resolve(body));
    }).on("error", reject);
  });
  return { text, seen: [...seen] };
}

describe("guardRequests", () => {
  it.each([
    ["/", "the framework", ["outer", "inner", "framework"]],
    ["/inner", "inner", ["outer", "inner"]],
    ["/outer", "outer", ["outer"]],
  ])("hands %s on, the first guard outermost, until %s answers", async (path, who, through) => {
    expect(await passed(path)).toEqual({ text: `answered by ${who}`, seen: through });
  });

  it("answers a wish for another protocol as the request that it is", async () => {
    const upgrade = { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c" };
    expect(await passed("/", upgrade)).toEqual({ text: "answered by the framework", seen: ["outer", "inner", "framework"] });
  });

  it("stands once: a second call changes nothing", async () => {
    expect((await passed("/late")).seen).not.toContain("late");
  });
});
