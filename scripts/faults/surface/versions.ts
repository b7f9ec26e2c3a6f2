import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../support/root.mjs";
import type { Tally } from "./tally";

type Version = readonly [major: number, minor: number, patch: number];

/** First version without a known hole, by line: security.md §0 (6), §1.2, §2.1, §3.1, §5. It names none of zod: the line of our schemas. */
const FLOORS: Readonly<Record<string, readonly Version[]>> = {
  next: [
    [16, 4, 1],
    [15, 5, 28],
  ],
  react: [[19, 2, 6]],
  "react-dom": [[19, 2, 6]],
  "@prisma/client": [[7, 10, 0]],
  "@prisma/adapter-pg": [[7, 10, 0]],
  "next-auth": [[4, 24, 15]],
  sharp: [[0, 35, 0]],
  yauzl: [[3, 4, 0]],
  zod: [[4, 1, 0]],
};

/** Versions that are one step too old, each of which must be called so. */
export const TOO_OLD: readonly (readonly [name: string, version: string])[] = [
  ["next", "16.4.0"],
  ["next", "16.4.1-canary.3"],
  ["next", "15.5.27"],
  ["next", "14.2.35"],
  ["react", "19.2.5"],
  ["react-dom", "19.2.5"],
  ["@prisma/client", "7.9.1"],
  ["@prisma/adapter-pg", "7.9.1"],
  ["next-auth", "4.24.14"],
  ["sharp", "0.34.5"],
  ["yauzl", "3.3.2"],
  ["zod", "4.0.17"],
];

/** Every installed copy of a package, also those inside of others. */
function installed(): [name: string, version: string][] {
  const { packages } = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")) as { packages: Record<string, unknown> };
  return Object.keys(FLOORS).flatMap((name) => {
    const copies = [`node_modules/${name}`, ...Object.keys(packages).filter((at) => at.endsWith(`/node_modules/${name}`))];
    return copies
      .map((at) => path.join(ROOT, at, "package.json"))
      .filter((file, i) => i === 0 || existsSync(file))
      .map((file): [string, string] => [name, (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version]);
  });
}

/** Versions below their floor; a version before the floor's own release counts as below. @param versions name and version */
export function versionFloors(tally: Tally, versions: Iterable<readonly [name: string, version: string]> = installed()): void {
  for (const [name, version] of versions) {
    const [major = 0, minor = 0, patch = 0] = version.split(/[.-]/).map(Number);
    const floors = FLOORS[name] ?? [];
    const floor = floors.find(([line]) => line === major) ?? floors[0];
    if (!floor) continue;
    const step = [major - floor[0], minor - floor[1], patch - floor[2]].find((difference) => difference !== 0) ?? 0;
    if (step < 0 || (step === 0 && version.includes("-"))) tally.faults.push(`${name} ${version} is below ${floor.join(".")}`);
  }
}

/** Source maps among what browsers get. */
export function sourceMaps(tally: Tally): void {
  const maps = readdirSync(path.join(ROOT, ".next/static"), { recursive: true }).filter((file) => String(file).endsWith(".map"));
  if (maps.length > 0) tally.faults.push(`${maps.length} source maps are served, ${String(maps[0])} first`);
}
