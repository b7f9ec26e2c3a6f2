import { readdirSync, readFileSync } from "node:fs";

/** resident: bytes; cpu: milliseconds of a core since the process began, its own and those of children that have ended */
export type ProcessFacts = { pid: number; command: string; resident: number; cpu: number };

const PAGE = 4096;
/** Linux counts in hundredths of a second, whatever the kernel was built with. */
const TICK_MS = 10;

/** A process and everything below it (Linux): command, resident bytes and time of CPU. Empty elsewhere. */
export function processTree(root: number): ProcessFacts[] {
  const all = new Map<number, ProcessFacts & { parent: number }>();
  let names: string[] = [];
  try {
    names = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
  for (const name of names) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const rest = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ").trim();
      all.set(Number(name), {
        pid: Number(name),
        command,
        parent: Number(rest[1]),
        resident: Number(rest[21]) * PAGE,
        cpu: [11, 12, 13, 14].reduce((sum, at) => sum + Number(rest[at]), 0) * TICK_MS,
      });
    } catch {
      // ended meanwhile
    }
  }
  const found: ProcessFacts[] = [];
  const walk = (pid: number) => {
    const one = all.get(pid);
    if (one) found.push(one);
    for (const child of all.values()) if (child.parent === pid) walk(child.pid);
  };
  walk(root);
  return found;
}
