// The project needs Node 22.18 or newer, the first of its line that reads TypeScript by itself; an older one re-runs the same script on Node 24 from npm.
// Everything here must parse and run on Node 18.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const FLOOR = [22, 18];
const WANTED = "24";

/** @param {string} version such as "v20.20.2" */
export function isNodeNewEnough(version) {
  const [major, minor] = version.replace(/^v/, "").split(".").map(Number);
  return major > FLOOR[0] || (major === FLOOR[0] && minor >= FLOOR[1]);
}

function stop(zh, en) {
  process.stderr.write(`✗ ${zh}\n✗ ${en}\n`);
  process.exit(1);
}

/** Asks npm once for the path of a Node 24 and remembers it, because npx alone costs about a second a start. */
function findNode24() {
  const note = join(homedir(), ".cache", "studio-portal", "node24-path");
  try {
    const known = readFileSync(note, "utf8").trim();
    if (existsSync(known)) return known;
  } catch {
    // not asked yet
  }
  process.stdout.write(`… Node ${process.version} 较旧，从 npm 取 Node ${WANTED} · is too old here, fetching Node ${WANTED} from npm\n`);
  const asked = spawnSync("npx", ["-y", "-p", `node@${WANTED}`, "node", "-p", "process.execPath"], {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  const found = (asked.stdout || "").trim().split("\n").pop() || "";
  if (asked.status !== 0 || !existsSync(found)) {
    stop(
      `本机 Node 为 ${process.version}，本系统需要 ${FLOOR.join(".")} 以上，且未能从 npm 取得 Node ${WANTED}。请安装 Node ${WANTED} 后重试。`,
      `This machine has Node ${process.version}; the portal needs ${FLOOR.join(".")} or newer, and npm could not supply Node ${WANTED}. Install Node ${WANTED} and try again.`,
    );
  }
  try {
    mkdirSync(dirname(note), { recursive: true });
    writeFileSync(note, `${found}\n`);
  } catch {
    // a home that cannot be written: npx is asked again next time
  }
  return found;
}

/**
 * Re-runs the calling script on Node 24 when this Node is too old; then never returns control to the caller.
 * Signals reach the inner process; when the outer one is killed, the inner one stops by itself (see parent.mjs).
 * @param {string} scriptUrl import.meta.url of the caller
 * @returns {boolean} true when this Node will do
 */
export function runsOnRightNode(scriptUrl) {
  if (isNodeNewEnough(process.version)) {
    putOwnNodeFirst(process.execPath);
    return true;
  }
  const node = findNode24();
  putOwnNodeFirst(node);
  const child = spawn(node, [fileURLToPath(scriptUrl), ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
  child.on("error", (error) => stop(`无法启动 ${node}：${error.message}`, `Cannot run ${node}: ${error.message}`));
  return false;
}

/** npm and every tool that we start must run on the same Node as we do. */
function putOwnNodeFirst(node) {
  const separator = process.platform === "win32" ? ";" : ":";
  process.env.PATH = `${dirname(node)}${separator}${process.env.PATH || ""}`;
}
