import { writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { APPLICATION_STATUSES } from "@/domain/review-stages";
import { seedDemo } from "../../prisma/demo/seed";
import { connect } from "../setup/cluster-urls";
import { testDatabase } from "../setup/database";
import { RESET_SQL } from "./support/reset-sql";
import { STATIONS_SQL } from "./support/stations-sql";
import { ACTORS, openLine, RealCase } from "./support/workflow-case";
import { boldSequences, Coverage, keepStations, sequences, WANTED_ACTING, WANTED_EDGES } from "./support/workflow-commands";
import { PLANTED } from "./support/workflow-faults";
import { type Model, step } from "./support/workflow-model";

/** Few here, ten thousand by `npm run proof:model`; MODEL_SEED plays a run again. */
const SEQUENCES = Number(process.env["MODEL_SEQUENCES"] ?? 40);
const SEED = Number(process.env["MODEL_SEED"] ?? Date.now() % 0x7fffffff);
/** From here on a run must have been everywhere. */
const COMPLETE_FROM = 2000;
const LARGE = SEQUENCES >= COMPLETE_FROM;
/** Sequences within which a planted fault must show. */
const CAUGHT_WITHIN = 2000;
const LONG = 7_200_000;

/** A case and the model at each of its stations. */
type Started = { real: RealCase; stations: Model[] };

const coverage = new Coverage();
let played = 0;
/** sequences that ended otherwise than the model says, before shrinking; none were played: unknown */
let violations: number | null = null;
let owner: pg.Client;
/** Two cities, played at the same time: what one waits for, the other works. */
let lanes: Started[][];
const caught: string[] = [];

beforeAll(async () => {
  owner = await connect((await testDatabase()).superUrl);
  await seedDemo(() => {});
  writeFileSync(path.join(process.env["DATA_DIR"] ?? "", "business-clock"), "2026-05-18");
  await owner.query(RESET_SQL);
  await owner.query(STATIONS_SQL);
  const open = async (...line: Parameters<typeof openLine>): Promise<Started> => {
    const real = await RealCase.open(owner, await openLine(...line));
    return { real, stations: await keepStations(real, coverage) };
  };
  lanes = [
    [await open(owner, "EX01", ["AY-U-01", "AY-D-WF", "AY"]), await open(owner, "EX04", ["AY-U-04", "AY-I-WJ", "AY"])],
    [await open(owner, "EX14", ["CQ-U-01", "CQ-D-YB", "CQ"], "CQ-2026-C")],
  ];
}, 120_000);

afterAll(async () => {
  sayFigure();
  await owner.end();
});

/** The one line of the run. */
function sayFigure(): void {
  const rarest = Math.min(...WANTED_EDGES.map((edge) => coverage.edges.get(edge) ?? 0));
  const missed = WANTED_EDGES.filter((edge) => !coverage.edges.has(edge));
  if (LARGE && missed.length > 0) process.stdout.write(`not taken: ${missed.join(", ")}\n`);
  process.stdout.write(
    `model: ${played} sequences of ${(coverage.commands / Math.max(1, played)).toFixed(1)} commands on average (${coverage.commands} in all), ${ACTORS.length} actors, ${violations ?? "unknown"} violations; ` +
      `states ${coverage.states.size}/${APPLICATION_STATUSES.length}, edges ${WANTED_EDGES.length - missed.length}/${WANTED_EDGES.length} of MOVES, ` +
      `each taken ${rarest} times or more, acting review ${WANTED_ACTING.filter((one) => coverage.acting.has(one)).length}/${WANTED_ACTING.length}, ` +
      `${coverage.refusals.size} kinds of refusal (publicity and named are set by SQL); ` +
      `control: ${caught.length}/${planted.length} planted faults caught; seed ${SEED}\n`,
  );
}

/** Plays sequences on a lane's cases against these rules; the answer says whether a fault was found, and where. */
async function play(
  lane: Started[],
  runs: number,
  rules: typeof step,
  into: Coverage,
  seed: number,
): Promise<{ runs: number; failed: string | null }> {
  const property = fc.asyncProperty(
    fc.nat(lane.length - 1),
    into === coverage ? sequences : boldSequences,
    async (which, { station, commands }) => {
      const { real, stations } = lane[which] as Started;
      await real.bringBack(`${station}`);
      const { audit } = (await real.observe()) as { audit: number };
      const state = { model: structuredClone(stations[station] as Model) };
      let whole = false;
      try {
        await fc.asyncModelRun(() => ({ model: state, real: { real, audit, rules, coverage: into } }), commands);
        whole = true;
      } finally {
        // a case left returned would be the clock's in the next sequence of its city
        if (!whole || state.model.status === "returned") await real.bringBack("0");
      }
    },
  );
  // a planted fault needs no shrinking
  const result = await fc.check(property, { numRuns: runs, seed, endOnFailure: into !== coverage });
  const failed = result.failed ? `${await fc.asyncDefaultReportMessage(result)}\n${String(result.errorInstance)}` : null;
  return { runs: result.numRuns, failed };
}

describe("the workflow", () => {
  it(`does what the model says in ${SEQUENCES} sequences of commands by several people`, { timeout: LONG }, async () => {
    const share = Math.ceil(SEQUENCES / 3);
    const parts = [SEQUENCES - share, share];
    const results = await Promise.all(lanes.map((lane, at) => play(lane, parts[at] ?? 0, step, coverage, SEED + at)));
    played = results.reduce((sum, one) => sum + one.runs, 0);
    violations = results.filter(({ failed }) => failed !== null).length;
    // a failure prints the sequence, shrunk, and the seed that plays it again: MODEL_SEED=…
    expect(results.map(({ failed }) => failed).filter((one) => one !== null)).toEqual([]);
    if (!LARGE) return;
    expect(APPLICATION_STATUSES.filter((status) => !coverage.states.has(status))).toEqual([]);
    expect(WANTED_EDGES.filter((edge) => !coverage.edges.has(edge))).toEqual([]);
    expect(WANTED_ACTING.filter((one) => !coverage.acting.has(one))).toEqual([]);
  });
});

const planted = LARGE ? PLANTED : PLANTED.filter(({ quick }) => quick);

describe("a planted fault", () => {
  it.each(planted)("is caught: $what", { timeout: LONG }, async ({ what, rules, plant }) => {
    const undo = plant?.();
    try {
      const { failed } = await play(lanes[0] as Started[], CAUGHT_WITHIN, rules ?? step, new Coverage(), SEED);
      expect(failed).not.toBeNull();
      caught.push(what);
    } finally {
      undo?.();
    }
  });
});
