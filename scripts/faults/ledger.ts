import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fieldAt } from "@/domain/application-form";
import type { SectionContent } from "@/domain/form-content";
import { canonicalJson } from "@/lib/canonical-json";
import type { PortalData } from "./fault-portal";
import { halfDone } from "./whole-rows";

type Save = { revision: number; data: SectionContent };
export type FileState = "stored" | "removed";
/** A request that was carried out: the version that it left the application at, and the key that it carried, if it did. */
type Done = { application: string; action: string; version: number; key?: string };

export type Comparison = { lost: string[]; halfDone: string[] };

/** What the server has acknowledged, each answer once, and what the rows and files must therefore hold after a crash. */
export class Ledger {
  acknowledged = 0;
  readonly applications: string[] = [];
  /** by application and section: the newest save, and those before it that no comparison has seen yet */
  readonly #saves = new Map<string, Save[]>();
  readonly #sending = new Map<string, Save>();
  /** what became of each file, from its upload on */
  readonly #files = new Map<string, FileState[]>();
  readonly #putting = new Map<string, FileState>();
  readonly #done = new Set<Done>();
  readonly #counts = new Map<string, number>();
  readonly #checkedFiles = new Set<string>();

  /** Before the request: a save that is never answered may have taken effect. */
  sending(application: string, section: string, save: Save): void {
    this.#sending.set(`${application} ${section}`, save);
  }

  saved(application: string, section: string, save: Save): void {
    const place = `${application} ${section}`;
    this.#saves.set(place, [...(this.#saves.get(place) ?? []), save]);
    this.acknowledged += 1;
  }

  /** Before the request: what is never answered may have taken effect. */
  putting(id: string, state: FileState): void {
    this.#putting.set(id, state);
  }

  put(id: string, state: FileState): void {
    this.#files.set(id, [...(this.#files.get(id) ?? []), state]);
    this.#putting.delete(id);
    this.acknowledged += 1;
  }

  /** A draft that was made (version 0), or a move. */
  done(entry: Done): void {
    this.#done.add(entry);
    if (entry.version > 0) this.#counts.set(entry.action, (this.#counts.get(entry.action) ?? 0) + 1);
    this.acknowledged += 1;
  }

  countMoves(): Record<string, number> {
    return Object.fromEntries([...this.#counts].toSorted(([, a], [, b]) => b - a));
  }

  /** Compares everything with the rows and files. What is lost is said once and then forgotten. */
  async compare(portal: PortalData): Promise<Comparison> {
    const lost = [...(await this.#lostSaves(portal)), ...(await this.#lostFiles(portal)), ...(await this.#lostRequests(portal))];
    return { lost, halfDone: [...(await halfDone(portal, this.applications)), ...(await this.#filesWithoutBytes(portal))] };
  }

  /** Every save has left its revision behind, and the words of the newest stand there. */
  async #lostSaves(portal: PortalData): Promise<string[]> {
    const places = [...this.#saves.keys()].map((place) => place.split(" "));
    const rows = await portal.sql<{ place: string; revision: number; data: SectionContent }>(
      `SELECT s.application_id || ' ' || s.section AS place, s.revision, s.data
       FROM unnest($1::uuid[], $2::text[]) AS p (id, section) JOIN application_section s ON s.application_id = p.id AND s.section = p.section`,
      [places.map(([id]) => id), places.map(([, section]) => section)],
    );
    const now = new Map(rows.map((row) => [row.place, row]));
    const lost: string[] = [];
    for (const [place, saves] of this.#saves) {
      const row = now.get(place);
      const newest = saves.at(-1);
      const gone = saves.filter((save) => row === undefined || save.revision > row.revision);
      const [, section = ""] = place.split(" ");
      const stands = [newest, this.#sending.get(place)].some(
        (one) => one !== undefined && row?.revision === one.revision && holdsWords(section, row.data, one.data),
      );
      if (gone.length === 0 && !stands && newest) gone.push(newest);
      lost.push(...gone.map((save) => `save ${place} revision ${save.revision}, now ${row?.revision}`));
      if (gone.length > 0 || !newest) this.#saves.delete(place);
      else this.#saves.set(place, [newest]);
    }
    return lost;
  }

  /** Every upload, removal and restoration is in the audit trail, and the file is as the last of them left it. */
  async #lostFiles(portal: PortalData): Promise<string[]> {
    const rows = await portal.sql<{ id: string; state: FileState; stored: number; removed: number }>(
      `SELECT a.id, CASE WHEN a.removed_at IS NULL THEN 'stored' ELSE 'removed' END AS state,
              count(*) FILTER (WHERE e.action IN ('attachment.add', 'attachment.restore'))::int AS stored,
              count(*) FILTER (WHERE e.action = 'attachment.remove')::int AS removed
       FROM attachment a LEFT JOIN audit_event e ON e.entity = 'attachment' AND e.entity_id = a.id::text
       WHERE a.application_id = ANY($1) GROUP BY a.id`,
      [this.applications],
    );
    const now = new Map(rows.map((row) => [row.id, row]));
    const lost: string[] = [];
    for (const [id, states] of this.#files) {
      const row = now.get(id);
      const gone = (["stored", "removed"] as const).flatMap((state) => {
        const acknowledged = states.filter((one) => one === state).length;
        return Array.from({ length: Math.max(0, acknowledged - (row?.[state] ?? 0)) }, () => state);
      });
      const last = states.at(-1);
      if (gone.length === 0 && last && row?.state !== last && row?.state !== this.#putting.get(id)) gone.push(last);
      lost.push(...gone.map((state) => `attachment ${id} ${state}`));
      if (gone.length > 0) this.#files.delete(id);
    }
    return lost;
  }

  /** Every application has come as far as was acknowledged, and every key is kept. */
  async #lostRequests(portal: PortalData): Promise<string[]> {
    const kept = new Set((await portal.sql<{ key: string }>("SELECT key FROM idempotency_key")).map((row) => row.key));
    const rows = await portal.sql<{ id: string; version: number }>("SELECT id, version FROM application WHERE id = ANY($1)", [
      this.applications,
    ]);
    const now = new Map(rows.map((row) => [row.id, row.version]));
    const lost: string[] = [];
    for (const one of this.#done) {
      const { application, action, version, key } = one;
      if ((now.get(application) ?? -1) >= version && (key === undefined || kept.has(key))) continue;
      lost.push(`${action} ${application} version ${version}`);
      this.#done.delete(one);
    }
    return lost;
  }

  /** Every row of an attachment names bytes that are there, whole. Files never change, so each is read once, and all at the end. */
  async #filesWithoutBytes(portal: PortalData): Promise<string[]> {
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
}

/** Whether a section holds everything that was sent; values that nobody types are not the sender's. */
export function holdsWords(section: string, stored: SectionContent, sent: SectionContent): boolean {
  return Object.entries(sent).every(
    ([key, value]) => fieldAt(`${section}.${key}`)?.readOnly || canonicalJson(stored[key]) === canonicalJson(value),
  );
}

function fileOf(portal: PortalData, key: string): string {
  return join(portal.dataDir, "files", key);
}

async function hashOfFile(file: string): Promise<string> {
  if (!existsSync(file)) return "missing";
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
