import { setTimeout as sleep } from "node:timers/promises";
import { countEffects } from "./effects";
import { FaultPortal } from "./fault-portal";
import { emptyTally, Gate, type Guard, type Tally } from "./gate";
import { cleanNow, filesWithoutRow } from "./left-files";
import { Ledger } from "./ledger";
import { auditedRows } from "./whole-rows";
import { Writer } from "./writer";

export type CrashPlan = {
  /** kill -9 of the web server */
  web: number;
  /** kill -9 of PostgreSQL with all its children */
  database: number;
  writers: number;
  /** the kill comes at a random moment of so many milliseconds after the first answer */
  within?: number;
  port?: number;
  /** settings of PostgreSQL, for the control */
  settings?: Record<string, string>;
  /** at the end: people whose second tries carry fresh keys, whose effects must be doubled */
  freshKeys?: boolean;
  say?: (line: string) => void;
};

export type CrashFigures = {
  kills: { web: number; database: number };
  acknowledged: number;
  /** of these, before the first kill, in a database that was then flushed */
  filled: number;
  lost: number;
  halfDone: number;
  /** requests that got no answer, or 503, or whose answer was thrown away, and were sent again as they were */
  repeated: number;
  thrownAway: number;
  /** of these, whose earlier try had taken effect */
  met: Record<Guard, number>;
  /** effects beyond one for each request */
  doubled: number;
  /** requests that had no effect */
  without: number;
  freshKeys: FreshKeys | null;
  /** HTTP 5xx other than 503 */
  errors: number;
  refused: number;
  /** acknowledged moves of applications by their action */
  moves: Record<string, number>;
  /** rows of the audit chains, whole after every kill unless it is among the problems */
  audited: number;
  /** files without a row: after the crashes, and after the cleaner */
  strayFiles: { crashed: number; cleaned: number };
  recovery: { web: string; database: string };
  problems: string[];
};

type FreshKeys = { repeated: number; doubled: number };

/** Applications of the reference that pass as they are on one day, one writer each. */
const EXAMPLES = ["EX01", "EX04", "EX08", "EX09", "EX11", "EX15"];

/** Kills the server and the database at random moments under writers, and compares what was acknowledged with what is there. */
export async function runCrashes(plan: CrashPlan): Promise<CrashFigures> {
  const say = plan.say ?? (() => {});
  const portal = await FaultPortal.prepare({
    ...(plan.port === undefined ? {} : { port: plan.port }),
    ...(plan.settings === undefined ? {} : { database: plan.settings }),
  });
  try {
    await portal.startWeb();
    // a case may be returned as often as the run is long
    await portal.sql("UPDATE batch SET max_returns = 1000000");
    const before = (await portal.sql<{ id: string }>("SELECT id FROM application")).map((row) => row.id);
    const ledger = new Ledger();
    const gate = new Gate();
    const tally = emptyTally();
    const writers = EXAMPLES.slice(0, plan.writers).map((id) => new Writer(portal, ledger, tally, gate, id));
    await Promise.all(writers.map((writer) => writer.begin()));
    // a control that may lose must lose what people did, and not the database they did it in
    await portal.sql("CHECKPOINT");
    const filled = ledger.acknowledged;
    say(`${writers.length} applications filled, ${ledger.acknowledged} requests acknowledged`);
    const failed: unknown[] = [];
    const work = writers.map((writer) => writer.work().catch((error: unknown) => void failed.push(error)));
    const found = { lost: [] as string[], halfDone: [] as string[] };
    const took = { web: [] as number[], database: [] as number[] };
    for (const [round, what] of order(plan).entries()) {
      await sleep(50 + Math.random() * (plan.within ?? 1500));
      gate.close();
      if (what === "web") await portal.killWeb();
      else await portal.killDatabase();
      const from = performance.now();
      if (what === "database") await portal.startDatabase();
      await untilParked(gate, tally, writers.length - failed.length);
      await portal.untilQuiet();
      const { lost, halfDone } = await ledger.compare(portal);
      found.lost.push(...lost);
      found.halfDone.push(...halfDone);
      for (const problem of [...lost, ...halfDone].slice(0, 5)) say(`after kill ${round + 1} (${what}): ${problem}`);
      const restarted = performance.now();
      if (what === "web") await portal.startWeb();
      took[what].push(what === "web" ? performance.now() - restarted : restarted - from);
      gate.open();
      if (failed.length > 0) throw failed[0];
      if (round % 10 === 9)
        say(`${round + 1} kills, ${ledger.acknowledged} acknowledged, ${found.lost.length} lost, ${found.halfDone.length} half done`);
      await untilAnswering(ledger);
    }
    gate.isOver = true;
    await Promise.all(work);
    ledger.readAllFilesAgain();
    const last = await ledger.compare(portal);
    const effects = await countEffects(portal, before, tally.asked);
    const crashed = await filesWithoutRow(portal);
    await cleanNow(portal);
    const cleaned = await filesWithoutRow(portal);
    const lost = [...found.lost, ...last.lost];
    const halfDone = [...found.halfDone, ...last.halfDone, ...effects.unkeyed];
    const figures: CrashFigures = {
      kills: { web: plan.web, database: plan.database },
      acknowledged: ledger.acknowledged,
      filled,
      lost: lost.length,
      halfDone: halfDone.length,
      repeated: tally.unknown + tally.unavailable + tally.thrownAway,
      thrownAway: tally.thrownAway,
      met: { ...tally.met },
      doubled: effects.doubled.length,
      without: effects.without.length,
      freshKeys: null,
      errors: tally.errors.length,
      refused: tally.refused.length,
      moves: ledger.countMoves(),
      audited: await auditedRows(portal),
      strayFiles: { crashed: crashed.length, cleaned: cleaned.length },
      recovery: { web: spread(took.web), database: spread(took.database) },
      problems: [...lost, ...halfDone, ...effects.doubled, ...effects.without, ...tally.errors, ...tally.refused, ...cleaned],
    };
    if (plan.freshKeys) figures.freshKeys = await withFreshKeys(portal, { writers, gate, tally, before });
    return figures;
  } finally {
    await portal.remove();
  }
}

