import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "../setup/cluster-urls";
import { testDatabase } from "../setup/database";
import type { ForeignKey } from "./support/catalog";
import { makeRow, type Row } from "./support/row-maker";
import { insertRow, type SeededWorld, seedWorld } from "./support/seed";
import type { Unit } from "./support/tree";

/** Columns that hold a path. A foreign key must carry one, or a row could point across the fence. */
const PATH_COLUMNS = ["org_path", "city_path", "parent_path"];

/** Foreign keys without a path, each with its reason. An entry that is no longer needed fails the test. */
const KEYS_WITHOUT_PATH: Record<string, string> = {};

/** uuid columns that name a row of another table without a foreign key, each with its reason. */
const LOOSE_REFERENCES: Record<string, string> = {
  "application.copied_from_id": "history: the copied one may lie in another studio of the same person",
  "application.created_by": "a person; names stay in history when an account goes",
  "application.live_batch_id": "equals batch_id or is null (CHECK application_live)",
  "application_criterion.batch_id": "copied from the application, which has the foreign key",
  "application_event.actor_id": "a person of any union above; history",
  "application_section.updated_by": "a person of the studio; history",
  "attachment.uploaded_by": "a person; history",
  "audit_event.actor_id": "a person, also one who is gone",
  "decision.actor_id": "a person of a union above; history",
  "decision.submission_id": "written with the application row locked, from the newest snapshot",
  "idempotency_key.key": "made by the browser; names nothing",
  "notice.read_by": "a person; history",
  "proposal.proposed_by": "a person of a union above; history",
  "proposal.settled_by": "a person of a union above; history",
  "proposal.submission_id": "written with the application row locked, from the newest snapshot",
  "stage_opening.opened_by": "a person of a union above; history",
  "submission.criteria_set_id": "copied from the application, which has the foreign key",
  "submission.submitted_by": "a person of the studio; history",
};

let client: pg.Client;
let world: SeededWorld;

beforeAll(async () => {
  client = await connect((await testDatabase()).superUrl);
  world = await seedWorld(client);
}, 60_000);
afterAll(() => client.end());

function carriesPath(key: ForeignKey): boolean {
  return key.columns.some((column, i) => PATH_COLUMNS.includes(column) && PATH_COLUMNS.includes(key.parentColumns[i] ?? ""));
}

async function refusal(work: () => Promise<unknown>): Promise<string> {
  await client.query("BEGIN");
  try {
    await work();
    return "accepted";
  } catch (error) {
    return String((error as { code?: string }).code);
  } finally {
    await client.query("ROLLBACK");
  }
}

describe("foreign keys", () => {
  it("all carry a path from child to parent", () => {
    const without = world.tables.flatMap((table) => table.foreignKeys).filter((key) => !carriesPath(key));
    expect(without.map((key) => key.name).sort()).toEqual(Object.keys(KEYS_WITHOUT_PATH).sort());
  });

  it("are there for every uuid column that is not the row's own, or the column is listed with its reason", () => {
    const loose = world.tables.flatMap((table) =>
      table.columns
        .filter(
          (column) => column.type === "uuid" && column.name !== "id" && !table.foreignKeys.some((key) => key.columns.includes(column.name)),
        )
        .map((column) => `${table.name}.${column.name}`),
    );
    expect(loose.sort()).toEqual(Object.keys(LOOSE_REFERENCES).sort());
  });

  it("accept a row that points at parents of its own organisation and city", async () => {
    const unit = world.units.find((one) => one.kind === "studio") as Unit;
    for (const table of world.tables) {
      if (table.name === "audit_head") continue; // one row per organisation, and it is there
      expect(await refusal(() => insertRow(client, table.name, makeRow(table, unit, 3, world.rows))), table.name).toBe("accepted");
    }
  });

  it("refuse a row that points at a parent of another city, or of another studio where the parent is a studio's", async () => {
    const studios = world.units.filter((unit) => unit.kind === "studio");
    const own = studios[0] as Unit;
    const sibling = studios[1] as Unit;
    const abroad = studios.find((unit) => unit.cityPath !== own.cityPath) as Unit;
    let tried = 0;
    for (const table of world.tables) {
      for (const key of table.foreignKeys) {
        const ids = key.columns.filter((column) => !PATH_COLUMNS.includes(column));
        if (ids.length === 0) continue; // a path alone: the organisation itself
        const byCity = key.columns.includes("city_path") || key.parent === "batch" || key.parent === "criteria_set";
        for (const other of byCity ? [abroad] : [sibling, abroad]) {
          const foreign = parentRow(key, other);
          const row: Row = { ...makeRow(table, own, 3, world.rows) };
          key.columns.forEach((column, i) => {
            if (ids.includes(column)) row[column] = foreign[key.parentColumns[i] ?? ""];
          });
          // application_live ties the two together
          if (table.name === "application" && ids.includes("batch_id")) row["live_batch_id"] = null;
          tried += 1;
          expect(await refusal(() => insertRow(client, table.name, row)), `${key.name} → ${other.path}`).toBe("23503");
        }
      }
    }
    expect(tried).toBeGreaterThan(20);
  });
});

/** The row of the parent table that belongs to the unit, or to its city when the key goes through the city. */
function parentRow(key: ForeignKey, unit: Unit): Row {
  const throughCity = key.columns.includes("city_path") && key.parentColumns[key.columns.indexOf("city_path")] === "org_path";
  const path = throughCity ? unit.cityPath : unit.path;
  const row = (world.rows[key.parent] ?? []).find((one) => one["org_path"] === path);
  if (!row) throw new Error(`no row of ${key.parent} at ${path}`);
  return row;
}
