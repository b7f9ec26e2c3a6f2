import { setTimeout as sleep } from "node:timers/promises";
import { randomUUID } from "node:crypto";
import { makePdf } from "../../tests/support/generated-files";
import type { FaultPortal } from "./fault-portal";
import { type Answer, Person } from "./person";

/** One check of an outage: what was promised, and whether it held. */
export type Finding = { what: string; holds: boolean; seen: string };
export type Say = (what: string, holds: boolean, seen: string) => void;

const PAGE = { accept: "text/html,application/xhtml+xml" };

export const statusOf = (answer: Answer) => (answer.kind === "answer" ? answer.status : 0);
export const bodyOf = (answer: Answer) => (answer.kind === "answer" ? (answer.body as Record<string, unknown> | null) : null);

export function isCalm(answer: Answer): boolean {
  return (
    answer.kind === "answer" &&
    answer.status === 503 &&
    answer.headers.get("retry-after") !== null &&
    /data-away|"code":"unavailable"/.test(answer.text)
  );
}

export function brief(answer: Answer): string {
  return answer.kind === "answer" ? `${answer.status} ${answer.text.slice(0, 120).replaceAll("\n", " ")}` : "no answer";
}

/** Milliseconds until it holds, or -1. */
export async function until(within: number, holds: () => Promise<boolean>): Promise<number> {
  const from = performance.now();
  while (performance.now() - from < within) {
    if (await holds()) return performance.now() - from;
    await sleep(50);
  }
  return -1;
}

/** The database away when the server starts: it starts, says so, and serves once the database is there, without a restart. */
export async function awayAtStart(portal: FaultPortal, say: Say): Promise<void> {
  const guest = new Person(portal.accounts()[0]!, portal.baseUrl);
  await portal.killDatabase();
  await portal.startWeb({ ready: false });
  const pid = portal.webPid;
  const live = await until(60_000, async () => statusOf(await guest.send("/api/health")) === 200);
  say("the server lives without a database", live >= 0, `/api/health 200 after ${Math.round(live)} ms`);
  const ready = await guest.send("/api/ready");
  say("it says that it is not ready", statusOf(ready) === 503, brief(ready));
  const page = await guest.send("/sign-in", { headers: PAGE });
  say("a page is the calm one, 503 with Retry-After", isCalm(page), brief(page));
  const route = await guest.json(`/api/applications/${randomUUID()}/submit`, {});
  say("a route says unavailable", isCalm(route), brief(route));
  await portal.startDatabase();
  const served = await until(10_000, async () => statusOf(await guest.send("/sign-in", { headers: PAGE })) === 200);
  say("served within 10 s of the database, by the same process", served >= 0 && portal.webPid === pid, `${Math.round(served)} ms`);
}

