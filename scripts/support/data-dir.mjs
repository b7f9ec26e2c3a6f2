// DATA_DIR: everything that one installation keeps. Mode 0700, one owner at a time, secrets made once.
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StopError } from "./report.mjs";
import { birthMark, isSameProcess, stopProcess } from "./processes.mjs";

/** @param {string} folder absolute */
export function openDataDir(folder) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!statSync(folder).isDirectory()) throw new Error("not a directory");
    chmodSync(folder, 0o700);
    writeFileSync(join(folder, ".writable"), "");
    rmSync(join(folder, ".writable"));
  } catch (error) {
    throw new StopError(
      `数据目录 ${folder} 无法使用（${error.code ?? error.message}）。请检查 DATA_DIR 及其权限。`,
      `The data directory ${folder} cannot be used (${error.code ?? error.message}). Check DATA_DIR and its permissions.`,
    );
  }
}

/** Writes as a whole or not at all, and readable by the owner only. */
export function writePrivate(file, text) {
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}

/** @returns {any} undefined when the file is missing */
export function readJson(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new StopError(`文件 ${file} 已损坏，无法读取。`, `The file ${file} is damaged and cannot be read.`);
  }
}

/**
 * The installation's own secrets, made on the first start. Losing this file means new sign-ins and a lost embedded database password.
 * @returns {{ instance: string, superuser: string, owner: string }} hex, 32 bytes each
 */
export function readSecrets(folder) {
  const file = join(folder, "secrets.json");
  const known = readJson(file) ?? {};
  const secrets = {
    instance: known.instance ?? randomBytes(32).toString("hex"),
    superuser: known.superuser ?? randomBytes(32).toString("hex"),
    owner: known.owner ?? randomBytes(32).toString("hex"),
  };
  if (JSON.stringify(known) !== JSON.stringify(secrets)) writePrivate(file, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
}

/**
 * Takes the lock of the data directory, or says who has it. The lock of a killed start is recovered together with what it left running.
 * @param {string} folder
 * @returns {Promise<{ note: (children: Record<string, number | undefined>) => void, release: () => void, recovered: boolean }>}
 */
export async function lockDataDir(folder) {
  const file = join(folder, "lock");
  const own = { pid: process.pid, birth: birthMark(process.pid), children: {} };
  let recovered = false;
  for (let attempt = 0; attempt < 5; attempt++) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(own), { mode: 0o600 });
    try {
      linkSync(draft, file);
      return { note: (children) => noteChildren(file, own, children), release: () => rmSync(file, { force: true }), recovered };
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    const holder = readHolder(file);
    if (holder && isSameProcess(holder)) throw inUse(folder, holder.pid);
    await setAside(file, holder);
    recovered = true;
  }
  throw inUse(folder, readHolder(file)?.pid ?? 0);
}

function inUse(folder, pid) {
  return new StopError(
    `数据目录 ${folder} 正被另一个进程（pid ${pid}）使用。请先停止它，或用 DATA_DIR 指定另一个目录。`,
    `The data directory ${folder} is in use by another process (pid ${pid}). Stop that one first, or set DATA_DIR to another folder.`,
  );
}

function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Renaming is atomic: of two recoverers one gets the file, and the other finds the winner's lock on its next attempt. */
async function setAside(file, holder) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const taken = readHolder(aside);
  if (taken && taken.pid !== holder?.pid && isSameProcess(taken)) {
    renameSync(aside, file);
    return;
  }
  rmSync(aside, { force: true });
  if (isSameProcess(taken?.children?.server)) {
    await stopProcess(taken.children.server.pid, [
      ["SIGTERM", 3000],
      ["SIGKILL", 3000],
    ]);
  }
}

function noteChildren(file, own, children) {
  for (const [name, pid] of Object.entries(children)) {
    if (pid) own.children[name] = { pid, birth: birthMark(pid) };
    else delete own.children[name];
  }
  try {
    writePrivate(file, JSON.stringify(own));
  } catch (error) {
    // a full disk keeps no note; a database that was left running is found by its own pid file as well
    if (error.code !== "ENOSPC") throw error;
  }
}
