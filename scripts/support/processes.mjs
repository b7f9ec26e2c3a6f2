// Processes by id, told apart from strangers that were later given the same id.
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Does the number belong to any process, be it a zombie? @param {number} pid */
export function isTaken(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** @param {number} pid */
export function isAlive(pid) {
  return isTaken(pid) && !isZombie(pid);
}

/** In a container without an init, a killed orphan stays as a zombie: it holds nothing and counts as dead. */
function isZombie(pid) {
  return statFields(pid)?.[0] === "Z";
}

/** Fields of /proc/<pid>/stat after the name: [state, ppid, …]; undefined where there is no /proc. */
function statFields(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

/**
 * A mark that no other process with the same id carries: boot id and start tick on Linux, "" elsewhere.
 * @param {number} pid
 */
export function birthMark(pid) {
  const fields = statFields(pid);
  if (!fields) return "";
  try {
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${fields[19]}`;
  } catch {
    return fields[19] ?? "";
  }
}

/** @param {{ pid: number, birth: string } | undefined} noted is the process that was noted still the one running? */
export function isSameProcess(noted) {
  return !!noted && Number.isInteger(noted.pid) && isAlive(noted.pid) && birthMark(noted.pid) === noted.birth;
}

/**
 * Ids of the PostgreSQL processes of one data directory. On Linux all of them, because each sits in that directory; elsewhere only
 * the one that is asked about.
 * @param {string} folder @param {number} pid
 */
export function processesIn(folder, pid) {
  if (process.platform !== "linux") return isAlive(pid) && commandOf(pid).includes(folder) ? [pid] : [];
  const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return ids.map(Number).filter((id) => {
    try {
      return readlinkSync(`/proc/${id}/cwd`) === folder && isAlive(id);
    } catch {
      return false;
    }
  });
}

function commandOf(pid) {
  return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
}

/**
 * @param {number} pid @param {number} ms
 * @returns {Promise<boolean>} whether it is gone in time
 */
export async function waitGone(pid, ms) {
  for (const until = Date.now() + ms; Date.now() < until; await sleep(25)) {
    if (!isAlive(pid)) return true;
  }
  return !isAlive(pid);
}

/** Sends each signal in turn, waiting after each, until the process is gone. */
export async function stopProcess(pid, steps) {
  for (const [signal, ms] of steps) {
    try {
      process.kill(pid, signal);
    } catch {
      return true;
    }
    if (await waitGone(pid, ms)) return true;
  }
  return false;
}
