import { randomUUID } from "node:crypto";
import { type Action, type Build, nameOf } from "./http-build";
import type { Canary } from "./http-canaries";
import { type Answer, type Client, inParallel } from "./http-client";
import { changed, type Hashes } from "./http-effects";
import { actionRequest, LISTS, pagesFor, type RouteRequest, routeRequests, type Victim } from "./http-requests";
import { forbiddenActions, forbiddenRoutes, mustNotLook, mustShow, othersBelongings, sees, type State } from "./http-rights";
import type { Person } from "./http-world";

export type Fault = { kind: "foreign bytes" | "effect" | "over-blocked" | "answer"; text: string };
export type Scene = { client: Client; build: Build; victim: Victim; hash: (victim: Victim) => Promise<Hashes> };
/**
 * narrow: only these actions, routes and pages, by name and address. whole: also the pages that do not depend on the state,
 * HEAD, and each foreign address beside one that never was.
 */
export type Attack = { state: State; narrow?: RegExp | undefined; whole?: boolean };

/** Where a child of the enterprise would meet what is the enterprise's, in every state. */
const ABOVE_PAGES = /^\/(account|notices|work|registry)\b/;

/** Where a phone and a day of birth stand unmasked for those who may read the case. */
const UNMASKED = /^\/(review|applications|files)\/|^\/account/;

