import { readActions } from "../fuzz/actions";
import { formArguments, multipart } from "../fuzz/wire";
import type { Person } from "../support/people";
import { randomOf } from "../support/random";
import { type Answer, type Ask, cookiesOf } from "../support/send";
import { ask, everyNth, type Portal, type Tally } from "./tally";

type Judge = (answer: Answer) => readonly string[];
/** How a request comes: whence, and over what. `origin` null sends none. */
type Way = { origin?: string | null | undefined; https?: boolean };

const URLENCODED = { "content-type": "application/x-www-form-urlencoded" };
const EMPTY_FORM = { ok: false, code: "", message: null, fieldErrors: {}, values: {}, data: null };
const random = () => randomOf(1, 1);

function headersOf(at: Portal, { origin = at.base, https = false }: Way): Record<string, string> {
  const own = origin === at.base && https ? at.base.replace("http:", "https:") : origin;
  return { ...(own !== null && { origin: own }), ...(https && { "x-forwarded-proto": "https" }) };
}

const sessionOf = (answer: Answer | null) =>
  (answer?.headers["set-cookie"] ?? []).find((line) => /^(?:__Host-)?portal-session=[^;]/.test(line))?.split(";")[0];

/** The endpoint of the library, as a browser of no script asks it. `path`: callback/credentials or signout */
export async function postLibrary(at: Portal, tally: Tally, path: string, fields: Record<string, string>, way: Way, judge: Judge) {
  const plain = way.https ? { "x-forwarded-proto": "https" } : {};
  const csrf = await ask(at, tally, { path: "/api/auth/csrf", headers: plain }, () => []);
  const { csrfToken } = JSON.parse(csrf?.body.toString() || "{}") as { csrfToken?: string };
  const body = new URLSearchParams({ csrfToken: csrfToken ?? "", ...fields }).toString();
  const headers = { ...URLENCODED, ...headersOf(at, way), cookie: csrf ? cookiesOf(csrf) : "" };
  return ask(at, tally, { method: "POST", path: `/api/auth/${path}`, headers, body }, judge);
}

/** The form's action, called as the page's script calls it. */
export function postSignIn(at: Portal, tally: Tally, person: Person, next: string | null, way: Way, judge: Judge) {
  const id = readActions().actions.find((action) => action.name.endsWith("#signIn"))?.id ?? "";
  const wire = formArguments(EMPTY_FORM, fieldsOf(person, next), random());
  const headers = { ...headersOf(at, way), "next-action": id, accept: "text/x-component", "content-type": wire.type };
  return ask(at, tally, { method: "POST", path: "/sign-in", headers, body: wire.body }, judge);
}

/** The form as a browser without script sends it: with the hidden fields of the page. */
export async function postSignInForm(at: Portal, tally: Tally, person: Person, next: string, judge: Judge) {
  const page = await ask(at, tally, { path: "/sign-in" }, () => []);
  const hidden = [...(page?.body.toString() ?? "").matchAll(/<input type="hidden" name="(\$ACTION_[^"]*)"(?: value="([^"]*)")?/g)];
  const parts = hidden.map(([, name = "", value = ""]) => ({ name, value: value.replaceAll("&quot;", '"').replaceAll("&amp;", "&") }));
  const fields = Object.entries(fieldsOf(person, next)).map(([name, value]) => ({ name, value }));
  const wire = multipart([...parts, ...fields], random());
  const headers = { ...headersOf(at, {}), "content-type": wire.type };
  return ask(at, tally, { method: "POST", path: "/sign-in", headers, body: wire.body }, judge);
}

const fieldsOf = ({ login, password }: Person, next: string | null) => ({ login, password, ...(next !== null && { next }) });

/** A sign-in with the right password that opened no session was not judged at all. */
export const opened: Judge = (answer) => (sessionOf(answer) ? [] : [`opens no session: ${answer.status}`]);

/**
 * Signs in, changes the language and signs out again, over http and with https told: every cookie on the way is judged where it is
 * set. Where no proxy is trusted the word about https counts for nothing.
 */
export async function cookieMatrix(at: Portal, tally: Tally): Promise<void> {
  const [person] = at.people;
  if (!person) return;
  for (const https of [false, true]) {
    const session = sessionOf(
      await postLibrary(at, tally, "callback/credentials", { login: person.login, password: person.password }, { https }, opened),
    );
    const another = sessionOf(await postSignIn(at, tally, person, null, { https }, opened));
    for (const locale of ["en", "zh-CN"])
      await ask(
        at,
        tally,
        { method: "POST", path: "/api/locale", headers: { ...URLENCODED, ...headersOf(at, { https }) }, body: `locale=${locale}` },
        (answer) =>
          (answer.headers["set-cookie"] ?? []).some((line) => line.startsWith(`locale=${locale};`)) ? [] : ["does not keep the language"],
      );
    for (const cookie of [session, another].filter((one) => one !== undefined)) await swapped(at, tally, cookie, https);
    const id = readActions().actions.find((action) => action.name.endsWith("#signOut"))?.id ?? "";
    const wire = multipart([{ name: "0", value: '["$K1"]' }], random());
    const headers = { ...headersOf(at, { https }), "next-action": id, accept: "text/x-component", "content-type": wire.type };
    await ask(at, tally, { method: "POST", path: "/account", headers: { ...headers, cookie: another ?? "" }, body: wire.body }, (answer) =>
      (answer.headers["set-cookie"] ?? []).some((line) => /portal-session=;/.test(line)) ? [] : ["does not take the cookie back"],
    );
    await ask(at, tally, enter(another ?? "", https), (answer) => (answer.status === 200 ? ["goes on after signing out"] : []));
  }
}

/** A session is one over its own name only: over https a cookie that another host or path could have set does not count. */
async function swapped(at: Portal, tally: Tally, cookie: string, https: boolean): Promise<void> {
  const [name = "", ...value] = cookie.split("=");
  const other = name.startsWith("__Host-") ? name.slice(7) : `__Host-${name}`;
  await ask(at, tally, enter(cookie, https), (answer) => (answer.status === 200 ? [] : [`the session is not known: ${answer.status}`]));
  await ask(at, tally, enter(`${other}=${value.join("=")}`, https), (answer) => (answer.status === 200 ? [`takes ${other} for it`] : []));
}

const enter = (cookie: string, https: boolean): Ask => ({
  path: "/account",
  headers: { cookie, ...(https && { "x-forwarded-proto": "https" }) },
});

/** The right password from a strange page: no session, by no way. */
export async function forgedSignIns(at: Portal, tally: Tally, origins: readonly (string | undefined)[], step: number): Promise<void> {
  const [person] = at.people;
  if (!person) return;
  const refused: Judge = (answer) => [
    ...(answer.status >= 500 ? [`status ${answer.status}`] : []),
    ...(sessionOf(answer) ? ["opens a session for a strange page"] : []),
  ];
  for (const origin of everyNth(origins, step)) {
    const way = { origin: origin ?? null };
    await postSignIn(at, tally, person, null, way, refused);
    await postLibrary(at, tally, "callback/credentials", { login: person.login, password: person.password }, way, refused);
  }
}
