import { setTimeout as sleep } from "node:timers/promises";
import { randomUUID } from "node:crypto";
import type { FaultPortal } from "./fault-portal";
import { Answers, bodyOf, brief, draftOf, isCalm, keeps, PAGE, pdf, signedIn, statusOf, until } from "./outages/answers";
import type { Check, Report } from "./outages/checks";
import { exportForm, signInForm, type TypedForm } from "./outages/typed-forms";
import { Person } from "./person";

/** The database away when the server starts: it starts, says so, and serves once the database is there, without a restart. */
export async function awayAtStart(portal: FaultPortal, report: Report): Promise<void> {
  const guest = new Person(portal.accounts()[0]!, portal.baseUrl);
  await portal.killDatabase();
  await portal.startWeb({ ready: false });
  const pid = portal.webPid;
  const live = await until(60_000, async () => statusOf(await guest.send("/api/health")) === 200);
  report.say("the server lives without a database", live >= 0, `/api/health 200 after ${Math.round(live)} ms`);
  const ready = await guest.send("/api/ready");
  report.say("it says that it is not ready", statusOf(ready) === 503, brief(ready));
  const page = await guest.send("/sign-in", { headers: PAGE });
  report.say("a page is the calm one, 503 with Retry-After", isCalm(page), brief(page));
  const route = await guest.json(`/api/applications/${randomUUID()}/submit`, {});
  report.say("a route says unavailable", isCalm(route), brief(route));
  await portal.startDatabase();
  const served = await until(10_000, async () => statusOf(await guest.send("/sign-in", { headers: PAGE })) === 200);
  report.say("served within 10 s of the database, by the same process", served >= 0 && portal.webPid === pid, `${Math.round(served)} ms`);
}

/** The database killed under load and while somebody types: never 500, and everything is served again without a restart. */
export async function awayInRequest(portal: FaultPortal, report: Report): Promise<void> {
  const lead = await signedIn(portal, "lead");
  const { id, batchId } = await draftOf(portal, lead);
  const [section] = await portal.sql<{ revision: number }>(
    "SELECT revision FROM application_section WHERE application_id = $1 AND section = 'plan'",
    [id],
  );
  const [signIn, exporting] = [await signInForm(lead), exportForm(await signedIn(portal, "cityAdmin"))];
  const seen = new Answers();
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
      seen.count(asked === phase ? phase : "during", answer);
      await sleep(10);
    }
  });
  await sleep(1_500);
  phase = "during";
  await portal.killDatabase();
  await sleep(1_000);
  await report.promise(lead, [...callsOf(lead, id, batchId), signIn.check]);
  await report.promise(exporting.by, [exporting.check]);
  await portal.startDatabase();
  const from = performance.now();
  const again = await until(10_000, async () => statusOf(await lead.send("/applications", { headers: PAGE })) === 200);
  report.say("served within 10 s of the database", again >= 0, `${Math.round(performance.now() - from)} ms`);
  phase = "after";
  await sleep(2_500);
  over = true;
  await Promise.all(load);
  report.say("no 500 and no broken page under load", seen.areCalm, String(seen));
  report.say("no 5xx once it was served again", !seen.has("after 5"), String(seen));
  report.say("the load met the outage", seen.has("during 503"), String(seen));
  await takenAgain(report, "the database is back", [signIn, exporting]);
}

/** What a lead, and a client without our form, may ask for while the database is away. */
function callsOf(lead: Person, id: string, batchId: string): Check[] {
  const { login } = lead.account;
  const wrong = "not-the-password";
  return [
    {
      what: "a page asked for under load is the calm one",
      ask: (by) => by.send("/applications", { headers: PAGE }),
      holds: (answer) => new Answers().count("during", answer).areCalm && isCalm(answer),
    },
    {
      what: "saving a section says unavailable",
      ask: (by) => by.json(`/api/applications/${id}/sections/plan`, { revision: 0, data: {} }),
      holds: isCalm,
    },
    {
      what: "an action answers with the code unavailable and what it was sent",
      ask: (by) => by.action("/applications/new", "createApplication", { key: randomUUID(), batchId }),
      holds: (answer) =>
        statusOf(answer) < 500 &&
        bodyOf(answer)?.["code"] === "unavailable" &&
        (bodyOf(answer)?.["values"] as { batchId?: string } | undefined)?.batchId === batchId,
      typed: batchId,
      isAction: true,
    },
    {
      what: "the sign-in callback says unavailable, and not a wrong password",
      ask: (by) => by.callback(login, wrong),
      holds: isCalm,
    },
    {
      what: "the same sent by a form is the calm page with the login and no password",
      ask: (by) => by.callback(login, wrong, PAGE),
      holds: (answer) => keeps(answer, "login", login) && answer.kind === "answer" && !answer.text.includes(wrong),
      typed: login,
      secret: wrong,
    },
    {
      what: "signing out says unavailable and leaves the session as it is",
      ask: (by) => by.signOut(),
      holds: (answer) => answer.kind === "answer" && isCalm(answer) && answer.headers.getSetCookie().length === 0,
    },
    {
      what: "an upload says unavailable",
      ask: (by) => by.upload({ id: randomUUID(), application: id, slot: "results.otherProof" }, pdf("away")),
      holds: isCalm,
    },
  ];
}

/** The very forms that were refused are sent once more. */
export async function takenAgain(report: Report, when: string, forms: readonly TypedForm[]): Promise<void> {
  for (const { check, by, send, isTaken } of forms) {
    const answer = await send(by);
    report.say(`taken when ${when}: ${check.what.split(" sent ")[0]}`, isTaken(answer), brief(answer));
  }
}

/** Two connections a process, and fifty who ask while they are held: 503 with Retry-After, and all is well when they are free again. */
export async function poolExhausted(portal: FaultPortal, report: Report): Promise<void> {
  const lead = await signedIn(portal, "lead");
  const exporting = exportForm(await signedIn(portal, "cityAdmin"));
  const signIn = await signInForm(lead);
  const { id } = await draftOf(portal, lead);
  const [row] = await portal.sql<{ revision: number }>(
    "SELECT revision FROM application_section WHERE application_id = $1 AND section = 'plan'",
    [id],
  );
  const save = () => lead.json(`/api/applications/${id}/sections/plan`, { revision: row?.revision ?? 0, data: {} });
  const free = await portal.holdRow(id);
  const asked = Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? save() : lead.send("/applications", { headers: PAGE })));
  await sleep(300);
  await report.promise(exporting.by, [exporting.check]);
  await free();
  const answers = await Promise.all(asked);
  const seen = new Answers();
  for (const answer of answers) seen.count("pool", answer);
  report.say(
    "nobody gets a 500",
    answers.every((answer) => [200, 409, 503].includes(statusOf(answer))),
    String(seen),
  );
  report.say("who finds no connection gets 503 with Retry-After", seen.areCalm && seen.has("pool 503"), String(seen));
  const freeSignIn = await portal.holdSignIn();
  const waiting = Array.from({ length: 24 }, () => signIn.send(lead));
  await sleep(300);
  await report.promise(lead, [signIn.check]);
  await freeSignIn();
  await Promise.all(waiting);
  const after = await Promise.all(Array.from({ length: 20 }, () => lead.send("/applications", { headers: PAGE })));
  report.say(
    "all are served when the connections are free again",
    after.every((one) => statusOf(one) === 200),
    after.map(statusOf).join(" "),
  );
  await takenAgain(report, "the connections are free", [signIn, exporting]);
}
