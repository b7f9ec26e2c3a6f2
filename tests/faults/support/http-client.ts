import { readZip } from "../../support/read-zip";
import { type Canary, seenIn } from "./http-canaries";

/** What came back: everything of it as text, archives unpacked; seen: the canaries that stand in it. */
export type Answer = { status: number; headers: Headers; text: string; seen: Canary[] };
export type Ask = { method?: string; headers?: Record<string, string>; body?: string | FormData };

const ARCHIVE = /openxmlformats|opendocument/;

/** Requests to one server, counted. */
export class Client {
  readonly base: string;
  requests = 0;
  readonly statuses: Record<number, number> = {};

  constructor(base: string) {
    this.base = base;
  }

  async send(cookie: string | null, url: string, { method = "GET", headers = {}, body }: Ask = {}): Promise<Answer> {
    const answer = await fetch(this.base + url, {
      method,
      headers: { ...headers, ...(cookie ? { cookie } : {}) },
      ...(body === undefined ? {} : { body }),
      redirect: "manual",
    });
    this.requests += 1;
    this.statuses[answer.status] = (this.statuses[answer.status] ?? 0) + 1;
    const bytes = Buffer.from(await answer.arrayBuffer());
    const said = [...answer.headers].map(([name, value]) => `${name}: ${value}\n${unescaped(value)}`).join("\n");
    const inside = ARCHIVE.test(answer.headers.get("content-type") ?? "") ? [...(await readZip(bytes))].flat().join("\n") : "";
    const text = `${said}\n${bytes.toString("utf8")}\n${inside}`;
    return { status: answer.status, headers: answer.headers, text, seen: seenIn(text) };
  }

  /**
   * The call of an action as the browser sends it: one argument as Flight JSON; a form as multipart with references, after
   * the state before, or alone when a component bound it. origin null: no such header.
   */
  call(
    cookie: string | null,
    action: { id: string; name: string },
    { page, body, form }: { page: string; body: unknown; form?: boolean | undefined },
    origin: string | null = this.base,
  ): Promise<Answer> {
    const headers: Record<string, string> = { accept: "text/x-component", "next-action": action.id, ...(origin ? { origin } : {}) };
    if (!form) {
      const type = { "content-type": "text/plain;charset=UTF-8" };
      return this.send(cookie, page, { method: "POST", headers: { ...headers, ...type }, body: JSON.stringify([body]) });
    }
    const data = new FormData();
    for (const [key, value] of Object.entries(body as object)) data.append(`_1_${key}`, String(value));
    const before = { ok: false, code: "", message: null, fieldErrors: {}, values: {}, data: null };
    data.append("0", JSON.stringify(action.name.startsWith("$$") ? ["$K1"] : [before, "$K1"]));
    return this.send(cookie, page, { method: "POST", headers, body: data });
  }
}

/** Work on each item, a few at a time, in no order. */
export async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<unknown>, width = 6): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

function unescaped(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
