import { readFileSync } from "node:fs";
import path from "node:path";
import { cookiesOf, send } from "./send";

export type Person = { login: string; password: string; role: string; cookie: string };
type Account = { login: string; password: string; role: string };

/** One or two of every role, of two cities. */
const CAST = ["ay-u-01-lead", "ay-u-02-lead", "cq-u-01-lead", "ay-u-01-r1", "ay-d-wf-both", "ay-r1", "ay-admin", "cq-r1", "cq-admin"];

export function readCast(dataDir: string): Person[] {
  const accounts = JSON.parse(readFileSync(path.join(dataDir, "demo-accounts.json"), "utf8")) as Account[];
  return CAST.map((login) => {
    const account = accounts.find((one) => one.login === login);
    if (!account) throw new Error(`no demo account ${login}`);
    return { login, password: account.password, role: account.role, cookie: "" };
  });
}

/** Signs in over the open endpoint and keeps the session's cookie. */
export async function signIn(base: string, person: Person): Promise<void> {
  const csrf = await send(base, { path: "/api/auth/csrf" });
  const { csrfToken } = JSON.parse(csrf.body.toString()) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, login: person.login, password: person.password, json: "true" }).toString();
  const answer = await send(base, {
    method: "POST",
    path: "/api/auth/callback/credentials",
    headers: { cookie: cookiesOf(csrf), origin: base, "content-type": "application/x-www-form-urlencoded" },
    body,
  });
  const session = (answer.headers["set-cookie"] ?? []).find((line) => line.includes("portal-session="));
  if (!session) throw new Error(`${person.login} could not sign in: ${answer.status} ${answer.body.toString().slice(0, 200)}`);
  person.cookie = session.split(";")[0] ?? "";
}
