import pg from "pg";
import { judgeDecisions } from "./judge";
import type { RaceCase, Seen, Told } from "./race-case";

export type Controls = { rounds: number; doubles: number; missed: string[] };

const DONE: Told = { ok: true, status: 200, code: "ok", message: "", data: null };

/**
 * That the judges see what they look for: a decision that trusts what it read is written by two at once, and what a real
 * pair left is spoilt in every way that a judge must notice.
 */
export async function controls(one: RaceCase, databaseUrl: string, rounds: number): Promise<Controls> {
  const [left, right] = [new pg.Client({ connectionString: databaseUrl }), new pg.Client({ connectionString: databaseUrl })];
  await Promise.all([left.connect(), right.connect()]);
  let doubles = 0;
  try {
    for (let n = 0; n < rounds; n += 1) {
      await one.submitted();
      await Promise.all([naive(left, one.id, "e1"), naive(right, one.id, "e2")]);
      if (judgeDecisions([DONE, DONE], await one.seen(), "zh-CN").faults.some((fault) => fault.startsWith("double"))) doubles += 1;
    }
  } finally {
    await Promise.all([left.end(), right.end()]);
  }
  return { rounds, doubles, missed: await spoilt(one) };
}

/** Reads, then writes, with nothing that would make the second wait or fail. */
async function naive(client: pg.Client, id: string, name: string): Promise<void> {
  await client.query("BEGIN");
  const { rows } = await client.query("SELECT status, org_path FROM application WHERE id = $1", [id]);
  const row = rows[0] as { status: string; org_path: string };
  if (row.status === "enterpriseReview") {
    await client.query(
      `INSERT INTO decision (id, org_path, application_id, submission_id, round, stage, stage_index, outcome, verdicts, actor_id, actor_name,
         actor_org_path, actor_org_name, actor_role, snapshot_sha256, standing_key, decided_at)
       SELECT gen_random_uuid(), $2, $1, s.id, 1, 'enterprise', 0, 'approve', '{}', a.created_by, $3::text, $2, '', 'enterpriseReviewer', '', '1:0:' || $3, now()
       FROM submission s JOIN application a ON a.id = s.application_id WHERE s.application_id = $1`,
      [id, row.org_path, name],
    );
    await client.query("UPDATE application SET status = 'industryReview', stage_index = 1, version = version + 1 WHERE id = $1", [id]);
  }
  await client.query("COMMIT");
}

/** A real pair, then the same answers and rows with one thing wrong. @returns what the judge let pass */
async function spoilt(one: RaceCase): Promise<string[]> {
  await one.submitted();
  const at = { version: 1, round: 1, stageIndex: 0 };
  const answers = await Promise.all([one.decide("e1", "approve", at), one.decide("e2", "approve", at)]);
  const seen = await one.seen();
  const passes = (told: [Told, Told], rows: Seen) => judgeDecisions(told, rows, "zh-CN").faults.length === 0;
  if (!passes(answers, seen)) return ["the pair itself is at fault"];
  const [decision] = seen.decisions;
  if (!decision) return ["the pair left no decision"];
  const reading = (change: (told: Told) => Told) => answers.map((told) => (told.ok ? told : change(told))) as [Told, Told];
  const wrong: [what: string, told: [Told, Told], rows: Seen][] = [
    ["another name", answers, { ...seen, decisions: [{ ...decision, name: "另一人" }] }],
    ["another outcome", answers, { ...seen, decisions: [{ ...decision, outcome: "return" }] }],
    ["another time", answers, { ...seen, decisions: [{ ...decision, at: "2026-05-18 10:01" }] }],
    ["another code", reading((told) => ({ ...told, code: "stale" })), seen],
    ["no words", reading((told) => ({ ...told, message: "" })), seen],
    ["both told yes", [DONE, DONE], seen],
    ["both told no", answers.map((told) => ({ ...told, ok: false })) as [Told, Told], seen],
    ["a lost decision", answers, { ...seen, decisions: [] }],
    ["a second decision", answers, { ...seen, decisions: [decision, decision] }],
    ["a second step", answers, { ...seen, version: 3, events: 3 }],
    ["a step without its event", answers, { ...seen, events: 1 }],
  ];
  return wrong.filter(([, told, rows]) => passes(told, rows)).map(([what]) => what);
}
