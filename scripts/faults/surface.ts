/**
 * Every address of the build asked in every way that is not meant: `npm run proof:surface -- [--base-url URL with DATA_DIR]`.
 * Headers, cookies, methods, caching, redirects, hosts and origins, inner headers, hidden files, ways out of a folder, versions.
 */
import { parseArgs } from "node:util";
import { openPortal } from "../replay/portal";
import { type Address, readAddresses } from "./surface/addresses";
import { controls } from "./surface/controls";
import { hiddenFiles, redirects, traversals } from "./surface/hidden";
import { addressMatrix } from "./surface/matrix";
import type { Portal, Tally } from "./surface/tally";
import { versionFloors } from "./surface/versions";
import { readCast, signIn } from "./support/people";
import { WatchedDatabase } from "./support/watched-database";

const { values } = parseArgs({ options: { "base-url": { type: "string" }, quick: { type: "boolean", default: false } } });
const dataDir = process.env["DATA_DIR"];
const portal = await openPortal({ ...(values["base-url"] && { baseUrl: values["base-url"] }), ...(dataDir && { dataDir }) });
const tally: Tally = { requests: 0, faults: [] };
let addresses = 0;
let control: Awaited<ReturnType<typeof controls>> = { total: 0, missed: [] };
try {
  const database = await WatchedDatabase.open(portal.dataDir);
  await database.run("DELETE FROM sign_in_throttle");
  const [id = "00000000-0000-4000-8000-000000000000"] = await database.column("SELECT id FROM application ORDER BY id LIMIT 1");
  const cast = readCast(portal.dataDir).filter((person) => ["ay-r1", "ay-u-01-lead"].includes(person.login));
  for (const person of cast) await signIn(portal.baseUrl, person);
  const at: Portal = { base: portal.baseUrl, people: cast, database };
  const built = readAddresses(id);
  // in small: of the built files some, of the other ways in every fifth
  const isFile = (one: Address) => one.kind === "static";
  const files = new Set([...built.filter(isFile).slice(0, 2), ...built.filter(isFile).slice(-3)]);
  const all = values.quick ? built.filter((one) => one.kind !== "static" || files.has(one)) : built;
  const step = values.quick ? 5 : 1;
  addresses = all.length;
  await addressMatrix(at, all, tally, step);
  await hiddenFiles(at, tally);
  await traversals(at, tally, step);
  await redirects(at, tally, step);
  versionFloors(tally);
  control = await controls(at);
  for (const what of control.missed) tally.faults.push(`the run does not notice: ${what}`);
  await database.close();
} finally {
  await portal.stop();
}
for (const fault of tally.faults.slice(0, 60)) console.error(fault);
console.log(
  `surface: ${tally.requests} requests to ${addresses} addresses and what is not to be found: ${tally.faults.length} faults; ` +
    `control: ${control.total - control.missed.length} of ${control.total} planted faults noticed`,
);
process.exit(tally.faults.length === 0 ? 0 : 1);
