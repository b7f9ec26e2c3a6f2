import type { PortalData } from "./fault-portal";
import type { Tally } from "./gate";

/** What stands in the rows for each thing that writers ask, by its name in Tally.asked; $1: applications from before the run. */
const EFFECTS = `
  WITH a AS (SELECT * FROM application WHERE id <> ALL($1)),
  moves AS (SELECT action FROM application_event WHERE application_id IN (SELECT id FROM a)),
  decided AS (SELECT outcome FROM decision WHERE application_id IN (SELECT id FROM a)),
  proposed AS (SELECT outcome FROM proposal WHERE application_id IN (SELECT id FROM a)),
  files AS (SELECT e.action FROM audit_event e JOIN attachment f ON f.id::text = e.entity_id JOIN a ON a.id = f.application_id WHERE e.entity = 'attachment')
  SELECT 'createApplication' AS what, 'application.create' AS once, count(*)::int AS effects FROM a WHERE copied_from_id IS NULL
  UNION ALL SELECT 'copyApplication', 'application.copy', count(*)::int FROM a WHERE copied_from_id IS NOT NULL
  UNION ALL SELECT 'submit', 'application.submit', count(*)::int FROM submission WHERE application_id IN (SELECT id FROM a)
  UNION ALL SELECT 'approve', 'review.approve', count(*)::int FROM decided WHERE outcome = 'approve'
  UNION ALL SELECT 'returnForCorrection', 'review.return', count(*)::int FROM decided WHERE outcome = 'return'
  UNION ALL SELECT 'takeBack', 'review.takeBack', count(*)::int FROM moves WHERE action = 'takeBack'
  UNION ALL SELECT 'propose', 'review.propose', count(*)::int FROM proposed
  UNION ALL SELECT 'settle', 'review.settle', count(*)::int FROM proposed WHERE outcome IN ('confirmed', 'declined', 'cancelled')
  UNION ALL SELECT 'withdrawApplication', NULL, count(*)::int FROM moves WHERE action = 'withdraw'
  UNION ALL SELECT 'reopenApplication', NULL, count(*)::int FROM moves WHERE action = 'reopen'
  UNION ALL SELECT 'save', NULL, coalesce(sum(revision), 0)::int FROM application_section WHERE application_id IN (SELECT id FROM a)
  UNION ALL SELECT 'upload', NULL, count(*)::int FROM files WHERE action = 'attachment.add'
  UNION ALL SELECT 'remove', NULL, count(*)::int FROM files WHERE action = 'attachment.remove'
  UNION ALL SELECT 'restore', NULL, count(*)::int FROM files WHERE action = 'attachment.restore'`;

export type EffectCount = {
  /** a line for every effect more than was asked for */
  doubled: string[];
  /** a line for every request without an effect: none may be when no request was refused */
  without: string[];
  /** actions that keep another number of keys than they have had effects */
  unkeyed: string[];
};

/** Compares the requests of a run, each counted once however often it was sent, with their effects. */
export async function countEffects(portal: PortalData, before: readonly string[], asked: Tally["asked"]): Promise<EffectCount> {
  const rows = await portal.sql<{ what: string; effects: number; keys: number | null }>(
    `SELECT e.what, e.effects, CASE WHEN e.once IS NOT NULL THEN (SELECT count(*)::int FROM idempotency_key k WHERE k.action = e.once) END AS keys
     FROM (${EFFECTS}) e`,
    [before],
  );
  const count: EffectCount = { doubled: [], without: [], unkeyed: [] };
  for (const what of asked.keys()) if (!rows.some((row) => row.what === what)) throw new Error(`no effect is known of ${what}`);
  for (const { what, effects, keys } of rows) {
    const requests = asked.get(what) ?? 0;
    const line = `${requests} requests of ${what} had ${effects} effects`;
    for (let more = requests; more < effects; more += 1) count.doubled.push(line);
    for (let fewer = effects; fewer < requests; fewer += 1) count.without.push(line);
    if (keys !== null && keys !== effects) count.unkeyed.push(`${keys} keys of ${what} are kept, of ${effects} effects`);
  }
  return count;
}