/** The database killed under load and while somebody types: never 500, and everything is served again without a restart. */
export async function awayInRequest(portal: FaultPortal, say: Say): Promise<void> {
  const lead = await signedIn(portal, "lead");
  const { id, batchId } = await draftOf(portal, lead);
  const [section] = await portal.sql<{ revision: number }>(
    "SELECT revision FROM application_section WHERE application_id = $1 AND section = 'plan'",
    [id],
  );
  const form = await noScriptForm(lead, "/sign-in");
  const seen = new Map<string, number>();
  const count = (phase: string, answer: Answer) => {
    const key = `${phase} ${statusOf(answer)}${statusOf(answer) === 503 && !isCalm(answer) ? " not calm" : ""}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
    return answer;
  };
  let phase = "before";
  let over = false;
  const load = Array.from({ length: 16 }, async (_, i) => {
    const ask = [
      () => lead.send("/applications", { headers: PAGE }),
      () => lead.send(`/applications/${id}/edit`, { headers: PAGE }),
      () => lead.json(`/api/applications/${id}/sections/plan`, { revision: section?.revision ?? 0, data: {} }),
      () => lead.send("/files/00000000-0000-4000-8000-000000000000"),
    ][i % 4]!;
    while (!over) {
      const asked = phase;
      const answer = await ask();
      // a request that was under way when the phase changed belongs to the outage
      count(asked === phase ? phase : "during", answer);
      await sleep(10);
    }
  });
  await sleep(1_500);
  phase = "during";
  await portal.killDatabase();
  await sleep(1_000);
  const typed = await lead.action("/applications/new", "createApplication", { key: randomUUID(), batchId });
  say("an action answers with the code unavailable", bodyOf(typed)?.["code"] === "unavailable", brief(typed));
  const signIn = await lead.send("/sign-in", { method: "POST", headers: PAGE, body: form("ay-r1", "not-the-password") });
  const kept = signIn.kind === "answer" && signIn.text.includes("ay-r1") && !signIn.text.includes("not-the-password");
  say("a form sent without script keeps what was typed and no password", isCalm(signIn) && kept, brief(signIn));
  const direct = await lead.callback("ay-r1", "not-the-password");
  say("the sign-in callback says unavailable, and not a wrong password", isCalm(direct), brief(direct));
  const shown = await lead.callback("ay-r1", "not-the-password", PAGE);
  const named = shown.kind === "answer" && shown.text.includes("ay-r1") && !shown.text.includes("not-the-password");
  say("the same sent by a form is the calm page with the login and no password", isCalm(shown) && named, brief(shown));
  const out = await lead.signOut();
  const held = out.kind === "answer" && out.headers.getSetCookie().length === 0;
  say("signing out says unavailable and leaves the session as it is", isCalm(out) && held, brief(out));
  const upload = await lead.upload({ id: randomUUID(), application: id, slot: "results.otherProof" }, pdf("away"));
  say("an upload says unavailable", isCalm(upload), brief(upload));
  await portal.startDatabase();
  const from = performance.now();
  const again = await until(10_000, async () => statusOf(await lead.send("/applications", { headers: PAGE })) === 200);
  say("served within 10 s of the database", again >= 0, `${Math.round(performance.now() - from)} ms`);
  phase = "after";
  await sleep(2_500);
  over = true;
  await Promise.all(load);
  const keys = [...seen.keys()];
  const all = [...seen].map(([key, n]) => `${key}: ${n}`).join(", ");
  say("no 500 and no broken page under load", !keys.some((key) => /(?: 5(?!03)\d\d| 0| not calm)$/.test(key)), all);
  say("no 5xx once it was served again", !keys.some((key) => key.startsWith("after 5")), all);
  say("the load met the outage", keys.includes("during 503"), all);
}

/** Two connections, and fifty who ask while both are held: 503 with Retry-After, and all is well when they are free again. */
export async function poolExhausted(portal: FaultPortal, say: Say): Promise<void> {
  const lead = await signedIn(portal, "lead");
  const [row] = await portal.sql<{ id: string; revision: number }>(
    `SELECT a.id, s.revision FROM application a JOIN application_section s ON s.application_id = a.id
     WHERE s.section = 'plan' AND a.status = 'draft' LIMIT 1`,
  );
  const save = () => lead.json(`/api/applications/${row?.id}/sections/plan`, { revision: row?.revision ?? 0, data: {} });
  const free = await portal.holdRow(String(row?.id));
  const asked = Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? save() : lead.send("/applications", { headers: PAGE })));
  await sleep(8_000);
  await free();
  const answers = await Promise.all(asked);
  const statuses = answers.map(statusOf);
  const all = [...new Set(statuses)].map((status) => `${status}: ${statuses.filter((one) => one === status).length}`).join(", ");
  say(
    "nobody gets a 500",
    statuses.every((status) => [200, 409, 503].includes(status)),
    all,
  );
  say(
    "who finds no connection gets 503 with Retry-After",
    statuses.includes(503) && answers.every((one) => statusOf(one) !== 503 || isCalm(one)),
    all,
  );
  const after = await Promise.all(Array.from({ length: 20 }, () => lead.send("/applications", { headers: PAGE })));
  say(
    "all are served when the connections are free again",
    after.every((one) => statusOf(one) === 200),
    after.map(statusOf).join(" "),
  );
}

export async function signedIn(portal: Pick<FaultPortal, "accounts" | "baseUrl">, role: string): Promise<Person> {
  const person = new Person(
    portal.accounts().find((one) => one.role === role)!,
    portal.baseUrl,
  );
  await person.signIn();
  return person;
}

/** A new draft of this lead. */
export async function draftOf(portal: Pick<FaultPortal, "sql">, lead: Person): Promise<{ id: string; batchId: string }> {
  const [batch] = await portal.sql<{ id: string }>("SELECT id FROM batch WHERE code = 'AY-2026-C'");
  const batchId = batch?.id ?? "";
  const made = await lead.action("/applications/new", "createApplication", { key: randomUUID(), batchId });
  const id = (bodyOf(made)?.["data"] as { id?: string } | null)?.id;
  if (!id) throw new Error(`no draft was made: ${brief(made)}`);
  return { id, batchId };
}

export function pdf(title: string) {
  return { fileName: `${title}.pdf`, mimeType: "application/pdf", bytes: makePdf(title) };
}

/** The sign-in form as a browser without script would send it: the page's own hidden fields and what was typed. */
async function noScriptForm(person: Person, path: string): Promise<(login: string, password: string) => FormData> {
  const stranger = new Person(person.account, person.baseUrl);
  const page = await stranger.send(path, { headers: PAGE });
  const text = page.kind === "answer" ? page.text : "";
  const markup = text.split("<form").find((one) => one.includes('name="password"')) ?? "";
  const hidden = [...markup.split("</form>")[0]!.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => {
    const attribute = (name: string) =>
      (new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? "").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
    return [attribute("name"), attribute("value")] as const;
  });
  return (login, password) => {
    const form = new FormData();
    for (const [name, value] of hidden) form.append(name, value);
    form.append("login", login);
    form.append("password", password);
    return form;
  };
}
