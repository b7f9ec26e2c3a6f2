import { readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesWithoutRow } from "../../../scripts/faults/left-files";
import { type Comparison, holdsWords, Ledger } from "../../../scripts/faults/ledger";
import { stopImageProcesses } from "@/server/attachments/image-pool";
import { makeSoundCase, type SoundCase, VERSION } from "./sound-case";

const WORDS = { location: "二层", hasSign: true };
let one: SoundCase;
let files: string[];
beforeAll(async () => {
  one = await makeSoundCase();
  const rows = await one.portal.sql<{ storage_key: string; thumb_key: string }>("SELECT storage_key, thumb_key FROM attachment");
  files = rows.flatMap((row) => [row.storage_key, row.thumb_key]).map((key) => path.join(one.portal.dataDir, "files", key));
}, 60_000);
afterAll(async () => {
  stopImageProcesses();
  await one.end();
});

/** What the people of the sound case were told: two saves, an upload, and their last move. */
function told(): Ledger {
  const ledger = new Ledger();
  ledger.applications.push(one.id);
  ledger.saved(one.id, "sign", { revision: 1, data: { location: "一层" } });
  ledger.saved(one.id, "sign", { revision: 2, data: WORDS });
  ledger.put(one.file, "stored");
  ledger.done({ application: one.id, action: "approve", version: VERSION, key: one.keys[0] ?? "" });
  return ledger;
}

describe("Ledger", () => {
  it("counts an answer once, and finds all of it", async () => {
    const ledger = told();
    expect(ledger.acknowledged).toBe(4);
    expect(ledger.countMoves()).toEqual({ approve: 1 });
    const whole: Comparison = { lost: [], halfDone: [] };
    expect(await ledger.compare(one.portal)).toEqual(whole);
    expect(await ledger.compare(one.portal)).toEqual(whole);
  });

  it.each([
    ["the newest save", "UPDATE application_section SET revision = 1", 1],
    ["both saves", "UPDATE application_section SET revision = 0", 2],
    ["the words of a save", `UPDATE application_section SET data = '{"location": "三层", "hasSign": true}'`, 1],
    ["a section", "DELETE FROM application_section", 2],
    ["a file's row", "DELETE FROM attachment", 1],
    ["where a file is", "UPDATE attachment SET removed_at = now()", 1],
    ["an upload's audit row", "DELETE FROM audit_event WHERE action = 'attachment.add'", 1],
    ["a move", "UPDATE application SET version = version - 1", 1],
    ["the keys", "DELETE FROM idempotency_key", 1],
    [
      "the application with everything",
      "DELETE FROM application; DELETE FROM application_section; DELETE FROM attachment; DELETE FROM idempotency_key",
      4,
    ],
  ])("misses %s, and says it once", async (_what, sql, count) => {
    const ledger = told();
    await one.broken(sql, async (portal) => {
      expect((await ledger.compare(portal)).lost).toHaveLength(count);
      expect((await ledger.compare(portal)).lost).toEqual([]);
    });
  });

  it("takes what was never answered either way", async () => {
    const ledger = told();
    ledger.putting(one.file, "removed");
    ledger.sending(one.id, "sign", { revision: 3, data: { location: "三层" } });
    const sql = `UPDATE attachment SET removed_at = now(); UPDATE application_section SET revision = 3, data = '{"location": "三层"}'`;
    expect((await ledger.compare(one.portal)).lost).toEqual([]);
    expect(await one.broken(sql, async (portal) => (await ledger.compare(portal)).lost)).toEqual([]);
  });

  it("misses the bytes of a file and of its thumbnail, and bytes that are others", async () => {
    for (const file of files) {
      renameSync(file, `${file}.away`);
      expect((await told().compare(one.portal)).halfDone).toHaveLength(1);
      renameSync(`${file}.away`, file);
    }
    const ledger = told();
    expect((await ledger.compare(one.portal)).halfDone).toEqual([]);
    const [file = ""] = files;
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(1));
    expect((await ledger.compare(one.portal)).halfDone).toEqual([]);
    ledger.readAllFilesAgain();
    expect((await ledger.compare(one.portal)).halfDone).toEqual([expect.stringContaining("are not those of the row")]);
    writeFileSync(file, bytes);
  });
});

describe("holdsWords", () => {
  it("asks for everything that was sent and for nothing else", () => {
    expect(holdsWords("sign", { ...WORDS, other: 1 }, WORDS)).toBe(true);
    expect(holdsWords("sign", { location: "二层" }, WORDS)).toBe(false);
    expect(holdsWords("unit", { recommender: "of the register" }, { recommender: "typed" })).toBe(true);
  });
});

describe("filesWithoutRow", () => {
  it("finds what no row names, and nothing else", async () => {
    expect(await filesWithoutRow(one.portal)).toEqual([]);
    const found = await one.broken("DELETE FROM attachment", filesWithoutRow);
    expect(found.map((file) => path.join(one.portal.dataDir, file)).toSorted()).toEqual(files.toSorted());
  });
});
