import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/root.mjs";

/** What came back of a request. `unknown`: no whole answer came, so nobody knows whether it took effect. */
export type Answer = { kind: "answer"; status: number; body: unknown; headers: Headers; text: string } | { kind: "unknown" };

export type DemoAccount = { tenant: string; org: string; role: string; name: string; login: string; password: string };

/** Longer than any pause of the server that is not a failure, in milliseconds. */
const PATIENCE = 20_000;

let actionIds: Map<string, string> | undefined;

/** The id of a server action by its exported name, from the build's own manifest. */
function actionId(name: string): string {
  actionIds ??= readActionIds();
  const id = actionIds.get(name);
  if (!id) throw new Error(`the build has no action ${name}`);
  return id;
}

function readActionIds(): Map<string, string> {
  const file = join(ROOT, ".next", "server", "server-reference-manifest.json");
  const { node } = JSON.parse(readFileSync(file, "utf8")) as { node: Record<string, { exportedName?: string }> };
  return new Map(Object.entries(node).flatMap(([id, { exportedName }]) => (exportedName ? [[exportedName, id] as const] : [])));
}

/** One browser's worth of cookies, and the requests that the pages of the portal would send. */
export class Person {
  readonly account: DemoAccount;
  readonly baseUrl: string;
  readonly #cookies = new Map<string, string>();

  constructor(account: DemoAccount, baseUrl: string) {
    this.account = account;
    this.baseUrl = baseUrl;
  }

  /** The same person with the same cookies, who asks a proxy before the portal. */
  through(baseUrl: string): Person {
    const other = new Person(this.account, baseUrl);
    for (const [name, value] of this.#cookies) other.#cookies.set(name, value);
    return other;
  }

  async send(path: string, { headers, ...init }: RequestInit & { headers?: Record<string, string> } = {}): Promise<Answer> {
    try {
      const response = await fetch(new URL(path, this.baseUrl), {
        ...init,
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE),
        headers: { origin: this.baseUrl, cookie: this.#cookieHeader(), ...headers },
      });
      const text = await response.text();
      for (const line of response.headers.getSetCookie()) this.#keep(line);
      return { kind: "answer", status: response.status, headers: response.headers, text, body: parsed(text) };
    } catch {
      return { kind: "unknown" };
    }
  }

  json(path: string, body: unknown): Promise<Answer> {
    return this.send(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  }

  /** A server action as the browser calls it from `page`; the body of the answer is what the action returned. */
  async action(page: string, name: string, input: unknown): Promise<Answer> {
    const answer = await this.send(page, {
      method: "POST",
      headers: { "next-action": actionId(name), accept: "text/x-component", "content-type": "text/plain;charset=UTF-8" },
      body: JSON.stringify([input]),
    });
    if (answer.kind === "unknown") return answer;
    const line = answer.text.split("\n").find((one) => one.startsWith("1:{"));
    return { ...answer, body: line ? parsed(line.slice(2)) : null };
  }

  /** The fields before the file, as the form sends them. */
  upload(to: { id: string; application: string; slot: string; row?: string }, file: { fileName: string; mimeType: string; bytes: Buffer }) {
    const form = new FormData();
    for (const [name, value] of Object.entries(to)) if (value !== undefined) form.append(name, value);
    form.append("size", String(file.bytes.length));
    form.append("file", new Blob([new Uint8Array(file.bytes)], { type: file.mimeType }), file.fileName);
    return this.send("/api/attachments", { method: "POST", body: form });
  }

  async signIn(): Promise<void> {
    const { login, password } = this.account;
    const answer = await this.callback(login, password);
    if (![...this.#cookies.keys()].some((name) => name.endsWith("portal-session")))
      throw new Error(
        `${login} could not sign in: ${answer.kind === "answer" ? `${answer.status} ${answer.text.slice(0, 200)}` : "no answer"}`,
      );
  }

  /** The language that the portal answers in from now on. */
  speak(locale: "zh-CN" | "en"): void {
    this.#cookies.set("locale", locale);
  }

  /** The sign-in library's own endpoint, as a client without our form would use it. */
  async callback(login: string, password: string, headers: Record<string, string> = {}): Promise<Answer> {
    const body = new URLSearchParams({ csrfToken: await this.#csrfToken(), login, password, json: "true" });
    return this.send("/api/auth/callback/credentials", { method: "POST", body, headers });
  }

  async signOut(): Promise<Answer> {
    const body = new URLSearchParams({ csrfToken: await this.#csrfToken(), json: "true" });
    return this.send("/api/auth/signout", { method: "POST", body });
  }

  /** Asked again while there is no answer: a server that has just started may still be waking its other processes. */
  async #csrfToken(): Promise<string> {
    for (let left = 3; ; left--) {
      const csrf = await this.send("/api/auth/csrf");
      const token = csrf.kind === "answer" ? (csrf.body as { csrfToken?: string } | null)?.csrfToken : undefined;
      if (token !== undefined || left === 0) return token ?? "";
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }

  #cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  #keep(line: string): void {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) this.#cookies.delete(pair.slice(0, at));
    else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
