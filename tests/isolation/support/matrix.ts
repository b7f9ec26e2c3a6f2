import type pg from "pg";
import { FENCED_TABLES, type FencedTable } from "@/data/fence-tables";
import type { CatalogTable } from "./catalog";
import { type Layer, planName } from "./plans";
import type { Row } from "./row-maker";
import type { SeededWorld } from "./seed";
import { type Unit, upperBound } from "./tree";

/** unit: null where there is no scope, or only half of one. lo and hi: null leaves the setting as the connection has it. */
export type Actor = { name: string; unit: Unit | null; lo: string | null; hi: string | null };

export const OPERATIONS = [
  "list",
  "read",
  "lock",
  "insert",
  "upsert",
  "upsertOnto",
  "update",
  "move",
  "delete",
  "blindUpdate",
  "blindDelete",
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** leak: an effect that the rules forbid; overBlocked: one that they allow and that did not happen. */
export type Finding = { table: string; actor: string; operation: Operation; wrong: "leak" | "overBlocked"; row: string };
export type Tally = { checks: number; findings: Finding[] };

/** In this order on one connection: the first two need settings that were never touched. */
export function makeActors(units: readonly Unit[]): Actor[] {
  const half = units[0]?.path ?? "";
  return [
    { name: "no scope, fresh connection", unit: null, lo: null, hi: null },
    { name: "lower bound only, upper never set", unit: null, lo: half, hi: null },
    { name: "empty scope", unit: null, lo: "", hi: "" },
    { name: "upper bound only", unit: null, lo: "", hi: upperBound(half) },
    ...units.map((unit) => ({ name: unit.path, unit, lo: unit.path, hi: upperBound(unit.path) })),
    { name: "no scope, used connection", unit: null, lo: null, hi: null },
  ];
}

/** What the rules say, from paths, reach and may alone; no policy is consulted. */
function rules(table: CatalogTable, layer: Layer) {
  const fenced: FencedTable | undefined = (FENCED_TABLES as Record<string, FencedTable>)[table.name];
  if (!fenced) throw new Error(`table ${table.name} has no row in FENCED_TABLES`);
  const granted = (verb: FencedTable["may"][number]) => layer === "allGranted" || fenced.may.includes(verb);
  const inside = (actor: Actor, row: Row) =>
    fenced.reach !== "signIn" && actor.unit !== null && String(row["org_path"]).startsWith(actor.unit.path);
  const above = (actor: Actor, row: Row) =>
    fenced.reach === "published" && actor.unit !== null && actor.unit.path.startsWith(String(row["org_path"]));
  return {
    sees: (actor: Actor, row: Row) => granted("select") && (inside(actor, row) || above(actor, row)),
    locks: (actor: Actor, row: Row) => granted("select") && granted("update") && inside(actor, row),
    inserts: (actor: Actor, row: Row) => granted("insert") && inside(actor, row),
    upserts: (actor: Actor, row: Row) => granted("insert") && granted("update") && granted("select") && inside(actor, row),
    updates: (actor: Actor, row: Row) => granted("update") && inside(actor, row),
    deletes: (actor: Actor, row: Row) => granted("delete") && inside(actor, row),
  };
}

type Answer = { keys?: string[]; count?: number; state?: string };
type ReadAnswers = { list: Answer; read: Answer; lock: Answer; insert: boolean[] | null };
type ChangeAnswers = {
  insert: boolean[] | null;
  update: Answer;
  blindUpdate: Answer;
  delete: Answer;
  blindDelete: Answer;
  upsert: boolean[];
  upsertOnto: boolean[];
  move: boolean[];
};

/** Compares what happened with what the rules say, row by row. */
class Judge {
  readonly tally: Tally = { checks: 0, findings: [] };
  private readonly table: CatalogTable;
  private readonly rows: Row[];

  constructor(table: CatalogTable, rows: Row[]) {
    this.table = table;
    this.rows = rows;
  }

  private keyOf(row: Row): string {
    return JSON.stringify(this.table.primaryKey.map((column) => row[column]));
  }

  cell(actor: Actor, operation: Operation, row: string, expected: boolean, happened: boolean): void {
    this.tally.checks += 1;
    if (expected !== happened) {
      this.tally.findings.push({ table: this.table.name, actor: actor.name, operation, wrong: happened ? "leak" : "overBlocked", row });
    }
  }

  keys(actor: Actor, operation: Operation, answer: Answer, expected: (row: Row) => boolean): void {
    const happened = new Set((answer.keys ?? []).map((key) => JSON.stringify(JSON.parse(key))));
    for (const row of this.rows) this.cell(actor, operation, this.keyOf(row), expected(row), happened.has(this.keyOf(row)));
    const known = new Set(this.rows.map((row) => this.keyOf(row)));
    for (const key of happened) if (!known.has(key)) this.cell(actor, operation, key, false, true);
  }

  /** A blind statement tells a number only: as many as allowed, counted row by row. */
  count(actor: Actor, operation: Operation, answer: Answer, expected: (row: Row) => boolean): void {
    const allowed = this.rows.filter(expected).length;
    const happened = answer.count ?? 0;
    this.rows.forEach((_, i) => this.cell(actor, operation, `${happened} of ${allowed} allowed`, i < allowed, i < happened));
  }

  each(actor: Actor, operation: Operation, effects: boolean[], rows: readonly Row[], expected: (row: Row) => boolean): void {
    rows.forEach((row, i) => this.cell(actor, operation, String(row["org_path"] ?? this.keyOf(row)), expected(row), effects[i] === true));
  }
}

/** What a pooled connection looks like after scoped transactions: the settings answer '' and no longer NULL. */
async function requireUsed(client: pg.Client): Promise<void> {
  const { rows } = await client.query("SELECT current_setting('app.lo', true) AS lo, current_setting('app.hi', true) AS hi");
  if (rows[0].lo !== "" || rows[0].hi !== "") throw new Error("a used connection should answer empty settings");
}

export type Options = {
  layer: Layer;
  world: SeededWorld;
  tables: readonly CatalogTable[];
  /** changes made before, inside the transaction that is rolled back */
  before?: string;
  /** which half goes first; both are run unless the hasty one finds a leak in the first */
  first?: "read" | "change";
  /** stop at the first leak: for mutants */
  hasty?: boolean;
};

/**
 * Runs every actor and operation over the tables inside one transaction of a fresh superuser connection that takes the
 * session of portal_app, and rolls it back.
 */
export async function runMatrix(connect: () => Promise<pg.Client>, options: Options): Promise<Tally> {
  const total: Tally = { checks: 0, findings: [] };
  for (const phase of options.first === "change" ? (["change", "read"] as const) : (["read", "change"] as const)) {
    const client = await connect();
    try {
      await client.query(`BEGIN; ${options.before ?? ""}`);
      if (options.layer === "allGranted") await client.query("GRANT ALL ON ALL TABLES IN SCHEMA public TO portal_app");
      if (phase === "change") await client.query("SET LOCAL session_replication_role = replica");
      await client.query("SET LOCAL SESSION AUTHORIZATION portal_app");
      for (const actor of makeActors(options.world.units)) {
        if (actor.name === "no scope, used connection") await requireUsed(client);
        await client.query("SAVEPOINT actor");
        for (const table of options.tables) {
          const judge = new Judge(table, options.world.rows[table.name] ?? []);
          await (phase === "read" ? judgeReads : judgeChanges)(client, judge, actor, table, options);
          total.checks += judge.tally.checks;
          total.findings.push(...judge.tally.findings);
          if (options.hasty && total.findings.some((finding) => finding.wrong === "leak")) return total;
        }
        await client.query("ROLLBACK TO SAVEPOINT actor; RELEASE SAVEPOINT actor");
      }
    } finally {
      await client.query("ROLLBACK").catch(() => {});
      await client.end();
    }
  }
  return total;
}

async function judgeReads(client: pg.Client, judge: Judge, actor: Actor, table: CatalogTable, { layer, world }: Options): Promise<void> {
  const rule = rules(table, layer);
  const answer = await client.query("SELECT probe.read_and_insert($1, $2, $3) AS a", [planName(layer, table.name), actor.lo, actor.hi]);
  const { list, read, lock, insert } = answer.rows[0].a as ReadAnswers;
  judge.keys(actor, "list", list, (row) => rule.sees(actor, row));
  judge.keys(actor, "read", read, (row) => rule.sees(actor, row));
  judge.keys(actor, "lock", lock, (row) => rule.locks(actor, row));
  if (insert) judge.each(actor, "insert", insert, pathsOf(world), (row) => rule.inserts(actor, row));
}

function pathsOf(world: SeededWorld): Row[] {
  return world.units.map((unit) => ({ org_path: unit.path }));
}

async function judgeChanges(client: pg.Client, judge: Judge, actor: Actor, table: CatalogTable, { layer, world }: Options): Promise<void> {
  const rule = rules(table, layer);
  const own = actor.unit;
  const hasPath = table.columns.some((column) => column.name === "org_path");
  const foreign = own && hasPath ? world.units.filter((unit) => !unit.path.startsWith(own.path)) : [];
  // the key of a foreign row under one's own path: where the path is part of the key, that would be one's own row
  const onto = table.primaryKey.includes("org_path")
    ? []
    : foreign.filter((unit) => !table.primaryKey.includes("city_path") || unit.cityPath === own?.cityPath);
  const asJson = (units: readonly Unit[]) =>
    JSON.stringify(units.map((unit) => ({ index: unit.index, path: unit.path, cityPath: unit.cityPath })));
  const answer = await client.query("SELECT probe.change($1, $2, $3, $4, $5, $6) AS a", [
    planName(layer, table.name),
    actor.lo,
    actor.hi,
    hasPath ? (own?.index ?? null) : null,
    asJson(foreign),
    asJson(onto),
  ]);
  const got = answer.rows[0].a as ChangeAnswers;
  const rows = world.rows[table.name] ?? [];
  const rowsOf = (units: readonly Unit[]) => units.map((unit) => ({ org_path: unit.path }));
  if (got.insert) judge.each(actor, "insert", got.insert, pathsOf(world), (row) => rule.inserts(actor, row));
  judge.keys(actor, "update", got.update, (row) => rule.updates(actor, row) && rule.sees(actor, row));
  judge.count(actor, "blindUpdate", got.blindUpdate, (row) => rule.updates(actor, row));
  judge.keys(actor, "delete", got.delete, (row) => rule.deletes(actor, row) && rule.sees(actor, row));
  judge.count(actor, "blindDelete", got.blindDelete, (row) => rule.deletes(actor, row));
  judge.each(actor, "upsert", got.upsert, rows, (row) => rule.upserts(actor, row));
  judge.each(actor, "upsertOnto", got.upsertOnto, rowsOf(onto), () => false);
  judge.each(actor, "move", got.move, rowsOf(foreign), () => false);
}

/** Rows that the owner of a table sees without a scope: none, because row-level security is forced. */
export async function ownerSees(client: pg.Client, table: string, before = ""): Promise<number> {
  await client.query(`BEGIN; ${before}`);
  try {
    await client.query(`ALTER TABLE "${table}" OWNER TO probe_owner; SET LOCAL SESSION AUTHORIZATION probe_owner`);
    const { rows } = await client.query(`SELECT count(*)::int AS n FROM "${table}"`);
    return rows[0].n;
  } finally {
    await client.query("ROLLBACK");
  }
}
