import { readFileSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { connect } from "../setup/cluster-urls";
import { testDatabase } from "../setup/database";
import { COLUMNS_ABOVE } from "./support/http-above";
import { attack, type Fault, type Scene } from "./support/http-attack";
import { type Build, nameOf, outsideTheWrapper, readBuild } from "./support/http-build";
import { CANARY, seenIn } from "./support/http-canaries";
import { atOnce, gatherCrowd } from "./support/http-crowd";
import { runControls, strangersOf, type Verdict } from "./support/http-controls";
import { journey, ownAffairs } from "./support/http-journey";
import { buildMutants } from "./support/http-mutants";
import { actionRequest, OUTSIDE_THE_WRAPPER, pagesFor, routeRequests } from "./support/http-requests";
import { listen, logSoFar, openFirstCity, say, serve, type Served, stopListening } from "./support/http-server";
import { setStage, type Stage } from "./support/http-stage";
import { fromElsewhere, settleAlone, withoutWrapper } from "./support/http-walls";
import type { State } from "./support/http-rights";
import type { Person } from "./support/http-world";

/** Needs a build, so it is no part of the short run (see vitest.config.ts): `npm run proof:http`. short: fewer people in fewer states. */
const ROOT = path.resolve(import.meta.dirname, "../..");
const SHORT = process.env["HTTP_PROOF"] === "short";
/** HTTP_STATES=draft,expired: only these. */
const STATES = process.env["HTTP_STATES"]?.split(",") ?? (SHORT ? ["draft", "enterpriseReview"] : null);

/** Where the lists and the answers for what never was are asked for, too: before, during and after the review. */
const WHOLE = SHORT ? ["enterpriseReview"] : ["draft", "enterpriseReview", "approved"];

/** HTTP_PEOPLE=disabled: only those with this in their name, to look at a fault again. */
const WHO = process.env["HTTP_PEOPLE"] ?? "";

let owner: pg.Client;
let served: Served;
let build: Build;
let stage: Stage;
let scene: Scene;
let people: Person[];
const faults: Fault[] = [];
const verdicts: Verdict[] = [];
let [states, columns, requests, outside, together] = [0, 0, 0, 0, 0];

beforeAll(async () => {
  owner = await connect((await testDatabase()).superUrl);
  build = readBuild(ROOT);
  listen();
  served = await serve(ROOT);
  stage = await setStage(owner, served.client, build);
  const { play } = stage;
  scene = { client: served.client, build, victim: play.victim, hash: play.hash };
  // in short: one of each role of the victim's own line, and one of each other relation
  people = SHORT
    ? stage.people.filter((one, index, all) => all.findIndex((other) => key(other) === key(one)) === index)
    : stage.people.filter(({ name }) => name.includes(WHO));
}, 300_000);
afterAll(async () => {
  if (states > 0) say(figure());
  stopListening();
  await served?.stop();
  await owner?.end();
});

function key({ relation, role }: Person): string {
  return relation === "own" || relation === "parent" ? `${relation} ${role}` : relation;
}

const wordsOf = (some: readonly Fault[]) => [...new Set(some.map(({ kind, text }) => `${kind}: ${text}`))];
const all = (kind: Fault["kind"]) => faults.filter((one) => one.kind === kind).length;

describe("isolation over HTTP", () => {
  it("knows everything that the build answers at, and everything is in a wrapper or listed", () => {
    const { victim } = scene;
    expect(build.actions.map(nameOf).filter((name) => !actionRequest(name, victim, victim.studio))).toEqual([]);
    expect(Object.keys(routeRequests(victim)).toSorted()).toEqual(build.routes);
    expect(Object.keys(pagesFor(victim)).toSorted()).toEqual(build.pages);
    expect(outsideTheWrapper(ROOT, build)).toEqual(OUTSIDE_THE_WRAPPER);
  });

  it("lets nobody else see or move a case, and everybody to whom it belongs", { timeout: 7_200_000 }, async () => {
    for await (const state of journey(stage.play)) {
      if (STATES && !STATES.includes(state.name)) continue;
      states += 1;
      if (!SHORT) say(`· everybody at ${state.name}, after ${served.client.requests} requests`);
      // those to whom it belongs look first: to open a case is a step
      for (const person of people.toSorted((a, b) => rank(a) - rank(b)))
        faults.push(...(await attack(scene, person, { state, whole: WHOLE.includes(state.name) })));
      if (state.proposer) faults.push(...(await settleAlone(scene, stage.play.cookieOf(state.proposer))));
      if (state.name !== "enterpriseReview") continue;
      const gathered = await gatherCrowd(served.client, stage.others, stage.play.cookieOf("lead"), scene.victim);
      const crowd = await atOnce(served.client, gathered, SHORT ? 2 : 20);
      together += crowd.answers;
      faults.push(...crowd.faults);
      const rightful = ["lead", "e1", "leadElsewhere"].map((by) => stage.play.cookieOf(by));
      faults.push(...(await fromElsewhere(scene, rightful)));
      const auditor = people.find(({ role, relation }) => role === "auditor" && relation === "parent")?.cookie ?? null;
      const bare = await withoutWrapper(scene, { member: stage.play.cookieOf("lead"), outsider: auditor });
      outside += bare.length;
      expect(bare).toEqual([]);
    }
    requests = served.client.requests;
    const errors = logSoFar().split("\n").filter((line) => line.includes('"level":"error"')); // oxfmt-ignore
    if (faults.length > 0) for (const line of errors.slice(0, 3)) say(line);
    expect(wordsOf(faults)).toEqual([]);
  });

  it("lets the right person succeed with every action and route, or the refusals would prove nothing", { timeout: 120_000 }, async () => {
    const { play } = stage;
    await ownAffairs(play);
    if (await openFirstCity(ROOT, build)) play.succeeded.add("openFirstCity");
    const names = [...new Set(build.actions.map(nameOf)), ...build.routes];
    expect(names.filter((name) => !play.succeeded.has(name))).toEqual([]);
    expect((await play.client.send(play.cookieOf("e1"), `/review/${play.victim.id}`)).text).toMatch(new RegExp(`<title>[^<]*${CANARY}`));
    expect(await play.auditSings()).toBe(false);
    const words = play.words.map(({ table, column }) => `${table}.${column}`);
    columns = words.length;
    expect(words.filter((name) => !play.sung.has(name))).toEqual([]);
    // what is the enterprise's shows to whom it belongs, where nobody else met it
    expect(await play.silentAbove()).toEqual([]);
    for (const [page, sings] of [
      ["/account", "private"],
      ["/notices", "told"],
      ["/work", "union"],
    ] as const)
      // oxfmt-ignore
      expect((await play.client.send(play.cookieOf("e1"), page)).seen).toContain(sings);
  });

  it("says nothing of it in the log", () => {
    expect(logSoFar().length).toBeGreaterThan(0);
    expect(seenIn(logSoFar())).toEqual([]);
  });

  it("says nothing of it in the database's log", async () => {
    const said = () => readFileSync(inject("cluster").log, "utf8");
    expect(said().length).toBeGreaterThan(0);
    expect(seenIn(said())).toEqual([]);
    await owner.query(`DO $$ BEGIN RAISE WARNING '${CANARY}'; END $$`);
    expect(seenIn(said())).toEqual(["words"]);
  });

  it("notices a session that is alive although it was ended", async () => {
    const person = stage.people.find(({ name }) => name === "lead of the own studio, revoked");
    const state: State = { name: "revived", submitted: true, holder: null };
    await stage.play.endNoSession();
    const found = await attack(scene, person as Person, { state, narrow: /^\/applications\/\[id\]$/ });
    await stage.play.revive();
    verdicts.push({
      guard: "end of a session, by its row",
      caught: found.some(({ kind }) => kind === "foreign bytes"),
      by: found[0]?.text ?? "",
    });
    expect(verdicts.at(-1)?.caught).toBe(true);
  });

  it.skipIf(SHORT)("notices each guard that is taken out of a copy of the portal", { timeout: 1_800_000 }, async () => {
    const copy = buildMutants(ROOT);
    try {
      verdicts.push(...strangersOf(copy.root, scene), ...(await runControls(owner, stage, scene, copy.root)));
    } finally {
      copy.remove();
    }
    for (const { guard, caught, held, by } of verdicts)
      say(
        `${held ? "alone: " : "without: "}${guard} – ${caught ? `caught: ${by}` : held ? "nothing came of it, the other locks hold" : "NOT CAUGHT"}`,
      );
    expect(verdicts.filter(({ caught, held }) => !caught && !held).map(({ guard }) => guard)).toEqual([]);
  });
});

function figure(): string {
  const { actions, routes, pages } = build;
  const relations = [...new Set(people.map(({ relation }) => relation)), "child"];
  const roles = new Set(people.map(({ role }) => role)).size - 1;
  const counted = verdicts.filter(({ held }) => !held);
  const held = verdicts.length - counted.length;
  const listed = OUTSIDE_THE_WRAPPER;
  const wrapped = (all: readonly unknown[], some: readonly string[]) => `${all.length - some.length} of ${all.length}`;
  return (
    `http isolation: ${actions.length} actions + ${routes.length} routes + ${pages.length} pages × ${people.length} people ` +
    `(${roles} roles × ${relations.length} relations: ${relations.map((one) => `${countOf(one)} ${one}`).join(", ")}) × ${states} states, ` +
    `${requests} requests, of which ${together} by 4 organisations at once, canaries in ${columns} columns and ${COLUMNS_ABOVE} of the enterprise above: ` +
    `${all("foreign bytes")} foreign bytes, ${all("effect")} unauthorised effects, ${all("over-blocked")} over-blocked, ` +
    `${all("answer")} wrong answers; ${wrapped(actions, listed.actions)} actions in the wrapper + ${listed.actions.length} listed ` +
    `(${listed.actions.join(", ")}), ${wrapped(routes, listed.routes)} routes + ${listed.routes.length} listed, ${outside} elsewhere outside it; ` +
    `controls caught ${counted.filter(({ caught }) => caught).length} of ${counted.length}, ${held} more held by the other locks and not counted`
  );
}

/** A child is also of its own studio or a sibling: it is counted with both. */
function countOf(relation: string): number {
  return people.filter((one) => (relation === "child" ? one.child : one.relation === relation)).length;
}

function rank({ relation }: Person): number {
  return ["own", "parent"].includes(relation) ? 0 : 1;
}
