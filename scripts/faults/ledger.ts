import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { FaultPortal } from "./fault-portal";
import { doubledEffects, halfDone } from "./whole-rows";

type Save = { revision: number; mark: string };
type FileState = "stored" | "removed";
type Keyed = { application: string; action: string; key: string; account: string };

export type Comparison = { lost: string[]; halfDone: string[] };

/** What the server has acknowledged, and what the rows and files must therefore hold after a crash. */
export class Ledger {
  acknowledged = 0;
  readonly applications: string[] = [];
  readonly #saves = new Map<string, Save>();
  readonly #sending = new Map<string, Save>();
  readonly #files = new Map<string, FileState>();
  readonly #putting = new Map<string, FileState>();
  readonly #keyed = new Map<string, Keyed>();
  readonly #moves = new Map<string, { application: string; version: number; action: string }>();
  readonly #counts = new Map<string, number>();
  readonly #checkedFiles = new Set<string>();

  /** Before the request: a save that is never answered may have taken effect. */
  sending(application: string, section: string, save: Save): void {
    this.#sending.set(`${application} ${section}`, save);
  }

  saved(application: string, section: string, save: Save): void {
    this.#saves.set(`${application} ${section}`, save);
    this.acknowledged += 1;
  }

  /** Before the request: what is never answered may have taken effect. */
  putting(id: string, state: FileState): void {
    this.#putting.set(id, state);
  }

  put(id: string, state: FileState): void {
    this.#files.set(id, state);
    this.#putting.delete(id);
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
    this.#counts.set(action, (this.#counts.get(action) ?? 0) + 1);
    this.acknowledged += 1;
  }

  countMoves(): Record<string, number> {
    return Object.fromEntries([...this.#counts].toSorted(([, a], [, b]) => b - a));
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
    const rows = await portal.sql<{ id: string; state: FileState }>(
      "SELECT id, CASE WHEN removed_at IS NULL THEN 'stored' ELSE 'removed' END AS state FROM attachment WHERE application_id = ANY($1)",
      [this.applications],
    );
    const now = new Map(rows.map((row) => [row.id, row.state]));
    const lost: string[] = [];
    for (const [id, state] of this.#files) {
      const seen = now.get(id);
      if (seen !== undefined && (seen === state || seen === this.#putting.get(id))) continue;
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

  /** Keys whose effects are not exactly as many: a retry that was carried out again, or one that was acknowledged without any. */
  doubled(portal: FaultPortal): Promise<string[]> {
    return doubledEffects(portal, this.applications);
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
