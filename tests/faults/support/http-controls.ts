import type pg from "pg";
import { attack, type Fault, type Scene } from "./http-attack";
import { nameOf, outsideTheWrapper, readBuild } from "./http-build";
import { seenIn } from "./http-canaries";
import { atOnce, gatherCrowd } from "./http-crowd";
import { GONE } from "./http-mutants";
import type { Play } from "./http-play";
import { actionRequest, OUTSIDE_THE_WRAPPER, pagesFor, routeRequests } from "./http-requests";
import type { State } from "./http-rights";
import { logSoFar, openFirstCity, serve, type Served } from "./http-server";
import type { Stage } from "./http-stage";
import { fromElsewhere, settleAlone, withoutWrapper } from "./http-walls";
import type { Person } from "./http-world";

type Way = "attack" | "elsewhere" | "log" | "wrapper" | "alone" | "first run" | "crowd";
type Control = {
  guard: string;
  /** where, when the same guard is taken out for several */
  at?: string;
  /** part of the name of the people who try */
  who?: string;
  narrow?: RegExp;
  state?: "draft" | "withdrawn" | "proposed" | "approved once";
  way?: Way;
  /** the policies of the database, too, are open */
  open?: boolean;
  /** another lock holds alone: nothing may come of it */
  held?: true;
};

const CASE = /^\/(applications|review|files)\/|deleteApplication|withdrawApplication/;
/** Each guard taken out, and who notices. The three locks of the scope: one of them alone is enough, so two go, or all. */
export const CONTROLS: readonly Control[] = [
  { guard: "origin of actions", way: "elsewhere" },
  { guard: "origin of routes", way: "elsewhere", state: "draft" },
  { guard: "permission of actions", who: "contributor of the own studio", narrow: /createApplication/, state: "withdrawn" },
  { guard: "permission of routes", who: "auditor of the own city", narrow: /^\/registry\/export/ },
  { guard: "permission of pages", who: "auditor of the own city", narrow: /^\/registry$/ },
  { guard: "scope of the viewer", who: "lead of the foreign studio", narrow: CASE },
  { guard: "scope in the queries", who: "lead of the studio beside", narrow: CASE, held: true },
  { guard: "row-level security", who: "lead of the studio beside", narrow: CASE, open: true, held: true },
  { guard: "scope in the queries", who: "lead of the studio beside", narrow: CASE, open: true },
  { guard: "404 for what is not yours", who: "lead of the foreign", narrow: /^\/files/ },
  { guard: "a draft's files are the studio's", who: "enterpriseReviewer of the own", narrow: /^\/files/, state: "draft" },
  { guard: "end of a session: revoked", who: "lead of the own studio, revoked", narrow: CASE },
  ...["expired", "idle", "disabled", "grantless"].map((end) => ({ guard: `end of a session: ${end}`, who: `lead ${end}`, narrow: CASE })),
  { guard: "masking", who: "enterpriseReviewer of the own", narrow: /^\/registry\/export/ },
  { guard: "right to unmask", who: "enterpriseReviewer of the own", narrow: /^\/registry\/export/ },
  { guard: "names of reviewers", who: "lead of the own studio", narrow: /^\/applications\/\[id\]$/, state: "approved once" },
  { guard: "silence of the log", way: "log" },
  { guard: "the wrapper", way: "wrapper" },
  { guard: "no viewer, no entry", who: "signed out", narrow: CASE },
  { guard: "permission of routes", at: "a new studio", who: "contributor of the own studio", narrow: /^\/api\/studios/ },
  { guard: "permission of pages", at: "the review", who: "auditor of the own city", narrow: /^\/review\/\[id\]$/ },
  { guard: "whose move it is", who: "districtReviewer of the own district", narrow: /^(approve|returnForCorrection)$/ },
  { guard: "a second person", way: "alone", state: "proposed" },
  { guard: "token of the first run", way: "first run" },
  { guard: "what is stored by whom", who: "enterpriseReviewer of the own", narrow: /^\/api\/attachments$/, state: "draft" },
  { guard: "no bytes of a refused upload", who: "lead of the foreign studio", narrow: /^\/api\/attachments$/ },
  { guard: "notices by whom they are for", at: "a child", who: "lead of the own studio", narrow: /^\/notices$/ },
  { guard: "sessions are one's own", at: "a child", who: "lead of the studio beside", narrow: /^endOwnSession$/ },
  { guard: "roles are one's own", at: "a child", who: "lead of the studio beside", narrow: /^switchRole$/ },
  { guard: "a viewer for each request", at: "four at once", way: "crowd" },
  { guard: "reads gathered by viewer", at: "four at once", way: "crowd" },
];

export type Verdict = { guard: string; caught: boolean; held?: true; by: string };

