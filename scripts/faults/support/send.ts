import http from "node:http";

export type Answer = { status: number; headers: http.IncomingHttpHeaders; rawHeaders: string[]; body: Buffer; ms: number };
export type Ask = { method?: string; path: string; headers?: Record<string, string | string[]>; body?: string | Uint8Array };

const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
const ANSWER_WITHIN = 60_000;

/** Node refuses a longer head with 431 and closes the connection under what is still being sent: its answer is often lost. */
const HEAD_LIMIT = 16_384;

/** One request as it stands: any method, any Host and Origin, no redirect followed, nothing added. Rejects when no answer comes. */
export async function send(base: string, ask: Ask): Promise<Answer> {
  try {
    return await sendOnce(base, ask);
  } catch (error) {
    const lines = Object.entries(ask.headers ?? {}).map(([name, value]) => name.length + 4 + String(value).length);
    const head = ask.path.length + lines.reduce((sum, length) => sum + length, 0);
    if ((error as NodeJS.ErrnoException).code !== "ECONNRESET" || head < HEAD_LIMIT) throw error;
    return { status: 431, headers: {}, rawHeaders: [], body: Buffer.alloc(0), ms: 0 };
  }
}

function sendOnce(base: string, { method = "GET", path, headers = {}, body }: Ask): Promise<Answer> {
  const { hostname, port } = new URL(base);
  const from = performance.now();
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const request = http.request(
      { hostname, port, method, path, agent, headers: { ...length, ...headers }, timeout: ANSWER_WITHIN },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            rawHeaders: response.rawHeaders,
            body: Buffer.concat(chunks),
            ms: performance.now() - from,
          }),
        );
      },
    );
    request.on("timeout", () => request.destroy(new Error(`no answer to ${method} ${path.slice(0, 80)} within ${ANSWER_WITHIN} ms`)));
    request.on("error", reject);
    request.end(body);
  });
}

/** Sets of a cookie in an answer, as the Cookie header that sends them back. */
export function cookiesOf(answer: Answer): string {
  return (answer.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");
}
