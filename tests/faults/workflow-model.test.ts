import { writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { APPLICATION_STATUSES, MOVES } from "@/domain/review-stages";
import { seedDemo } from "../../prisma/demo/seed";
import { connect } from "../setup/cluster-urls";
import { testDatabase } from "../setup/database";
import { RESET_SQL } from "./support/reset-sql";
import { ACTORS, type Line, openLine, RealCase } from "./support/workflow-case";
import { type Act, type Actor, type Model, NEW_CASE, step } from "./support/workflow-model";

/** Few here, ten thousand by `npm run proof:model`; MODEL_SEED plays a run again. */
const SEQUENCES = Number(process.env["MODEL_SEQUENCES"] ?? 40);
const SEED = Number(process.env["MODEL_SEED"] ?? Date.now() % 0x7fffffff);
const COMMANDS = { minLength: 8, maxLength: 16 };

const ACTS_OF: Record<Actor["kind"], readonly Act[]> = {
  lead: ["submit", "submit", "submitLate", "withdraw", "reopen", "openWholeForm", "copy"],
  reviewer: ["open", "approve", "return", "reopenExpired", "proposeReject", "proposeVoid", "confirm", "decline", "cancel", "takeBack"],
  admin: ["open", "approve", "proposeReject", "proposeVoid", "confirm", "decline", "cancel"],
  clock: ["expire", "announce"],
};
/** What a case must have been through: every way of the table. */
const EDGE_NAMES: Partial<Record<Act, (m: Model) => string>> = {
  submit: (m) => (m.status === "draft" ? "submit" : "resubmit"),
  submitLate: () => "submit",
  confirm: (m) => (m.pending?.kind === "void" ? "confirmVoid" : "confirmReject"),
  decline: (m) => (m.pending?.kind === "void" ? "declineVoid" : "declineReject"),
  cancel: (m) => (m.pending?.kind === "void" ? "cancelVoid" : "cancelReject"),
};
const WANTED = Object.entries(MOVES).flatMap(([name, move]) => (move.from ?? ["nothing"]).map((from) => `${name} from ${from}`));
const visited = { edges: new Set<string>(), states: new Set<string>(), refusals: new Set<string>() };
let commands = 0;
let played = 0;

type World = { real: RealCase; audit: number };
type State = { model: Model };

/** The status as the table calls it. */
function statusOf(model: Model, line: Line): string {
  return model.status === "review" ? (line.route[model.level ?? 0] ?? "") : model.status;
}

function expected(model: Model, audit: number): Record<string, unknown> {
  const { returns: _returns, ...rest } = model;
  return {
    ...rest,
    pending: model.pending && { kind: model.pending.kind, by: model.pending.by },
    live: !["withdrawn", "rejected", "expired", "voided"].includes(model.status),
    events: model.version,
    snapshots: model.round,
    audit,
  };
}

/** Free: this actor tries this, maybe on an old page. Otherwise: one of the moves that are allowed now, so that cases get far. */
type Wish = { pick: number; free: boolean; stale: boolean };
const ALL = ACTORS.flatMap((actor) => ACTS_OF[actor.kind].map((act) => ({ actor, act })));

class Command implements fc.AsyncCommand<State, World> {
  readonly wish: Wish;
  private words: string;
  constructor(wish: Wish) {
    this.wish = wish;
    this.words = JSON.stringify(wish);
  }

  check(): boolean {
    return true;
  }

  async run(state: State, world: World): Promise<void> {
    const { model } = state;
    const { pick, free } = this.wish;
    const allowed = free ? ALL : ALL.filter(({ actor, act }) => act !== "open" && typeof step(model, actor, act) !== "string");
    const choice = allowed[pick % allowed.length];
    if (!choice) return;
    const { actor, act } = choice;
    const stale = free && this.wish.stale && model.version > 0;
    this.words = `${actor.name} ${act}${stale ? " on an old page" : ""}`;
    const after = step(model, actor, act, stale);
    const said = await world.real.act(actor, act, stale);
    commands += 1;
    if (typeof after === "string") {
      const words = after === "outdated" ? ["stale", "alreadyDecided", "pendingRejection"] : [after];
      expect(words, `${this.words} is refused`).toContain(said);
      visited.refusals.add(after);
    } else {
      expect(said, this.words).toBe("done");
      visited.edges.add(`${EDGE_NAMES[act]?.(model) ?? act} from ${statusOf(model, world.real.line)}`);
      visited.states.add(statusOf(after, world.real.line));
      world.audit += act === "copy" ? 2 : after.version - model.version;
      state.model = after;
    }
    expect(await world.real.observe(), `after ${this.words}`).toEqual(expected(state.model, world.audit));
  }

  toString(): string {
    return this.words;
  }
}

const aCommand = fc
  .record({
    pick: fc.nat(100_000),
    free: fc.integer({ min: 0, max: 9 }).map((n) => n < 4),
    stale: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  })
  .map((wish) => new Command(wish));

let owner: pg.Client;
let cases: RealCase[];

beforeAll(async () => {
  owner = await connect((await testDatabase()).superUrl);
  await seedDemo(() => {});
  writeFileSync(path.join(process.env["DATA_DIR"] ?? "", "business-clock"), "2026-05-18");
  await owner.query(RESET_SQL);
  const lines = [await openLine(owner, "EX01", ["AY-U-01", "AY-D-WF", "AY"]), await openLine(owner, "EX04", ["AY-U-04", "AY-I-WJ", "AY"])];
  cases = [];
  for (const line of lines) cases.push(await RealCase.open(owner, line));
}, 120_000);

afterAll(() => owner.end());

/** The one line of the run. */
function sayFigure(): void {
  const edges = WANTED.filter((edge) => visited.edges.has(edge));
  process.stdout.write(
    `model: ${played} sequences, ${commands} commands, ${ACTORS.length} actors, 0 violations; states ${visited.states.size}/${APPLICATION_STATUSES.length}, ` +
      `edges ${edges.length}/${WANTED.length} of MOVES, ${visited.refusals.size} kinds of refusal; seed ${SEED}\n`,
  );
}

describe("the workflow", () => {
  it(`does what the model says in ${SEQUENCES} sequences of commands by several people`, { timeout: 7_200_000 }, async () => {
    const property = fc.asyncProperty(fc.nat(1), fc.array(aCommand, COMMANDS), async (which, sequence) => {
      const real = cases[which] as RealCase;
      played += 1;
      const { audit } = (await real.observe()) as { audit: number };
      try {
        await fc.asyncModelRun(() => ({ model: { model: structuredClone(NEW_CASE) }, real: { real, audit } }), sequence);
      } finally {
        await real.reset();
      }
    });
    // a failure prints the sequence, shrunk, and the seed that plays it again: MODEL_SEED=…
    await fc.assert(property, { numRuns: SEQUENCES, seed: SEED, endOnFailure: false, verbose: 1 });
    visited.states.add("draft");
    visited.edges.add("create from nothing");
    sayFigure();
    if (SEQUENCES >= 1000) expect(WANTED.filter((edge) => !visited.edges.has(edge))).toEqual([]);
  });
});