type Run = { writers: readonly Writer[]; gate: Gate; tally: Tally; before: readonly string[] };

/**
 * The control of what is doubled: the same people go on, without kills, and every second try carries a fresh key. Moves are refused then,
 * because their version is gone; an upload has nothing but its id and must be there twice. Until some are, at most two minutes.
 */
async function withFreshKeys(portal: FaultPortal, { writers, gate, tally, before }: Run): Promise<FreshKeys> {
  const already = (await countEffects(portal, before, tally.asked)).doubled.length;
  const thrownAway = tally.thrownAway;
  tally.freshKeys = true;
  gate.isOver = false;
  const work = Promise.all(writers.map((writer) => writer.work()));
  let doubled = 0;
  for (const until = Date.now() + 120_000; doubled < 5 && Date.now() < until; await sleep(500))
    doubled = (await countEffects(portal, before, tally.asked)).doubled.length - already;
  gate.isOver = true;
  await work;
  return { repeated: tally.thrownAway - thrownAway, doubled };
}

/** Both kinds mixed, so that neither is always met by a warm or a cold server. */
function order({ web, database }: CrashPlan): ("web" | "database")[] {
  const all = [...Array.from({ length: web }, () => "web" as const), ...Array.from({ length: database }, () => "database" as const)];
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = Math.floor(Math.random() * (i + 1));
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return all;
}

/** Until no request is on its way and every writer waits at the gate. */
async function untilParked(gate: Gate, tally: Tally, writers: number): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(10)) if (tally.busy === 0 && gate.parked >= writers) return;
  throw new Error(`the writers do not come to rest: ${tally.busy} requests are on their way`);
}

/** The next kill comes when something was acknowledged again. */
async function untilAnswering(ledger: Ledger): Promise<void> {
  const before = ledger.acknowledged;
  for (const until = Date.now() + 30_000; ledger.acknowledged === before; await sleep(10)) {
    if (Date.now() > until) throw new Error("nothing is acknowledged any more after a restart");
  }
}

function spread(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => ((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) / 1000).toFixed(1);
  return sorted.length === 0 ? "–" : `${at(0.5)} / ${at(1)} s`;
}
