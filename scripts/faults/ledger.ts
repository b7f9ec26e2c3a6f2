import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { verifyAuditChains } from "../support/audit-chain.mjs";
import type { FaultPortal } from "./fault-portal";

type Save = { revision: number; mark: string };
type Keyed = { application: string; action: string; key: string; account: string };

export type Comparison = { lost: string[]; halfDone: string[] };

/** What the server has acknowledged, and what the rows and files must therefore hold after a crash. */
export class Ledger {
  acknowledged = 0;
  readonly applications: string[] = [];
  readonly #saves = new Map<string, Save>();
  readonly #sending = new Map<string, Save>();
  readonly #files = new Map<string, "stored" | "removed">();
  readonly #keyed = new Map<string, Keyed>();
  readonly #moves = new Map<string, { application: string; version: number; action: string }>();
  readonly #checkedFiles = new Set<string>();

  /** Before the request: a save that is never answered may have taken effect. */
  sending(application: string, section: string, save: Save): void {
    this.#sending.set(`${application} ${section}`, save);
  }

  saved(application: string, section: string, save: Save): void {
    this.#saves.set(`${application} ${section}`, save);
    this.acknowledged += 1;
  }

  stored(id: string): void {
    this.#files.set(id, "stored");
    this.acknowledged += 1;
  }

  removed(id: string): void {
    this.#files.set(id, "removed");
    this.acknowledged += 1;
  }

  /** A request that carries a key: one effect, however often it was sent. */
  keyed(entry: Keyed): void {
    this.#keyed.set(entry.key, entry);
    this.acknowledged += 1;
  }

  /** A move to this version of the application. */
  moved(application: string, version: number, action: string): void {
    this.#moves.set(`${application} ${version}`, { application, version, action });
    this.acknowledged += 1;
  }

