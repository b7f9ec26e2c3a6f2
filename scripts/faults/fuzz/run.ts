import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../support/root.mjs";
import { type Person, readCast, signIn } from "../support/people";
import { type Random, randomOf } from "../support/random";
import { type Answer, type Ask, send } from "../support/send";
import type { LiveMemory } from "../support/live-memory";
import { WatchedDatabase } from "../support/watched-database";
import { actionTarget } from "./action-target";
import { readActions } from "./actions";
import { effectFault, faultOf, outcomeOf } from "./judge";
import { RAW_KINDS } from "./kinds";
import { KindsTally, type Pair, planOf } from "./kinds-tally";
import { readForeign, readKnown } from "./known";
import { MemoryWatch } from "./memory-watch";
import { prepareWorld } from "./prepare";
import type { Known } from "./shapes";
import type { Making, Mode, Payload, Target } from "./making";
import { readTarget, ROUTES } from "./targets";

export type FuzzOptions = {
  count: number;
  seed: number;
  only?: number | undefined;
  /** raw garbage from our own pages to actions that take something, nothing else: for the control */
  garbageOnly?: boolean;
  /** of a portal that was started for it */
  live?: LiveMemory | undefined;
  say: (line: string) => void;
};
export type FuzzCounts = {
  done: number;
  refused: number;
  untold: number;
  failed: number;
  unanswered: number;
  changed: number;
  slowest: number;
};
export type FuzzResult = { faults: Fault[]; counts: FuzzCounts; figure: string };
/** at: what was asked, empty where it is no payload's; what: in words; said: the line with everything that repeats it */
export type Fault = { at: string; what: string; said: string };

/** No answer may take longer, ms: four times the slowest of 10,000 on a machine that was busy with other runs (1.3 s). */
const SLOWEST = 5000;
/** Ids of new rows are learnt again after this many payloads. */
const LEARN_EVERY = 100;
/** Marks a payload by its mode, for the proxy of the control; the portal knows no such header. */
export const PAYLOAD_HEADER = "x-fuzz-payload";
const STRANGE_ORIGINS = [undefined, "null", "https://evil.example", "http://localhost:1"];
/** Rows that reading a case writes on purpose (its page also comes back with a refused action): who opened it, which ends taking back. */
const WRITTEN_BY_READING = ["stage_opening"];

/** Addresses of the build that are neither a route of ROUTES nor a page. */
function readPages(): { pages: string[]; unlisted: string[] } {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, ".next/app-path-routes-manifest.json"), "utf8")) as Record<string, string>;
  const pages: string[] = [];
  const unlisted: string[] = [];
  for (const [entry, pattern] of Object.entries(manifest)) {
    if (entry.startsWith("/_")) continue;
    if (entry.endsWith("/page") || pattern.startsWith("/files/")) pages.push(pattern);
    else if (!ROUTES.some((route) => route.name.endsWith(` ${pattern}`))) unlisted.push(pattern);
  }
  return { pages, unlisted };
}

