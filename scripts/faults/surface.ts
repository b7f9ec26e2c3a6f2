/**
 * Every address of the build asked in every way that is not meant: `npm run proof:surface -- [--base-url URL with DATA_DIR]`.
 * Headers, cookies, methods, caching, redirects, hosts and origins, inner headers, hidden files, ways out of a folder, versions.
 */
import { parseArgs } from "node:util";
import { openPortal } from "../replay/portal";
import { type Address, readAddresses } from "./surface/addresses";
import { type Controls, controls, spoilt } from "./surface/controls";
import { hiddenFiles, redirects, traversals } from "./surface/hidden";
import { addressMatrix, strangeOrigins } from "./surface/matrix";
import { cookieMatrix, forgedSignIns } from "./surface/sign-ins";
import { PLANTED_OVER_HTTPS } from "./surface/planted";
import { ask, type Portal, type Tally } from "./surface/tally";
import { sourceMaps, versionFloors } from "./surface/versions";
import { type Person, readCast, signIn } from "./support/people";
import { WatchedDatabase } from "./support/watched-database";

const { values } = parseArgs({ options: { "base-url": { type: "string" }, quick: { type: "boolean", default: false } } });
const dataDir = process.env["DATA_DIR"];
const portal = await openPortal({ ...(values["base-url"] && { baseUrl: values["base-url"] }), ...(dataDir && { dataDir }) });
const tally: Tally = { requests: 0, faults: [] };
const control: Controls = { total: 0, missed: [] };
const noted = ({ total, missed }: Controls) => {
  control.total += total;
  control.missed.push(...missed);
};
let addresses: Address[] = [];
try {
  const database = await WatchedDatabase.open(portal.dataDir);
  await database.run("DELETE FROM sign_in_throttle");
  const [id = "00000000-0000-4000-8000-000000000000"] = await database.column("SELECT id FROM application ORDER BY id LIMIT 1");
  const cast = castOf(portal.dataDir);
  for (const person of cast) await signIn(portal.baseUrl, person);
  const at: Portal = { base: portal.baseUrl, people: cast, database };
  const built = readAddresses(id);
  // in small: of the built files some, of the other ways in every fifth
  const isFile = (one: Address) => one.kind === "static";
  const files = new Set([...built.filter(isFile).slice(0, 2), ...built.filter(isFile).slice(-3)]);
  addresses = values.quick ? built.filter((one) => one.kind !== "static" || files.has(one)) : built;
  const step = values.quick ? 5 : 1;
  await addressMatrix(at, addresses, tally, step);
  await hiddenFiles(at, tally);
  await traversals(at, tally, step);
  await redirects(at, tally, step);
  await cookieMatrix(at, tally);
  await forgedSignIns(at, tally, strangeOrigins(at.base), step);
  versionFloors(tally);
  sourceMaps(tally);
  noted(await controls(at));
  await database.close();
} finally {
  await portal.stop();
}
await overHttps();
for (const what of control.missed) tally.faults.push(`the run does not notice: ${what}`);
for (const fault of tally.faults.slice(0, 60)) console.error(fault);
console.log(
  `surface: ${tally.requests} requests to ${addresses.length} addresses and what is not to be found: ${tally.faults.length} faults; ` +
    `control: ${control.total - control.missed.length} of ${control.total} planted faults noticed`,
);
process.exit(tally.faults.length === 0 ? 0 : 1);

/** The same addresses behind a proxy that is trusted and speaks https with the browser. */
async function overHttps(): Promise<void> {
  process.env["TRUSTED_PROXIES"] = "1";
  const proxied = await openPortal({});
  try {
    const database = await WatchedDatabase.open(proxied.dataDir);
    const at: Portal = { base: proxied.baseUrl, people: castOf(proxied.dataDir), database, proxied: true };
    for (const { path } of addresses) await ask(at, tally, { path, headers: { "x-forwarded-proto": "https" } }, () => []);
    await cookieMatrix(at, tally);
    noted(await spoilt(at, PLANTED_OVER_HTTPS));
    await database.close();
  } finally {
    await proxied.stop();
  }
}

function castOf(dataDir: string): Person[] {
  return readCast(dataDir).filter((person) => ["ay-r1", "ay-u-01-lead"].includes(person.login));
}