/** Runs what should notice on a server without the guard; before it, the same on the same copy with all guards. */
export async function runControls(
  owner: pg.Client,
  stage: Stage,
  scene: Scene,
  copy: string,
  only: readonly Control[] = CONTROLS,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const built = readBuild(copy);
  const known = built.actions.filter((one) => actionRequest(nameOf(one), scene.victim, scene.victim.studio));
  const there: Scene = { ...scene, build: { ...scene.build, actions: known } };
  const whole = await serve(copy, { [GONE]: "" });
  try {
    for (const control of only) {
      const calm = await tryOut(owner, stage, there, { ...control, open: false, guard: "" }, whole, copy);
      if (calm.length > 0) throw new Error(`with every guard in place: ${calm.map(({ text }) => text).join("; ")}`);
    }
  } finally {
    await whole.stop();
  }
  for (const control of only) {
    const server = await serve(copy, { [GONE]: control.guard });
    try {
      const faults = await tryOut(owner, stage, there, control, server, copy);
      const named = control.at ? `${control.guard} (${control.at})` : control.guard;
      const guard = control.open && !control.held ? `${named} and row-level security` : named;
      verdicts.push({
        guard,
        caught: faults.length > 0,
        ...(control.held ? { held: true } : {}),
        by: faults
          .map(({ text }) => text)
          .slice(0, 3)
          .join("; "),
      });
    } finally {
      await server.stop();
    }
  }
  return verdicts;
}

async function tryOut(
  owner: pg.Client,
  { play, people, others }: Stage,
  scene: Scene,
  control: Control,
  server: Served,
  copy: string,
): Promise<Fault[]> {
  const state = await prepare(play, control.state);
  const at: Scene = { ...scene, client: server.client };
  if (control.open) await openPolicies(owner, true);
  try {
    switch (control.way ?? "attack") {
      case "elsewhere":
        return await fromElsewhere(
          at,
          ["lead", "e1"].map((by) => play.cookieOf(by)),
        );
      case "wrapper": {
        const auditor = people.find(({ name }) => name === "auditor of the own city")?.cookie ?? null;
        const outside = await withoutWrapper(at, { member: play.cookieOf("lead"), outsider: auditor });
        return outside.map((text) => ({ kind: "answer", text: `${text} is outside the wrapper` }));
      }
      case "alone":
        return await settleAlone(at, play.cookieOf("e1"));
      case "first run":
        return (await openFirstCity(copy, at.build, { [GONE]: control.guard }))
          ? []
          : [{ kind: "effect", text: "a wrong token opens a city" }];
      case "crowd": {
        const crowd = await gatherCrowd(at.client, others, play.cookieOf("lead"), play.victim);
        return (await atOnce(at.client, crowd, 2)).faults;
      }
      case "log": {
        const from = logSoFar().length;
        const action = at.build.actions.find((one) => nameOf(one) === "approve");
        const request = actionRequest("approve", play.victim, play.victim.enterprise);
        if (action && request) await server.client.call(play.cookieOf("e1"), action, request);
        return seenIn(logSoFar().slice(from)).map((one) => ({ kind: "foreign bytes", text: `the log says the victim's ${one}` }));
      }
      default: {
        const who = people.filter(({ name }) => name.includes(control.who ?? ""));
        if (who.length === 0) throw new Error(`nobody is called ${control.who}`);
        return (await Promise.all(who.map((person: Person) => attack(at, person, { state, narrow: control.narrow })))).flat();
      }
    }
  } finally {
    if (control.open) await openPolicies(owner, false);
  }
}

async function prepare(play: Play, state: Control["state"]): Promise<State> {
  await play.revive();
  await play.openCase();
  if (state === "draft") return { name: "draft", submitted: false, holder: null, editable: true };
  await play.act("lead", "submitApplicationAction");
  const first: State = { name: "enterpriseReview", submitted: true, holder: "enterprise" };
  if (!state) return first;
  if (state === "withdrawn") {
    await play.act("lead", "withdrawApplication");
    return { name: state, submitted: true, holder: null };
  }
  if (state === "proposed") {
    await play.act("e1", "propose");
    return { ...first, name: state, pending: true };
  }
  await play.act("e1", "approve");
  return { name: "districtReview", submitted: true, holder: "district" };
}

/** The second lock taken out, in the throw-away database: every policy of the web process lets everything through. */
async function openPolicies(owner: pg.Client, open: boolean): Promise<void> {
  const { rows } = await owner.query("SELECT tablename AS name FROM pg_policies WHERE schemaname = 'public' AND policyname = 'scope'");
  const range = "org_path >= nullif(current_setting('app.lo', true), '') AND org_path < nullif(current_setting('app.hi', true), '')";
  const test = open ? "true" : range;
  for (const { name } of rows) await owner.query(`ALTER POLICY scope ON "${name}" USING (${test}) WITH CHECK (${test})`);
}

/** What nobody told the run of: found in the manifests of the copy, by name. */
export function strangersOf(copy: string, scene: Scene): Verdict[] {
  const build = readBuild(copy);
  const { victim } = scene;
  const unknown = build.actions.map(nameOf).filter((name) => !actionRequest(name, victim, victim.studio));
  const routes = build.routes.filter((route) => !routeRequests(victim)[route]);
  const pages = build.pages.filter((page) => !pagesFor(victim)[page]);
  const outside = outsideTheWrapper(copy, build);
  const actions = outside.actions.filter((name) => !OUTSIDE_THE_WRAPPER.actions.includes(name));
  const bare = outside.routes.filter((route) => !OUTSIDE_THE_WRAPPER.routes.includes(route));
  return [
    { guard: "an action that nobody knows", caught: unknown.length > 0, by: unknown.join() },
    { guard: "a route that nobody knows", caught: routes.length > 0, by: routes.join() },
    { guard: "a page that nobody knows", caught: pages.length > 0, by: pages.join() },
    { guard: "an action written without the wrapper", caught: actions.includes("readNotice"), by: actions.join() },
    { guard: "a route written without the wrapper", caught: bare.length > 0, by: bare.join() },
  ];
}