export async function fuzz(portal: { baseUrl: string; dataDir: string }, options: FuzzOptions): Promise<FuzzResult> {
  const { baseUrl: base, dataDir } = portal;
  const { count, seed, only, say } = options;
  const { actions, unlisted } = readActions();
  const { pages, unlisted: unlistedRoutes } = readPages();
  const faults = [...unlisted, ...unlistedRoutes].map((name) => plain(`the build knows ${name}, this run does not`));
  const all: readonly Target[] = [...actions.map(actionTarget), ...ROUTES, ...pages.map(readTarget)];
  const targets = options.garbageOnly ? all.filter(({ kind, inputless }) => kind === "action" && !inputless) : all;
  const plan = options.garbageOnly ? [] : planOf(targets, randomOf(seed, -1));
  const tally = new KindsTally(targets);
  const database = await WatchedDatabase.open(dataDir);
  const cast = readCast(dataDir);
  await prepareWorld(base, dataDir, database, cast);
  let known: Known = await readKnown(database);
  let foreignTo = await readForeign(database);
  const memory = new MemoryWatch(dataDir, count, options.live);
  const from = performance.now();
  const counts: FuzzCounts = { done: 0, refused: 0, untold: 0, failed: 0, unanswered: 0, changed: 0, slowest: 0 };
  let hashes = await database.hashes();
  const indexes = only === undefined ? Array.from({ length: count }, (_, i) => i) : [only];
  for (const index of indexes) {
    await memory.at(index);
    if (index % LEARN_EVERY === 0 && index > 0) {
      [known, foreignTo] = [await readKnown(database), await readForeign(database)];
      if (index % 1000 === 0)
        say(`${index} payloads, ${counts.done} done, ${counts.refused} refused, ${faults.length} faults, ${memory.now} MB`);
    }
    const random = randomOf(seed, index);
    // every other payload goes through the plan, as long as it lasts; the rest is drawn
    const pair = index % 2 === 0 ? plan[index / 2] : undefined;
    const person = !pair && random.chance(0.1) ? null : random.pick(cast);
    const target = pair?.target ?? random.pick(targets);
    const mode = options.garbageOnly ? "garbage" : modeOf(pair, random);
    const origin = pair || options.garbageOnly || random.chance(0.93) ? base : random.pick(STRANGE_ORIGINS);
    const ask = dressed(payloadOf(target, { random, known, foreign: foreignTo(person), mode, kind: pair?.kind }), mode, person, origin);
    const tell = (what: string) => {
      const who = `seed ${seed} payload ${index} ${target.name} (${mode}, ${person?.login ?? "signed out"})`;
      faults.push({ at: target.name, what, said: `${who}: ${what}\n  ${pathOf(ask)}` });
    };
    let answer: Answer;
    try {
      answer = await send(base, ask);
    } catch (error) {
      counts.unanswered++;
      tell(`no answer: ${String(error)}`);
      hashes = await database.hashes();
      continue;
    }
    if (only !== undefined)
      say(`${pathOf(ask)}\n${String(ask.body ?? "").slice(0, 2000)}\n→ ${answer.status} ${answer.body.toString().slice(0, 2000)}`);
    tally.count(target, ask.kind);
    counts.slowest = Math.max(counts.slowest, answer.ms);
    if (answer.ms > SLOWEST) tell(`took ${Math.round(answer.ms)} ms, more than ${SLOWEST}`);
    const fault = faultOf(answer);
    if (fault) {
      counts.failed++;
      tell(fault);
    }
    const outcome = outcomeOf(target, ask, answer, origin === base);
    counts[outcome]++;
    const after = await database.hashes();
    const changed = WatchedDatabase.changed(hashes, after, target.tries === true);
    const unexpected =
      target.kind === "page" || ask.path.startsWith("/review/") ? changed.filter((table) => !WRITTEN_BY_READING.includes(table)) : changed;
    // a fault already, whatever it did
    const effect = fault ? null : effectFault(target, mode, outcome, answer.status, unexpected);
    if (effect) {
      counts.changed++;
      tell(effect);
    }
    hashes = after;
    if (person && changed.includes("user_session")) {
      await comeBack(base, database, cast);
      hashes = await database.hashes();
    }
  }
  await database.close();
  await memory.at(count);
  faults.push(...memory.faults().map(plain));
  // what one payload or a control sends cannot be everything
  if (only === undefined && !options.garbageOnly) faults.push(...tally.missing(count >= 2 * plan.length).map(plain));
  const figure = [
    `fuzz: ${indexes.length} payloads (seed ${seed}) over ${actions.length} actions, ${ROUTES.length} routes, ${pages.length} pages`,
    `${cast.length} people and signed out: ${counts.failed} HTTP 5xx, ${counts.unanswered} unanswered`,
    `${counts.changed} of ${counts.refused} refusals changed a row (${counts.done} done, ${counts.untold} forms without script that may have been)`,
    String(tally),
    String(memory),
    `slowest ${Math.round(counts.slowest)} ms (limit ${SLOWEST}), ${Math.round((performance.now() - from) / 1000)} s`,
  ].join("; ");
  return { faults, counts, figure };
}

function plain(what: string): Fault {
  return { at: "", what, said: what };
}

function modeOf(pair: Pair<Target> | undefined, random: Random): Mode {
  if (pair) return RAW_KINDS.some((kind) => kind === pair.kind) ? "garbage" : "mutated";
  return random.chance(0.2) ? "valid" : random.chance(0.8) ? "mutated" : "garbage";
}

/** Made again while it lacks the kind that is wanted: not every section has every kind of field. */
function payloadOf(target: Target, making: Making): Payload {
  let payload = target.make(making);
  for (let tries = 0; making.kind && payload.kind !== making.kind && tries < 50; tries++) payload = target.make(making);
  return payload;
}

function dressed<T extends Ask>(ask: T, mode: Mode, person: Person | null, origin: string | undefined): T {
  const marked = { [PAYLOAD_HEADER]: mode };
  const headers = { ...marked, ...(person && { cookie: person.cookie }), ...(origin !== undefined && { origin }), ...ask.headers };
  return { ...ask, headers };
}

function pathOf(ask: Ask): string {
  return `${ask.method ?? "GET"} ${ask.path.slice(0, 300)}`;
}

/** Whoever was signed out by a payload signs in again; wrong passwords of the run count for nobody. */
async function comeBack(base: string, database: WatchedDatabase, cast: readonly Person[]): Promise<void> {
  for (const person of cast) {
    const page = await send(base, { path: "/account", headers: { cookie: person.cookie } });
    if (page.status === 200) continue;
    await database.run("DELETE FROM sign_in_throttle");
    await signIn(base, person);
  }
}
