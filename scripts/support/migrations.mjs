// Applies prisma/migrations without Prisma's native engine: the WebAssembly build of the same engine, over the pg driver.
// It writes Prisma's own history table, so `prisma migrate deploy` stays usable where the network allows its download.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { StopError } from "./report.mjs";

/** Migrating is exclusive across app instances: a session lock on a fixed number ("stud" in ASCII). */
const LOCK_KEY = 0x73747564;
/** ColumnTypeEnum.Character of @prisma/driver-adapter-utils */
const CHARACTER = 6;
const NO_FILTER = { externalTables: [], externalEnums: [] };

/** @param {string} root @returns {{ name: string, sql: string, checksum: string }[]} in the order they apply */
export function readMigrations(root) {
  const folder = join(root, "prisma", "migrations");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "migration.sql")))
    .map((entry) => {
      const sql = readFileSync(join(folder, entry.name, "migration.sql"), "utf8");
      return { name: entry.name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Applies what the database lacks. Edited or unknown migrations are refused: the history never changes after the fact.
 * @param {{ root: string, url: string }} options url: of the login that owns the tables
 * @returns {Promise<string[]>} names applied now
 */
export async function applyMigrations({ root, url }) {
  const { Client } = (await import("pg")).default;
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK_KEY]);
    const migrations = readMigrations(root);
    await forgetUnfinished(client);
    const missing = await missingMigrations(client, migrations);
    if (missing.length === 0) return [];
    return await withEngine({ url, migrations }, async (engine) => {
      const done = await engine.applyMigrations({ migrationsList: migrationList(root, migrations), filters: NO_FILTER });
      return done.appliedMigrationNames;
    }).catch((error) => {
      const known = refusal;
      refusal = undefined;
      throw known ?? new StopError(`数据库结构升级失败：${firstLine(error)}`, `Migrating the database failed: ${firstLine(error)}`);
    });
  } finally {
    await client.end();
  }
}

function firstLine(error) {
  return String(error?.message ?? error)
    .split("\n")
    .filter(Boolean)
    .slice(0, 4)
    .join(" ");
}

async function hasHistory(client) {
  const { rows } = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present");
  return rows[0].present;
}

/** A migration that failed or was cut off left nothing but its open row (see wholeScripts): it is tried again. */
async function forgetUnfinished(client) {
  if (!(await hasHistory(client))) return;
  await client.query("UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL");
}

async function missingMigrations(client, migrations) {
  if (!(await hasHistory(client))) return migrations;
  const { rows } = await client.query("SELECT migration_name, checksum FROM _prisma_migrations WHERE rolled_back_at IS NULL");
  for (const row of rows) {
    const known = migrations.find(({ name }) => name === row.migration_name);
    if (!known) {
      throw new StopError(
        `数据库已升级到更新的版本（${row.migration_name}），请使用与之相配的程序版本。`,
        `The database has been migrated by a newer version (${row.migration_name}); run the version that belongs to it.`,
      );
    }
    if (known.checksum !== row.checksum) {
      throw new StopError(
        `已执行的数据库升级 ${row.migration_name} 被改动过。`,
        `Migration ${row.migration_name} was changed after it had been applied.`,
      );
    }
  }
  return migrations.filter(({ name }) => !rows.some((row) => row.migration_name === name));
}

/**
 * What is still needed to turn a migrated database into prisma/schema, as SQL; "" when they agree.
 * @param {{ root: string, url: string }} options url: of a migrated database
 */
export function schemaDrift({ root, url }) {
  const files = readSchema(root);
  const from = { tag: "schemaDatasource", files: withContent(files), configDir: root };
  return diff({ url, files, from });
}

function diff({ url, files, from }) {
  const to = { tag: "schemaDatamodel", files: withContent(files) };
  return withEngine({ url, datamodels: files }, async (engine) => {
    const { stdout } = await engine.diff({ from, to, script: true, exitCode: null, filters: NO_FILTER });
    return (stdout ?? "").replace(/^-- This is an empty migration\.\s*$/m, "").trim();
  });
}

