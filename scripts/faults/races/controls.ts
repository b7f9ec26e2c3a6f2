import pg from "pg";
import { judge, type Kind, type Outcome } from "./judge";
import type { RaceCase, Told } from "./race-case";
import { spoilt } from "./spoilt";

/** caught: spoilt outcomes that their judge found at fault; judges: how many were tried; missed: what was let pass */
export type Controls = { rounds: number; doubles: number; caught: number; judges: number; missed: string[] };

const DONE: Told = { ok: true, status: 200, code: "ok", message: "", data: null };

/**
 * That the judges see what they look for: a decision that trusts what it read is written by two at once, and what real pairs
 * left, one of each kind and each loser, is spoilt in every way that their judge must notice.
 */
export async function controls(one: RaceCase, databaseUrl: string, rounds: number, left: Iterable<Outcome>): Promise<Controls> {
  const doubles = await naivePairs(one, databaseUrl, rounds);
  const judges = new Set<Kind>();
  const missed: string[] = [];
  let caught = 0;
  for (const real of left) {
    for (const { what, says, outcome } of spoilt(real)) {
      judges.add(real.kind);
      if (judge(outcome).faults.some((fault) => says.test(fault))) caught += 1;
      else missed.push(`${real.kind}: ${what}`);
    }
  }
  return { rounds, doubles, caught, judges: judges.size, missed };
}

/** @returns how many of the rounds ended with two decisions */
async function naivePairs(one: RaceCase, databaseUrl: string, rounds: number): Promise<number> {
  const [left, right] = [new pg.Client({ connectionString: databaseUrl }), new pg.Client({ connectionString: databaseUrl })];
  await Promise.all([left.connect(), right.connect()]);
  const asked = [
    { name: one.nameOf("e1"), what: "approve" },
    { name: one.nameOf("e2"), what: "approve" },
  ] as const;
  let doubles = 0;
  try {
    for (let n = 0; n < rounds; n += 1) {
      await one.submitted();
      await Promise.all([naive(left, one.id, "e1"), naive(right, one.id, "e2")]);
      const { faults } = judge({ kind: "decisions", asked, answers: [DONE, DONE], seen: await one.seen(), locale: "zh-CN" });
      if (faults.some((fault) => fault.startsWith("double"))) doubles += 1;
    }
  } finally {
    await Promise.all([left.end(), right.end()]);
  }
  return doubles;
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
