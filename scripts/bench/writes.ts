import { randomUUID } from "node:crypto";
import { CRITERIA_SETS } from "../../src/domain/criteria-sets";
import { actionId, type BenchPortal } from "./bench-portal";
import { type Figure, load, type Shot } from "./load";
import { seedDrafts, type SeededDraft } from "./seed-drafts";
import type { Counted } from "./statements";

/** By it a later run knows what this one decided. */
const OPINION = "同意命名（压测）。";

type Signed = SeededDraft & { cookie: string };

const json = (portal: BenchPortal, cookie: string) => ({ cookie, origin: portal.baseUrl, "content-type": "application/json" });

/** Hands the shots out once each. */
function each(shots: readonly Shot[]): () => Shot {
  let n = 0;
  return () => shots[n++] ?? (shots.at(-1) as Shot);
}

export async function signInAll(portal: BenchPortal, drafts: readonly SeededDraft[]): Promise<Signed[]> {
  const signed: Signed[] = [];
  for (const draft of drafts) signed.push({ ...draft, cookie: await portal.signIn(draft.grantId) });
  return signed;
}

/** Three of each write, to count the statements of. */
export async function countedWrites(portal: BenchPortal, cityCookie: string): Promise<Counted[]> {
  const drafts = await signInAll(portal, await seedDrafts(portal.database, 3));
  const send =
    ({ path, ...init }: Shot) =>
    async () =>
      (await fetch(portal.baseUrl + path, init)).text();
  return [
    { name: "autosave", asks: (await autosaveShots(portal, drafts, 1)).map(send) },
    { name: "submit", asks: submitShots(portal, drafts).map(send) },
    { name: "decide", asks: (await decideShots(portal, cityCookie, 3)).map(send) },
  ];
}

/** Saves of one section, each knowing the newest revision: every draft is saved in turn. */
export async function measureAutosave(portal: BenchPortal, drafts: readonly Signed[], rounds: number, clients: number): Promise<Figure> {
  const shots = await autosaveShots(portal, drafts, rounds);
  return load(portal.baseUrl, { name: "autosave", clients, cpu: portal.cpu, amount: shots.length, next: each(shots), holds: "savedAt" });
}

async function autosaveShots(portal: BenchPortal, drafts: readonly Signed[], rounds: number): Promise<Shot[]> {
  const from = await revisions(portal, drafts);
  return Array.from({ length: rounds }, (_, round) =>
    drafts.map(({ id, cookie, section }): Shot => ({
      method: "POST",
      path: `/api/applications/${id}/sections/studio`,
      headers: json(portal, cookie),
      body: JSON.stringify({ revision: (from.get(id) ?? 0) + round, data: section }),
    })),
  ).flat();
}

async function revisions(portal: BenchPortal, drafts: readonly Signed[]): Promise<Map<string, number>> {
  const { rows } = await portal.database.query(
    "SELECT application_id AS id, revision FROM application_section WHERE section = 'studio' AND application_id = ANY($1)",
    [drafts.map(({ id }) => id)],
  );
  return new Map(rows.map((row: { id: string; revision: number }) => [row.id, row.revision]));
}

/** Every draft submitted once, each by its own lead, with every rule judged. */
export async function measureSubmit(portal: BenchPortal, drafts: readonly Signed[], clients: number): Promise<Figure> {
  const shots = submitShots(portal, drafts);
  return load(portal.baseUrl, {
    name: "submit",
    clients,
    cpu: portal.cpu,
    amount: shots.length,
    next: each(shots),
    holds: "enterpriseReview",
  });
}

function submitShots(portal: BenchPortal, drafts: readonly Signed[]): Shot[] {
  return drafts.map(({ id, cookie }): Shot => ({
    method: "POST",
    path: `/api/applications/${id}/submit`,
    headers: json(portal, cookie),
    body: JSON.stringify({ key: randomUUID(), version: 0 }),
  }));
}

/** Approvals by the city, through the action that the page calls; the answer is the page made anew, as a browser gets it. */
export async function measureDecide(portal: BenchPortal, cookie: string, count: number, clients: number): Promise<Figure> {
  const shots = await decideShots(portal, cookie, count);
  return load(portal.baseUrl, { name: "decide", clients, cpu: portal.cpu, amount: shots.length, next: each(shots), holds: '"ok":true' });
}

async function decideShots(portal: BenchPortal, cookie: string, count: number): Promise<Shot[]> {
  const { rows } = await portal.database.query(
    "SELECT id, version, round, stage_index FROM application WHERE status = 'cityReview' AND city_path = (SELECT org_path FROM org_unit WHERE code = 'AY') ORDER BY stage_since DESC LIMIT $1",
    [count],
  );
  const action = actionId("src/features/review/actions.ts", "approve");
  const verdicts = Object.fromEntries((CRITERIA_SETS[0]?.items ?? []).map((item) => [item.key, { verdict: "met" }]));
  return (rows as { id: string; version: number; round: number; stage_index: number }[]).map((one): Shot => ({
    method: "POST",
    path: `/review/${one.id}`,
    headers: {
      cookie,
      origin: portal.baseUrl,
      "content-type": "text/plain;charset=UTF-8",
      "next-action": action,
      accept: "text/x-component",
    },
    body: JSON.stringify([
      {
        key: randomUUID(),
        applicationId: one.id,
        seen: { version: one.version, round: one.round, stageIndex: one.stage_index },
        verdicts,
        opinion: OPINION,
        actingReason: "",
      },
    ]),
  }));
}

/** Puts cases that an earlier run has decided before the city again, so that every run finds the same stock. */
export async function restock({ database }: BenchPortal): Promise<void> {
  await database.query("SET session_replication_role = replica");
  const { rows } = await database.query(
    `UPDATE application SET status = 'cityReview', stage_index = 2, finished_at = NULL WHERE id IN (
       SELECT d.application_id FROM decision d JOIN application a ON a.id = d.application_id
       WHERE a.status = 'approved' AND a.number LIKE 'AY-2026-%' AND d.stage_index = 2 AND d.opinion = $1) RETURNING id`,
    [OPINION],
  );
  await database.query("DELETE FROM decision WHERE stage_index = 2 AND application_id = ANY($1)", [
    rows.map((row: { id: string }) => row.id),
  ]);
  await database.query("SET session_replication_role = origin");
}