function withContent(files) {
  return files.map(([path, content]) => ({ path, content }));
}

/** @returns {[string, string][]} */
function readSchema(root) {
  const folder = join(root, "prisma", "schema");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => [relative(root, join(folder, name)), readFileSync(join(folder, name), "utf8")]);
}

function migrationList(root, migrations) {
  const baseDir = join(root, "prisma", "migrations");
  const lockfile = join(baseDir, "migration_lock.toml");
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: existsSync(lockfile) ? readFileSync(lockfile, "utf8") : null },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}

async function withEngine({ url, datamodels, migrations = [] }, work) {
  const { SchemaEngine } = await (loaded ??= loadEngine());
  const { bindMigrationAwareSqlAdapterFactory } = await import("@prisma/driver-adapter-utils");
  const pools = new Set();
  const factory = bindMigrationAwareSqlAdapterFactory(await wholeScripts({ url, migrations, pools }));
  const engine = await SchemaEngine.new({ datamodels }, () => {}, factory);
  try {
    return await work(engine);
  } finally {
    engine.free();
    for (const pool of pools) if (!pool.ended) await pool.end();
  }
}

/** Once a process: the bindings keep views into one instance's memory, and a second instance would read the first one's. */
let loaded;
async function loadEngine() {
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const wasm = readFileSync(join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  globalThis.PRISMA_WASM_PANIC_REGISTRY ??= { set_message() {} };
  return bindings;
}

/**
 * The stock adapter cuts a script at every semicolon, which breaks function bodies, and sends the pieces one by one. Here a migration goes
 * as one message, which PostgreSQL runs as one transaction, and its row in the history is closed in that same transaction: after kill -9
 * a migration is either applied and recorded, or neither.
 */
async function wholeScripts({ url, migrations, pools }) {
  const { PrismaPg } = await import("@prisma/adapter-pg");
  const factory = new PrismaPg({ connectionString: url });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    pools.add(adapter.underlyingDriver());
    knowOneLetterType(adapter);
    adapter.executeScript = async (script) => {
      const migration = migrations.find(({ sql }) => sql === script);
      try {
        await adapter.underlyingDriver().query(migration ? `${script}\n;${closingStatement(migration)}` : script);
      } catch (error) {
        // the engine would say "external error" and no more
        throw migration ? refused(migration, error) : error;
      }
    };
    return adapter;
  };
  return factory;
}

/** Reading a schema needs the catalog's one-letter type "char" (18), which the adapter does not know: it passes as text and is named again. */
function knowOneLetterType(adapter) {
  const perform = adapter.performIO.bind(adapter);
  const query = adapter.queryRaw.bind(adapter);
  const letters = new WeakMap();
  adapter.performIO = async (asked) => {
    const result = await perform(asked);
    const places = (result.fields ?? []).flatMap((field, place) => (field.dataTypeID === 18 ? [place] : []));
    for (const place of places) result.fields[place].dataTypeID = 25;
    letters.set(asked, places);
    return result;
  };
  adapter.queryRaw = async (asked) => {
    const answer = await query(asked);
    for (const place of letters.get(asked) ?? []) answer.columnTypes[place] = CHARACTER;
    return answer;
  };
}

let refusal;
function refused({ name, sql }, error) {
  const line = error.position ? `, line ${sql.slice(0, Number(error.position)).split("\n").length}` : "";
  refusal = new StopError(`数据库结构升级 ${name} 失败${line}：${error.message}`, `Migration ${name} failed${line}: ${error.message}`);
  return refusal;
}

/** checksum is hex of our own making, so it can stand in the text; parameters would forbid several statements in one message. */
function closingStatement({ checksum }) {
  return `UPDATE _prisma_migrations SET finished_at = now() WHERE checksum = '${checksum}' AND finished_at IS NULL AND rolled_back_at IS NULL`;
}