/** Everything that one person may try on the victim in this state, and what came of it that must not. */
export async function attack(scene: Scene, person: Person, { state, narrow, whole = true }: Attack): Promise<Fault[]> {
  const { client, build, victim } = scene;
  const faults: Fault[] = [];
  const insider = sees(person, state);
  const wanted = (name: string) => !narrow || narrow.test(name);
  const blame = (kind: Fault["kind"], what: string) => faults.push({ kind, text: `${state.name}: ${person.name}: ${what}` });
  const strange = strangeIds(person, insider, victim);
  /** sent: all that was sent; an id of the victim's that stands in the answer and not in there was given away. */
  const look = (what: string, address: string, answer: Answer, sent = address) => {
    const allowed: Canary[] = [...knownOfUnions(person), ...(insider ? allowedFor(person, address) : [])];
    if (strange.some((id) => !sent.includes(id) && answer.text.includes(id)))
      blame("foreign bytes", `${what} answers ${answer.status} with an id of the victim's`);
    const seen = answer.seen.filter((one) => !allowed.includes(one));
    if (seen.length > 0) blame("foreign bytes", `${what} answers ${answer.status} with the victim's ${seen.join(", ")}`);
    if (answer.status >= 500) blame("answer", `${what} answers ${answer.status}`);
  };
  const before = insider ? null : await scene.hash(victim);

  const shown = insider && !mustNotLook(person, state) ? mustShow(person, state, victim.id, victim.attachment) : [];
  const addresses = Object.entries(pagesFor(victim))
    .flatMap(([page, all]) => (wanted(page) ? all : []))
    .filter(
      (address) =>
        whole ||
        address.includes(victim.id) ||
        LISTS.test(address) ||
        shown.includes(address) ||
        (person.child && ABOVE_PAGES.test(address)),
    );
  if (!mustNotLook(person, state))
    await inParallel(addresses, async (address) => {
      const page = await client.send(person.cookie, address);
      look(address, address, page);
      if (shown.includes(address) && !page.seen.includes("words"))
        blame("over-blocked", `${address} answers ${page.status} without the case`);
      if (!insider && address.includes(victim.id))
        await sameAsUnknown(address, page, () => client.send(person.cookie, another(address, victim)));
      look(
        `${address} as RSC`,
        address,
        await client.send(person.cookie, `${address}${address.includes("?") ? "&" : "?"}_rsc=x`, { headers: { rsc: "1" } }),
      );
      if (whole) look(`HEAD ${address}`, address, await client.send(person.cookie, address, { method: "HEAD" }));
    });
  for (const address of shown.filter((one) => one.startsWith("/files/") && wanted("/files/[id]"))) {
    const file = await client.send(person.cookie, address);
    if (!file.seen.includes("words")) blame("over-blocked", `${address} answers ${file.status} without the bytes`);
  }
  if (insider && person.relation === "parent" && wanted("/registry/export")) await exportAsInsider();

  const calm = before ?? (await scene.hash(victim));
  const actions = forbiddenActions(person, state, [...new Set(build.actions.map(nameOf))]).filter(wanted);
  // the answer to an action draws its page again: sent from the page of the case, it is a look at it
  const calls = actions.flatMap(callsOf).filter(([, , { page }]) => !(mustNotLook(person, state) && page.startsWith("/review/")));
  await inParallel(calls, async ([name, action, request]) => {
    look(name, request.page, await client.call(person.cookie, action, request), JSON.stringify(request));
  });
  const routes = forbiddenRoutes(person, state, build.routes).filter(wanted);
  const requests = routes.flatMap((route) => (routeRequests(victim)[route] ?? []).map((request) => [route, request] as const));
  // one person exports one file at a time
  const [exports, others] = [
    requests.filter(([route]) => route === "/registry/export"),
    requests.filter(([route]) => route !== "/registry/export"),
  ];
  await inParallel(others, (one) => ask(...one));
  await inParallel(exports, (one) => ask(...one), 1);
  const touched = changed(calm, await scene.hash(victim), person.role === "lead" && person.relation !== "ended");
  if (touched.length > 0) blame("effect", `something changed in ${touched.join(", ")}`);
  return faults;

  function callsOf(name: string): [string, Action, NonNullable<ReturnType<typeof actionRequest>>][] {
    const action = build.actions.find((one) => nameOf(one) === name) as Action;
    return othersBelongings(person, name).flatMap((whose, index) => {
      const request = actionRequest(name, victim, victim[whose]);
      if (!request) throw new Error(`no request for the action ${name}: add one`);
      return index === 0 || JSON.stringify(request.body).includes(victim[whose].grant) || /Session|session|readNotice/.test(name)
        ? [[name, action, request] as [string, Action, typeof request]]
        : [];
    });
  }

  async function ask(route: string, request: RouteRequest): Promise<void> {
    // a new studio renews the session: it is asked for with another one
    const cookie = route === "/api/studios" ? await person.spare() : person.cookie;
    const send = (url: string) => client.send(cookie, url, { ...request, headers: { ...request.headers, origin: client.base } });
    const answer = await send(request.url);
    // the fields of a form that carries a file: its application is the victim's
    const fields = request.body instanceof FormData ? [victim.id, victim.attachment] : [request.body];
    look(`${request.method ?? "GET"} ${route}`, request.url, answer, [request.url, ...fields].join(" "));
    const addressed = request.url.includes(victim.id) || request.url.includes(victim.attachment);
    if (addressed && !insider) await sameAsUnknown(route, answer, () => send(another(request.url, victim)));
  }

  /** Not yours is not found: the same answer as for what never was, and 404 (signed out: the way in). */
  async function sameAsUnknown(what: string, foreign: Answer, ask: () => Promise<Answer>): Promise<void> {
    const in_ = person.relation !== "ended" && person.relation !== "signed out";
    const expected = in_ ? [404] : [401, 307];
    if (!expected.includes(foreign.status)) blame("answer", `${what} answers ${foreign.status} and not ${expected.join(" or ")}`);
    if (!whole) return;
    const unknown = await ask();
    const title = (answer: Answer) => /<title>[^<]*/.exec(answer.text)?.[0];
    if (foreign.status !== unknown.status || title(foreign) !== title(unknown))
      blame("answer", `${what} tells what is there from what never was`);
  }

  async function exportAsInsider(): Promise<void> {
    for (const request of routeRequests(victim)["/registry/export"] ?? []) {
      const unmasked = String(request.body).includes("unmasked");
      if (unmasked && person.role === "cityAdmin") continue;
      const answer = await client.send(person.cookie, request.url, { ...request, headers: { ...request.headers, origin: client.base } });
      look(`export ${String(request.body)}`, "/registry", answer);
      const whole = !unmasked && String(request.body).includes("list=applications");
      if (whole && !answer.seen.includes("words")) blame("over-blocked", `the export answers ${answer.status} without the case`);
      if (unmasked && answer.status !== 404) blame("answer", `the unmasked export answers ${answer.status}`);
    }
  }
}

/** What the person's own right to the case covers at this address. */
function allowedFor(person: Person, address: string): Canary[] {
  const open = UNMASKED.test(address);
  return ["words", ...(person.relation === "own" ? [] : ["reviewer" as const]), ...(open ? (["phone", "birth"] as const) : [])];
}

/** What everybody of the line may know of the enterprise above the studio, and what only its own people were told. */
function knownOfUnions({ relation, level, child }: Person): Canary[] {
  if (relation === "own" || relation === "parent") return level === "enterprise" ? ["union", "told"] : ["union"];
  return child ? ["union"] : [];
}

/** Ids that may stand in no answer to this person unless they sent them. */
function strangeIds(person: Person, insider: boolean, victim: Victim): string[] {
  const { studio, enterprise } = victim;
  const ofCase = insider ? [] : [victim.id, victim.attachment, ...victim.items];
  const notices = othersBelongings(person, "readNotice").map((whose) => victim[whose].notice);
  return [...ofCase, ...notices, studio.session, studio.grant, enterprise.session, enterprise.grant];
}

function another(address: string, victim: Victim): string {
  return address.replaceAll(victim.id, randomUUID()).replaceAll(victim.attachment, randomUUID());
}
