import http from "node:http";
import type { AddressInfo } from "node:net";

export type Asked = { method: string; path: string; headers: http.IncomingHttpHeaders };
export type Changeable = { status: number; headers: http.OutgoingHttpHeaders; body: Buffer };
/** What becomes of an answer on its way back; null: the connection is cut. */
export type Change = (asked: Asked, answer: Changeable) => Changeable | null | Promise<Changeable | null>;

/** Stands in front of a running portal and spoils answers on purpose: how a run shows that it would notice. */
export class ChangingProxy {
  readonly base: string;
  change: Change = (_asked, answer) => answer;
  readonly #server: http.Server;
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 8 });

  private constructor(server: http.Server) {
    this.#server = server;
    this.base = `http://localhost:${(server.address() as AddressInfo).port}`;
  }

  /** @param target base address of the portal */
  static open(target: string): Promise<ChangingProxy> {
    return new Promise((resolve, reject) => {
      const server = http.createServer((request, response) => proxy?.pass(target, request, response));
      let proxy: ChangingProxy | undefined;
      server.on("error", reject);
      server.listen(0, "127.0.0.1", () => {
        proxy = new ChangingProxy(server);
        resolve(proxy);
      });
    });
  }

  close(): Promise<void> {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** Names the portal where the caller named the proxy, so that origin and host stay its own. */
  private pass(target: string, request: http.IncomingMessage, response: http.ServerResponse): void {
    const own = (value: string) => value.replaceAll(this.base, target).replaceAll(new URL(this.base).host, new URL(target).host);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, typeof value === "string" && name !== "cookie" ? own(value) : value]),
    );
    const { hostname, port } = new URL(target);
    const asked = { method: request.method ?? "GET", path: request.url ?? "/", headers: request.headers };
    const onward = http.request({ hostname, port, method: asked.method, path: asked.path, headers, agent: this.#agent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const given = { status: answer.statusCode ?? 500, headers: { ...answer.headers }, body: Buffer.concat(chunks) };
        void this.#back(target, asked, given, response);
      });
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  }

  async #back(target: string, asked: Asked, given: Changeable, response: http.ServerResponse): Promise<void> {
    if (typeof given.headers["location"] === "string") given.headers["location"] = given.headers["location"].replaceAll(target, this.base);
    const answer = await this.change(asked, given);
    if (!answer) return void response.destroy();
    const gone = ["transfer-encoding", "content-length"];
    const headers = Object.fromEntries(
      Object.entries(answer.headers).filter(([name, value]) => value !== undefined && !gone.includes(name)),
    );
    const withLength = asked.method === "HEAD" ? headers : { ...headers, "content-length": answer.body.length };
    response.writeHead(answer.status, withLength);
    response.end(answer.body);
  }
}
