// The database of one start, embedded or given by DATABASE_URL: up, migrated, with the two logins of the server.
import { StopError, stage } from "./report.mjs";
import { applyMigrations } from "./migrations.mjs";
import { ensureServerLogins } from "./database-logins.mjs";
import { localUrl, startPostgres } from "./embedded-postgres.mjs";

const OWNER = "portal_owner";
const DATABASE = "portal";

/** @returns {Promise<import("pg").Client>} connected, and ended by the caller */
export async function connect(url) {
  const { Client } = (await import("pg")).default;
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  await client.connect();
  return client;
}

/**
 * @param {{ root: string, dataDir: string, secrets: { superuser: string, owner: string }, settings?: Record<string, string>, onLost?: (how: string) => void }} options
 * @returns {Promise<{ ownerUrl: string, superUrl: (database: string) => string, pid: number, port: number, stop: () => Promise<void> }>}
 */
export async function startEmbedded({ root, dataDir, secrets, settings, onLost }) {
  return stage("启动内置 PostgreSQL · embedded PostgreSQL started", async (note) => {
    const server = await startPostgres({ root, dataDir, password: secrets.superuser, settings, onLost });
    if (server.note) note(server.note);
    const superUrl = (database) => localUrl({ port: server.port, password: secrets.superuser, database });
    await ensureOwner(superUrl("postgres"), secrets.owner);
    return { ...server, superUrl, ownerUrl: ownerUrlAt(server.port, secrets) };
  });
}

/** @param {number} port of the embedded database @param {{ owner: string }} secrets */
export function ownerUrlAt(port, secrets) {
  return localUrl({ port, user: OWNER, password: secrets.owner, database: DATABASE });
}

/** Tables belong to a login that is no superuser, as in an office where the database administrator made it. */
async function ensureOwner(url, password) {
  const client = await connect(url);
  try {
    const { rows } = await client.query(
      "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS owner, EXISTS (SELECT FROM pg_database WHERE datname = $2) AS database",
      [OWNER, DATABASE],
    );
    // the password is hex of our own making; CREATE ROLE takes no parameters
    if (!rows[0].owner) await client.query(`CREATE ROLE ${OWNER} LOGIN CREATEROLE BYPASSRLS NOSUPERUSER PASSWORD '${password}'`);
    if (!rows[0].database) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
  } finally {
    await client.end();
  }
}

/** A database that somebody else runs: is it there, and will it keep what it acknowledges? */
export async function checkGiven(url) {
  await stage("连接数据库 · database reached", async () => {
    const client = await connect(url).catch((error) => {
      const { hostname, port, pathname } = new URL(url);
      const at = `${hostname}:${port || 5432}${pathname}`;
      throw new StopError(
        `连不上数据库 ${at}（${error.code ?? error.message}）。请检查 DATABASE_URL 以及数据库是否在运行。`,
        `The database ${at} cannot be reached (${error.code ?? error.message}). Check DATABASE_URL and whether the database is running.`,
      );
    });
    try {
      const { rows } = await client.query(
        "SELECT current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages",
      );
      if (rows[0].encoding !== "UTF8") {
        throw new StopError(
          `数据库编码为 ${rows[0].encoding}，本系统需要 UTF8。`,
          `The database's encoding is ${rows[0].encoding}; the portal needs UTF8.`,
        );
      }
      if (rows[0].fsync !== "on" || rows[0].pages !== "on") {
        throw new StopError(
          "数据库关闭了 fsync 或 full_page_writes，断电会丢失已确认的数据，因此不启动。",
          "The database runs with fsync or full_page_writes off: a power cut would lose acknowledged data, so the portal does not start.",
        );
      }
    } finally {
      await client.end();
    }
  });
}

/** @returns {Promise<{ appUrl: string, authUrl: string }>} */
export async function prepareDatabase({ root, ownerUrl, secret, appUrl, authUrl }) {
  const applied = await stage("数据库结构 · database migrated", async (note) => {
    const names = await applyMigrations({ root, url: ownerUrl });
    note(names.length > 0 ? names.join(", ") : "无需升级 · up to date");
    return names;
  });
  if (appUrl && authUrl) return { appUrl, authUrl, applied };
  return { ...(await ensureServerLogins({ url: ownerUrl, secret })), applied };
}
