// What a new installation starts with: the demo city (embedded database), or a one-time token for the first administrator.
import { createHash, randomBytes } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { StopError, stage } from "./report.mjs";
import { readJson, writePrivate } from "./data-dir.mjs";
import { lastLines, runTool } from "./prepare.mjs";
import { connect, prepareDatabase } from "./database.mjs";

const SEEDED = "studio-portal: demo loaded";
const ACCOUNTS = "demo-accounts.json";

/**
 * Loads the demo city once. The mark that it is complete lies in the database itself; without the mark nobody has worked with the
 * database yet (the server starts only after it), so what an interrupted load left is thrown away and made anew.
 */
export async function loadDemo({ root, settings, env, database }) {
  const script = join(root, "scripts", "seed-demo.ts");
  if (!existsSync(script)) return;
  if (await isMarked(database.superUrl("portal"))) return;
  await stage("载入演示城市 · demo city loaded", async () => {
    if (await hasRows(database.superUrl("portal"))) await startOver({ root, database, env });
    rmSync(join(settings.dataDir, ACCOUNTS), { force: true });
    await runTool(process.execPath, ["--conditions=react-server", "--import", "tsx", script], {
      cwd: root,
      env: { ...env, OWNER_DATABASE_URL: database.ownerUrl },
      failure: (output) => new StopError(`演示数据载入失败：\n${lastLines(output, 30)}`, "Loading the demo city failed (its words above)."),
    });
    await mark(database.superUrl("portal"));
  });
}

async function withClient(url, work) {
  const client = await connect(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function isMarked(url) {
  return withClient(url, async (client) => {
    const { rows } = await client.query(
      "SELECT shobj_description(oid, 'pg_database') AS note FROM pg_database WHERE datname = current_database()",
    );
    return rows[0].note === SEEDED;
  });
}

function mark(url) {
  return withClient(url, (client) => client.query(`COMMENT ON DATABASE portal IS '${SEEDED}'`));
}

function hasRows(url) {
  return withClient(url, async (client) => {
    const { rows } = await client.query("SELECT EXISTS (SELECT FROM org_unit) AS present");
    return rows[0].present;
  });
}

async function startOver({ root, database }) {
  await withClient(database.superUrl("postgres"), async (client) => {
    await client.query("DROP DATABASE portal WITH (FORCE)");
    await client.query("CREATE DATABASE portal OWNER portal_owner");
  });
  await prepareDatabase({ root, ownerUrl: database.ownerUrl, secret: "", appUrl: database.appUrl, authUrl: database.authUrl });
}

/** @returns {string} the demo accounts as a table, one row each, and where they are kept */
export function demoTable(dataDir) {
  const file = join(dataDir, ACCOUNTS);
  const accounts = readJson(file);
  if (!accounts) return `演示账户的口令文件 ${file} 不在了 · the file with the demo passwords is gone`;
  const columns = ["tenant", "org", "role", "name", "login", "password"];
  const rows = [columns, ...accounts.map((account) => columns.map((column) => String(account[column] ?? "")))];
  const widths = columns.map((_, place) => Math.max(...rows.map((row) => displayWidth(row[place]))));
  const lines = rows.map((row) =>
    `  ${row.map((cell, place) => cell + " ".repeat(widths[place] - displayWidth(cell))).join("  ")}`.trimEnd(),
  );
  return `演示账户 · demo accounts (${file})\n${lines.join("\n")}\n`;
}

/** Chinese characters take two columns of a console. */
function displayWidth(text) {
  return [...text].reduce(
    (width, letter) =>
      width + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(letter) ? 2 : 1),
    0,
  );
}

/**
 * While there is no account, each start makes a new one-time token. DATA_DIR/first-run.json keeps its SHA-256 only.
 * @returns {Promise<string>} what the console says; "" once there is an account
 */
export async function firstRunNote(settings, authUrl) {
  const file = join(settings.dataDir, "first-run.json");
  const { rows } = await withClient(authUrl, (client) => client.query("SELECT EXISTS (SELECT FROM user_account) AS present"));
  if (rows[0].present) {
    rmSync(file, { force: true });
    return "";
  }
  const token = randomBytes(24).toString("base64url");
  writePrivate(
    file,
    `${JSON.stringify({ tokenHash: createHash("sha256").update(token).digest("hex"), createdAt: new Date().toISOString() })}\n`,
  );
  return `首次使用：打开 ${settings.publicUrl}/first-run ，一次性口令为\nFirst run: open ${settings.publicUrl}/first-run with the one-time token\n\n  ${token}\n`;
}
