/**
 * Payloads made from the schemas and spoilt, to every server action, route and page of a running portal, as several people and
 * signed out: `npm run proof:fuzz -- [--count 10000] [--seed N] [--only N] [--base-url URL with DATA_DIR]`. Fails on an answer of
 * 5xx, on an error inside a page, on a request without an answer, on a row changed by what was refused, on garbage that was taken,
 * on a kind of garbage that was not sent, on memory that is too much or keeps rising, and when the same run does not see what a
 * proxy before the portal spoils.
 */
import { parseArgs } from "node:util";
import { openPortal } from "../replay/portal";
import { controls } from "./fuzz/controls";
import { type Fault, fuzz } from "./fuzz/run";
import { LiveMemory } from "./support/live-memory";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "10000" },
    seed: { type: "string" },
    only: { type: "string" },
    "base-url": { type: "string" },
    quiet: { type: "boolean", default: false },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000_000));
const dataDir = process.env["DATA_DIR"];
const live = values["base-url"] ? undefined : new LiveMemory();
Object.assign(process.env, live?.env);
const portal = await openPortal({ ...(values["base-url"] && { baseUrl: values["base-url"] }), ...(dataDir && { dataDir }) });
let sound = false;
try {
  const only = values.only === undefined ? undefined : Number(values.only);
  const result = await fuzz(portal, { count: Number(values.count), seed, only, live, say: values.quiet ? () => {} : console.error });
  sound = result.faults.length === 0;
  sayFaults(result.faults);
  if (only === undefined) {
    const { planted, caught } = await controls(portal, seed);
    sound &&= planted > 0 && caught === planted;
    console.log(`${result.figure}; control: ${caught} of ${planted} planted 500s, changed rows, garbage taken and cut connections caught`);
  }
} finally {
  await portal.stop();
  live?.close();
}
process.exit(sound ? 0 : 1);

/** The first forty whole, and how many of every kind. */
function sayFaults(faults: readonly Fault[]): void {
  for (const { said } of faults.slice(0, 40)) console.error(said);
  if (faults.length <= 40) return;
  const groups = new Map<string, number>();
  for (const { at, what } of faults) groups.set(`${at}: ${what.slice(0, 120)}`, (groups.get(`${at}: ${what.slice(0, 120)}`) ?? 0) + 1);
  for (const [group, count] of [...groups].toSorted(([, a], [, b]) => b - a)) console.error(`${count} × ${group}`);
}
