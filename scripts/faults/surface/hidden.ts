import { HIDDEN, REDIRECTS, TRAVERSALS } from "./addresses";
import { headerFaults } from "./checks";
import { ask, everyNth, type Portal, type Tally } from "./tally";
import { opened, postLibrary, postSignIn, postSignInForm } from "./sign-ins";
import type { Answer } from "../support/send";

const SECRETS = /root:.*:0:0:|"lockfileVersion"|DATABASE_URL|"superuser"|"dependencies"|\[core\]|ref: refs\//;

/** Answers of what is not there, or may not be read: never 200 with a file in it. */
function absent(answer: Answer): string[] {
  const faults = answer.status >= 500 ? [`status ${answer.status}`] : [];
  const redirected = answer.status >= 300 && answer.status < 400;
  if (answer.status < 400 && !redirected) faults.push(`status ${answer.status}`);
  if (SECRETS.test(answer.body.toString())) faults.push("shows a file");
  if (/^(?:https?:)?\/\//.test(String(answer.headers["location"] ?? ""))) faults.push(`leads to ${answer.headers["location"]}`);
  return faults;
}

export async function hiddenFiles(at: Portal, tally: Tally): Promise<void> {
  for (const path of HIDDEN)
    for (const cookie of ["", at.people[0]?.cookie ?? ""])
      await ask(at, tally, { path, headers: cookie ? { cookie } : {} }, (answer) => [
        ...absent(answer),
        ...headerFaults({ path, kind: "route" }, answer).filter((fault) => /tells|trace|path of|database|source map/.test(fault)),
      ]);
}

export async function traversals(at: Portal, tally: Tally, step: number): Promise<void> {
  for (const path of everyNth(TRAVERSALS, step)) await ask(at, tally, { path, headers: { cookie: at.people[0]?.cookie ?? "" } }, absent);
}

const awayOf = ({ headers }: Answer): string => String(headers["location"] ?? headers["x-action-redirect"] ?? "").split(";")[0] ?? "";

/** Where a sign-in (by the library's endpoint, by the form's action with and without script), a change of language, the gate of a page and a sign-out lead. */
export async function redirects(at: Portal, tally: Tally, step: number): Promise<void> {
  const stays = (answer: Answer): string[] => {
    const away = awayOf(answer);
    if (answer.status >= 500) return [`status ${answer.status}`];
    if (away === "") return [];
    const faults = new URL(away, at.base).origin === new URL(at.base).origin ? [] : [`leads to ${away}`];
    if ((answer.headers["set-cookie"] ?? []).some((line) => line.startsWith("x="))) faults.push("sets a cookie of the caller's");
    return faults;
  };
  // what decides nothing cannot lead away
  const leads = (answer: Answer) => [...stays(answer), ...opened(answer), ...(awayOf(answer) === "" ? ["leads nowhere"] : [])];
  for (const next of everyNth(REDIRECTS, step)) {
    const query = encodeURIComponent(next);
    const clean = Buffer.from(next.replace(/[\r\n\t]/g, "")).toString("latin1");
    for (const path of [
      `/sign-in?next=${query}`,
      `/work?next=${query}`,
      `/api/auth/signout?callbackUrl=${query}`,
      `/api/auth/callback/credentials?callbackUrl=${query}`,
    ])
      await ask(at, tally, { path }, stays);
    // signed in already: the page leads on
    await ask(at, tally, { path: `/sign-in?next=${query}`, headers: { cookie: at.people[0]?.cookie ?? "" } }, stays);
    await ask(
      at,
      tally,
      {
        method: "POST",
        path: "/api/locale",
        headers: { origin: at.base, referer: clean, "content-type": "application/x-www-form-urlencoded" },
        body: "locale=en",
      },
      stays,
    );
    await postLibrary(at, tally, "signout", { callbackUrl: next }, {}, stays);
    const person = at.people[0];
    if (!person) continue;
    const fields = { callbackUrl: next, login: person.login, password: person.password };
    await postLibrary(at, tally, "callback/credentials", fields, {}, leads);
    await postSignIn(at, tally, person, next, {}, leads);
    await postSignInForm(at, tally, person, next, leads);
  }
}
