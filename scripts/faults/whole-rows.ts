import { verifyAuditChains } from "../support/audit-chain.mjs";
import type { PortalData } from "./fault-portal";

/**
 * What must hold of every application, because each move is one transaction: counts that differ are a move done by half.
 * owed: the notices that domain/notice-kinds.ts promises for moves at the first stage, and for a withdrawal at the second.
 */
const PAIRS = `
  WITH a AS (SELECT * FROM application WHERE id = ANY($1)),
  moves AS (SELECT application_id AS id, count(*) AS events, max(seq) AS seq,
                   count(*) FILTER (WHERE action IN ('submit', 'resubmit')) AS submits, count(*) FILTER (WHERE action = 'resubmit') AS resubmits,
                   count(*) FILTER (WHERE action = 'approve') AS approvals, count(*) FILTER (WHERE action = 'return') AS returns,
                   count(*) FILTER (WHERE action = 'confirmReject') AS rejections, count(*) FILTER (WHERE action = 'takeBack') AS taken_back,
                   count(*) FILTER (WHERE action = 'proposeReject') AS proposals,
                   count(*) FILTER (WHERE action IN ('confirmReject', 'declineReject', 'cancelReject')) AS settled,
                   coalesce(sum((detail ->> 'items')::int) FILTER (WHERE action = 'return'), 0) AS items,
                   sum(CASE WHEN action IN ('approve', 'confirmReject', 'takeBack', 'withdraw') THEN 2 WHEN action = 'reopen' THEN 0 ELSE 1 END) AS owed,
                   (array_agg(to_status ORDER BY seq DESC))[1] AS told_status FROM application_event GROUP BY 1),
  shots AS (SELECT application_id AS id, count(*) AS n, max(round) AS round FROM submission GROUP BY 1),
  decided AS (SELECT application_id AS id, count(*) FILTER (WHERE outcome = 'approve') AS approvals, count(*) FILTER (WHERE outcome = 'return') AS returns,
                     count(*) FILTER (WHERE outcome = 'reject') AS rejections, count(taken_back_at) AS taken_back FROM decision GROUP BY 1),
  asked AS (SELECT application_id AS id, count(DISTINCT decision_id) AS returns, count(*) AS n, count(answered_at) AS answers FROM return_item GROUP BY 1),
  proposed AS (SELECT application_id AS id, count(*) AS n, count(settled_at) AS settled, count(pending_key) AS open FROM proposal GROUP BY 1),
  audited AS (SELECT entity_id AS id, count(*) AS n FROM audit_event WHERE entity = 'application' AND action NOT IN ('application.create', 'application.copy') GROUP BY 1),
  told AS (SELECT application_id AS id, count(*) AS n FROM notice WHERE kind <> 'needsActing' GROUP BY 1)
  SELECT a.id, a.status, coalesce(m.told_status, 'draft') AS told_status, a.version, a.round, coalesce(m.events, 0)::int AS events, coalesce(m.seq, 0)::int AS seq,
         coalesce(m.submits, 0)::int AS submits, coalesce(m.resubmits, 0)::int AS resubmits, coalesce(m.approvals, 0)::int AS approvals,
         coalesce(m.returns, 0)::int AS returns, coalesce(m.rejections, 0)::int AS rejections, coalesce(m.taken_back, 0)::int AS taken_back,
         coalesce(m.proposals, 0)::int AS proposals, coalesce(m.settled, 0)::int AS settled, coalesce(s.n, 0)::int AS shots, coalesce(s.round, 0)::int AS last_shot,
         coalesce(d.approvals, 0)::int AS approve_rows, coalesce(d.returns, 0)::int AS return_rows, coalesce(d.rejections, 0)::int AS reject_rows,
         coalesce(d.taken_back, 0)::int AS taken_back_rows, coalesce(q.returns, 0)::int AS asked, coalesce(q.answers, 0)::int AS answers,
         coalesce(m.items, 0)::int AS items, coalesce(q.n, 0)::int AS item_rows, coalesce(m.owed, 0)::int AS owed,
         coalesce(p.n, 0)::int AS proposal_rows, coalesce(p.settled, 0)::int AS settled_rows, coalesce(p.open, 0)::int AS open_rows,
         coalesce(u.n, 0)::int AS audits, coalesce(t.n, 0)::int AS notices
  FROM a LEFT JOIN moves m ON m.id = a.id LEFT JOIN shots s ON s.id = a.id LEFT JOIN decided d ON d.id = a.id LEFT JOIN asked q ON q.id = a.id
         LEFT JOIN proposed p ON p.id = a.id LEFT JOIN audited u ON u.id = a.id::text LEFT JOIN told t ON t.id = a.id`;

