import { nameOf } from "./http-build";
import type { Fault, Scene } from "./http-attack";
import { inParallel } from "./http-client";
import { changed } from "./http-effects";
import { actionRequest, OUTSIDE_THE_WRAPPER, type RouteRequest, routeRequests } from "./http-requests";

const STRANGE = [null, "null", "https://evil.example"];

/** Every request that changes something, as the rightful people would send it, but from another page: nothing may come of it. */
export async function fromElsewhere({ client, build, victim, hash }: Scene, cookies: readonly (string | null)[]): Promise<Fault[]> {
  const faults: Fault[] = [];
  const before = await hash(victim);
  for (const cookie of cookies)
    for (const origin of STRANGE) {
      await inParallel(build.actions, async (action) => {
        const request = actionRequest(nameOf(action), victim, victim.studio);
        if (request) await client.call(cookie, action, request, origin);
      });
      const requests = Object.values(routeRequests(victim))
        .flat()
        .filter(({ method = "GET" }) => !["GET", "HEAD"].includes(method));
      await inParallel(requests, async (request: RouteRequest) => {
        const headers = { ...request.headers, ...(origin ? { origin } : {}) };
        const { status } = await client.send(cookie, request.url, { ...request, headers });
        if (status < 400) faults.push({ kind: "answer", text: `${request.method} ${request.url} from ${origin} answers ${status}` });
      });
      const touched = changed(before, await hash(victim), false);
      if (touched.length > 0) return [...faults, { kind: "effect", text: `from ${origin}: something changed in ${touched.join(", ")}` }];
    }
  return faults;
}

/** Who proposed an end confirms it alone: nothing may come of it, for it takes a second person. */
export async function settleAlone({ client, build, victim, hash }: Scene, proposer: string | null): Promise<Fault[]> {
  const action = build.actions.find((one) => nameOf(one) === "settle");
  const request = actionRequest("settle", victim, victim.enterprise);
  if (!action || !request) throw new Error("no request for the action settle: add one");
  const before = await hash(victim);
  const { status } = await client.call(proposer, action, request);
  const touched = changed(before, await hash(victim), false);
  return touched.length > 0 ? [{ kind: "effect", text: `settled alone, ${status}: something changed in ${touched.join(", ")}` }] : [];
}

/**
 * The wrapper by what it does: whatever is sent, each action says signInRequired to nobody, origin to no page, and is not found
 * for a role that has no part in anything; each route answers 401 and, where it changes something, 403.
 */
export async function withoutWrapper(
  { client, build, victim }: Scene,
  cookies: { member: string | null; outsider: string | null },
): Promise<string[]> {
  const outside: string[] = [];
  await inParallel(build.actions, async (action) => {
    const name = nameOf(action);
    if (OUTSIDE_THE_WRAPPER.actions.includes(name)) return;
    const request = actionRequest(name, victim, victim.studio);
    if (!request) return void outside.push(name);
    // an action of a component answers nothing; what it calls is asked for by its own name
    const bound = action.name.startsWith("$$");
    const nobody = await client.call(null, action, request);
    const nowhere = await client.call(cookies.member, action, request, null);
    const role = await client.call(cookies.outsider, action, request);
    const everybody = ["switchRole", "changePassword", "endOwnSession", "session-list.tsx"].includes(name);
    const says = bound || (/"code":"signInRequired"/.test(nobody.text) && /"code":"origin"/.test(nowhere.text));
    const why = `${name}: ${[nobody, nowhere, role].map(({ status, text }) => `${status} ${/"code":"\w+"/.exec(text)?.[0] ?? ""}`).join(", ")}`;
    if (!says || (!everybody && role.status !== 404)) outside.push(why);
  });
  await inParallel(build.routes, async (route) => {
    if (OUTSIDE_THE_WRAPPER.routes.includes(route)) return;
    for (const request of routeRequests(victim)[route] ?? [{ url: route, method: "?" }]) {
      const reads = ["GET", "HEAD"].includes(request.method ?? "GET");
      const headers = { ...request.headers, origin: client.base };
      const nobody = request.method === "?" ? { status: 0 } : await client.send(null, request.url, { ...request, headers });
      const nowhere = reads || request.method === "?" ? { status: 403 } : await client.send(cookies.member, request.url, request);
      if (nobody.status !== 401 || nowhere.status !== 403) outside.push(`${route}: ${nobody.status}, ${nowhere.status}`);
    }
  });
  return [...new Set(outside)].toSorted();
}