  /** Compares everything with the rows and files. What is lost is said once and then forgotten. */
  async compare(portal: FaultPortal): Promise<Comparison> {
    const lost = [
      ...(await this.#lostSaves(portal)),
      ...(await this.#lostFiles(portal)),
      ...(await this.#lostKeys(portal)),
      ...(await this.#lostMoves(portal)),
    ];
    return { lost, halfDone: [...(await halfDone(portal, this.applications)), ...(await this.#filesWithoutBytes(portal))] };
  }

  async #lostSaves(portal: FaultPortal): Promise<string[]> {
    const rows = await portal.sql<{ place: string; revision: number; mark: string | null }>(
      `SELECT application_id || ' ' || section AS place, revision, data ->> 'location' AS mark FROM application_section
       WHERE application_id = ANY($1) AND section = 'sign'`,
      [this.applications],
    );
    const now = new Map(rows.map((row) => [row.place, row]));
    const lost: string[] = [];
    for (const [place, save] of this.#saves) {
      const row = now.get(place);
      const sending = this.#sending.get(place);
      const same = (one: Save | undefined) => one !== undefined && row?.revision === one.revision && row.mark === one.mark;
      if (same(save) || same(sending)) continue;
      lost.push(`save ${place} revision ${save.revision}, now ${row?.revision}`);
      this.#saves.delete(place);
    }
    return lost;
  }

  async #lostFiles(portal: FaultPortal): Promise<string[]> {
    const rows = await portal.sql<{ id: string; removed: boolean }>(
      "SELECT id, removed_at IS NOT NULL AS removed FROM attachment WHERE application_id = ANY($1)",
      [this.applications],
    );
    const now = new Map(rows.map((row) => [row.id, row.removed]));
    const lost: string[] = [];
    for (const [id, state] of this.#files) {
      const removed = now.get(id);
      if (removed !== undefined && (state === "stored" || removed)) continue;
      lost.push(`attachment ${id} ${state}`);
      this.#files.delete(id);
    }
    return lost;
  }

  async #lostKeys(portal: FaultPortal): Promise<string[]> {
    const rows = await portal.sql<{ key: string }>("SELECT key FROM idempotency_key");
    const now = new Set(rows.map((row) => row.key));
    const lost: string[] = [];
    for (const { key, action, application } of this.#keyed.values()) {
      if (now.has(key)) continue;
      lost.push(`${action} ${application}`);
      this.#keyed.delete(key);
    }
    return lost;
  }

  async #lostMoves(portal: FaultPortal): Promise<string[]> {
    const rows = await portal.sql<{ id: string; version: number }>("SELECT id, version FROM application WHERE id = ANY($1)", [
      this.applications,
    ]);
    const now = new Map(rows.map((row) => [row.id, row.version]));
    const lost: string[] = [];
    for (const [place, { application, version, action }] of this.#moves) {
      if ((now.get(application) ?? -1) >= version) continue;
      lost.push(`${action} ${application} version ${version}`);
      this.#moves.delete(place);
    }
    return lost;
  }

  /** Every row of an attachment names bytes that are there, whole. Files never change, so each is read once, and all at the end. */
  async #filesWithoutBytes(portal: FaultPortal): Promise<string[]> {
    const rows = await portal.sql<{ storage_key: string; thumb_key: string | null; sha256: string }>(
      "SELECT storage_key, thumb_key, sha256 FROM attachment WHERE application_id = ANY($1)",
      [this.applications],
    );
    const problems: string[] = [];
    for (const { storage_key: key, thumb_key: thumb, sha256 } of rows) {
      if (thumb && !existsSync(fileOf(portal, thumb))) problems.push(`no bytes at ${thumb}`);
      if (this.#checkedFiles.has(key)) continue;
      this.#checkedFiles.add(key);
      if ((await hashOfFile(fileOf(portal, key))) !== sha256) problems.push(`the bytes at ${key} are not those of the row`);
    }
    return problems;
  }

  readAllFilesAgain(): void {
    this.#checkedFiles.clear();
  }

  /** Effects that a key had more than once: 0 unless a retry was carried out again. */
  async doubled(portal: FaultPortal): Promise<string[]> {
    const rows = await portal.sql<{ action: string; keys: number; effects: number }>(
      `SELECT 'submit' AS action, (SELECT count(*) FROM idempotency_key WHERE action = 'application.submit')::int AS keys,
              (SELECT count(*) FROM submission)::int AS effects
       UNION ALL SELECT 'approve', (SELECT count(*) FROM idempotency_key WHERE action = 'review.approve')::int,
              (SELECT count(*) FROM decision WHERE outcome = 'approve')::int`,
    );
    return rows.filter((row) => row.keys !== row.effects).map((row) => `${row.keys} keys of ${row.action} had ${row.effects} effects`);
  }
}

function fileOf(portal: FaultPortal, key: string): string {
  return join(portal.dataDir, "files", key);
}

async function hashOfFile(file: string): Promise<string> {
  if (!existsSync(file)) return "missing";
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

/** What must hold of every application, because each move is one transaction: counts that differ are a move done by half. */
const PAIRS = `
  WITH a AS (SELECT * FROM application WHERE id = ANY($1)),
  moves AS (SELECT application_id AS id, count(*) AS events, count(*) FILTER (WHERE action IN ('submit', 'resubmit')) AS submits,
                   count(*) FILTER (WHERE action = 'approve') AS approvals, max(seq) AS seq FROM application_event GROUP BY 1),
  shots AS (SELECT application_id AS id, count(*) AS n, max(round) AS round FROM submission GROUP BY 1),
  decided AS (SELECT application_id AS id, count(*) AS n FROM decision GROUP BY 1),
  audited AS (SELECT entity_id AS id, count(*) AS n FROM audit_event WHERE entity = 'application' AND action NOT IN ('application.create', 'application.copy') GROUP BY 1),
  told AS (SELECT application_id AS id, count(*) AS n FROM notice GROUP BY 1)
  SELECT a.id, a.version, a.round, coalesce(m.events, 0)::int AS events, coalesce(m.seq, 0)::int AS seq, coalesce(m.submits, 0)::int AS submits,
         coalesce(m.approvals, 0)::int AS approvals, coalesce(s.n, 0)::int AS shots, coalesce(s.round, 0)::int AS last_shot,
         coalesce(d.n, 0)::int AS decisions, coalesce(u.n, 0)::int AS audits, coalesce(t.n, 0)::int AS notices
  FROM a LEFT JOIN moves m ON m.id = a.id LEFT JOIN shots s ON s.id = a.id LEFT JOIN decided d ON d.id = a.id
         LEFT JOIN audited u ON u.id = a.id::text LEFT JOIN told t ON t.id = a.id`;

type Counts = Record<
  "version" | "round" | "events" | "seq" | "submits" | "approvals" | "shots" | "last_shot" | "decisions" | "audits" | "notices",
  number
> & { id: string };

async function halfDone(portal: FaultPortal, applications: string[]): Promise<string[]> {
  const problems: string[] = [];
  for (const row of await portal.sql<Counts>(PAIRS, [applications])) {
    const must: [string, boolean][] = [
      ["version = events", row.version === row.events],
      ["numbers of events have no gap", row.seq === row.events],
      ["snapshots = submit events", row.shots === row.submits],
      ["round = newest snapshot", row.round === row.last_shot && row.shots === row.round],
      ["decisions = approve events", row.decisions === row.approvals],
      ["audit rows = events", row.audits === row.events],
      ["a notice for every submission and approval", row.notices >= row.submits + row.approvals],
    ];
    for (const [rule, holds] of must) if (!holds) problems.push(`${row.id}: not ${rule} (${JSON.stringify(row)})`);
  }
  const gaps = await portal.sql<{ prefix: string }>(
    `SELECT o.code AS prefix FROM number_sequence n JOIN org_unit o ON o.org_path = n.org_path
     WHERE n.last <> (SELECT count(*) FROM application a WHERE a.city_path = n.org_path AND a.number LIKE o.code || '-' || n.year || '-%')`,
  );
  for (const { prefix } of gaps) problems.push(`the numbers of ${prefix} have a gap`);
  const [stray] = await portal.sql<{ n: number }>(
    `SELECT (SELECT count(*) FROM attachment WHERE application_id = ANY($1)) - (SELECT count(*) FROM audit_event e JOIN attachment a ON a.id::text = e.entity_id
       WHERE e.action = 'attachment.add' AND a.application_id = ANY($1)) AS n`,
    [applications],
  );
  if (Number(stray?.n) !== 0) problems.push(`${stray?.n} attachments have no audit row`);
  for (const chain of await verifyAuditChains(portal.urls))
    for (const problem of chain.problems) problems.push(`audit ${chain.city}: ${problem}`);
  return problems;
}