type Counts = Record<string, number> & { id: string; status: string; told_status: string };

/** Moves and uploads of these applications that are there in part, numbers with a gap or given twice, and links of the audit chain that broke. */
export async function halfDone(portal: PortalData, applications: readonly string[]): Promise<string[]> {
  const problems: string[] = [];
  for (const row of (await portal.sql(PAIRS, [applications])) as Counts[]) {
    const same = (left: string, right: string): [string, boolean] => [`${left} = ${right}`, row[left] === row[right]];
    const must: [string, boolean][] = [
      same("version", "events"),
      same("seq", "events"),
      ["status is that of the last event", row.status === row.told_status],
      same("shots", "submits"),
      same("round", "last_shot"),
      same("round", "shots"),
      same("approve_rows", "approvals"),
      same("return_rows", "returns"),
      same("reject_rows", "rejections"),
      same("taken_back_rows", "taken_back"),
      same("asked", "returns"),
      same("item_rows", "items"),
      same("answers", "resubmits"),
      same("proposal_rows", "proposals"),
      same("settled_rows", "settled"),
      ["what is proposed and not settled is open", row["proposal_rows"] === (row["settled_rows"] ?? 0) + (row["open_rows"] ?? 0)],
      same("audits", "events"),
      same("notices", "owed"),
    ];
    for (const [rule, holds] of must) if (!holds) problems.push(`${row.id}: not ${rule} (${JSON.stringify(row)})`);
  }
  return [...problems, ...(await wrongNumbers(portal)), ...(await unauditedFiles(portal, applications)), ...(await brokenChains(portal))];
}

/** The numbers of a city and year run from 1 to the last given, each once. */
async function wrongNumbers(portal: PortalData): Promise<string[]> {
  const rows = await portal.sql<{ prefix: string; last: number; given: number; kinds: number; highest: number }>(
    `SELECT o.code AS prefix, n.last, count(a.number)::int AS given, count(DISTINCT a.number)::int AS kinds,
            coalesce(max(split_part(a.number, '-', 3)::int), 0) AS highest
     FROM number_sequence n JOIN org_unit o ON o.org_path = n.org_path
     LEFT JOIN application a ON a.city_path = n.org_path AND a.number LIKE o.code || '-' || n.year || '-%'
     GROUP BY o.code, n.year, n.last`,
  );
  return rows
    .filter(({ last, given, kinds, highest }) => last !== given || given !== kinds || highest !== last)
    .map((row) => `the numbers of ${row.prefix} have a gap or a double: ${JSON.stringify(row)}`);
}

/** A row of a file is audited, unless it came with a copy of its application. */
async function unauditedFiles(portal: PortalData, applications: readonly string[]): Promise<string[]> {
  const rows = await portal.sql<{ id: string }>(
    `SELECT a.id FROM attachment a JOIN application p ON p.id = a.application_id
     WHERE a.application_id = ANY($1)
       AND NOT EXISTS (SELECT FROM audit_event e WHERE e.action = 'attachment.add' AND e.entity_id = a.id::text)
       AND NOT EXISTS (SELECT FROM attachment o WHERE o.application_id = p.copied_from_id AND o.storage_key = a.storage_key)`,
    [applications],
  );
  return rows.map(({ id }) => `attachment ${id} has no audit row`);
}

async function brokenChains(portal: PortalData): Promise<string[]> {
  const chains = await verifyAuditChains(portal.urls);
  return chains.flatMap(({ city, problems }) => problems.map((problem) => `audit ${city}: ${problem}`));
}

/** Rows of the audit chains, all cities together. */
export async function auditedRows(portal: PortalData): Promise<number> {
  const [row] = await portal.sql<{ n: number }>("SELECT count(*)::int AS n FROM audit_event");
  return row?.n ?? 0;
}
