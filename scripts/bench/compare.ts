/**
 * Two runs of the bench beside each other: `node scripts/bench.mjs --compare SMALL.json LARGE.json`. Each file holds what a run printed;
 * its last line counts. A list over the many rows may cost 1.3 × what it costs over the few, at one client and at sixteen: its time is
 * taken in the unit of the bare page of the same run, so that two runs on a machine of changing mood can be compared. Exits 1 when one does not.
 */
import { readFileSync } from "node:fs";
import type { Figure } from "./load";

const MOST = 1.3;
const BARE = "bare: sign-in page";
type Run = { rows: number; figures: Figure[] };

function read(file: string): Run {
  const line = readFileSync(file, "utf8").trimEnd().split("\n").at(-1) ?? "";
  return JSON.parse(line) as Run;
}

/** Seconds of server a page costs, as a share of what the bare page costs. */
function cost({ figures }: Run, name: string, clients: number): number | undefined {
  const at = (wanted: string) => figures.find((one) => one.name === wanted && one.clients === clients && one.failures === 0);
  const [page, bare] = [at(name), at(BARE)];
  return page && bare && page.perSecond > 0 ? bare.perSecond / page.perSecond : undefined;
}

const [small, large] = process.argv.slice(2).map(read);
if (!small || !large) throw new Error("two files, please");
const lists = [...new Set(large.figures.map((one) => one.name))].filter((name) => /^(?:work|registry|matrix|roster)/.test(name));
const judged = lists.flatMap((name) =>
  [1, 16].map((clients) => {
    const [few, many] = [cost(small, name, clients), cost(large, name, clients)];
    const ratio = few && many ? many / few : Number.NaN;
    return { name, clients, ratio: Number(ratio.toFixed(2)), holds: ratio <= MOST };
  }),
);
for (const one of judged) process.stdout.write(`${one.holds ? "✓" : "✗"} ${one.name} ×${one.clients}: ${one.ratio}\n`);
const failed = judged.filter((one) => !one.holds).length;
const worst = judged.reduce((most, one) => Math.max(most, one.ratio), 0);
process.stdout.write(`${JSON.stringify({ rows: [small.rows, large.rows], lists: judged.length, failed, worst, most: MOST })}\n`);
process.exit(failed > 0 || judged.length === 0 ? 1 : 0);
