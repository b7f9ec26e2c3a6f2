import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../support/root.mjs";
import type { Tally } from "./tally";

/** First version without a known hole, by line; security.md §0 (6), §1.2, §2.1. */
const FLOORS: Readonly<Record<string, readonly (readonly [number, number, number])[]>> = {
  next: [
    [16, 4, 1],
    [15, 5, 28],
  ],
  react: [[19, 2, 1]],
  "react-dom": [[19, 2, 1]],
  "@prisma/client": [[7, 10, 0]],
  "@prisma/adapter-pg": [[7, 10, 0]],
  "next-auth": [[4, 24, 12]],
  sharp: [[0, 35, 0]],
  zod: [[4, 1, 0]],
};

/** Installed versions below their floor, and source maps among what browsers get. */
export function versionFloors(tally: Tally): void {
  for (const [name, floors] of Object.entries(FLOORS)) {
    const { version } = JSON.parse(readFileSync(path.join(ROOT, "node_modules", name, "package.json"), "utf8")) as { version: string };
    const [major = 0, minor = 0, patch = 0] = version.split(/[.-]/).map(Number);
    const floor = floors.find(([line]) => line === major) ?? floors[0];
    if (floor && [major - floor[0], minor - floor[1], patch - floor[2]].find((step) => step !== 0)! < 0)
      tally.faults.push(`${name} ${version} is below ${floor.join(".")}`);
  }
  const maps = readdirSync(path.join(ROOT, ".next/static"), { recursive: true }).filter((file) => String(file).endsWith(".map"));
  if (maps.length > 0) tally.faults.push(`${maps.length} source maps are served, ${String(maps[0])} first`);
}
