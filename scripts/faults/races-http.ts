/**
 * Two requests at once to a running portal, in every pair that people send: `npm run proof:races-http -- [--pairs 1000]
 * [--posts 10000] [--base-url URL with DATA_DIR]`. Fails when both take effect, when neither does, when rows and answers
 * differ, when the loser does not read what really happened, or when the naive version of the control is not caught.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setBusinessDay } from "../replay/business-day";
import { openPortal } from "../replay/portal";
import { readSecrets } from "../support/data-dir.mjs";
import { localUrl, runningPostgres } from "../support/embedded-postgres.mjs";
import { ROOT } from "../support/root.mjs";
import { controls } from "./races/controls";
import { judge, type Outcome } from "./races/judge";
import * as pairs from "./races/pairs";
import { RACE_DAY, RaceCase } from "./races/race-case";

const { values } = parseArgs({
  options: {
    pairs: { type: "string", default: "1000" },
    posts: { type: "string", default: "10000" },
    "base-url": { type: "string" },
    quiet: { type: "boolean", default: false },
  },
});
const dataDir = process.env["DATA_DIR"];
const portal = await openPortal({ ...(values["base-url"] && { baseUrl: values["base-url"] }), ...(dataDir && { dataDir }) });
const count = Number(values.pairs);
const posts = Number(values.posts);
/** The other pairs are told apart by fewer. */
const some = Math.ceil(count / 5);

const SERIES: readonly [name: string, race: pairs.Race, count: number][] = [
  ["pairs of reviewers", pairs.twoReviewers, count],
  ["decisions sent twice", pairs.oneReviewerTwice, some],
  ["submissions posted twice", pairs.submissionTwice, Math.ceil(posts / 2)],
  ["edits against submission", pairs.editAgainstSubmit, some],
  ["returns against taking back", pairs.returnAgainstTakeBack, some],
  ["withdrawals against approval", pairs.withdrawAgainstApprove, some],
  ["tabs on a draft", pairs.twoTabs, some],
  ["saves of lead and contributor", pairs.leadAndContributor, some],
];
const JUDGES = 7;

const faults: string[] = [];
const said: string[] = [];
/** One faultless outcome of each kind and loser, in each language, for the controls to spoil. */
const faultless = new Map<string, Outcome>();
const from = performance.now();
// the day that a running portal was set to comes back afterwards
const clock = join(portal.dataDir, "business-clock");
const dayBefore = existsSync(clock) ? readFileSync(clock) : null;
setBusinessDay(portal.dataDir, RACE_DAY);
try {
  const one = await RaceCase.open(portal, "EX04", "AY-I-WJ");
  for (const [name, race, times] of SERIES) said.push(await run(one, name, race, times));
  one.speak("zh-CN");
  const url = localUrl({
    port: runningPostgres(ROOT, portal.dataDir) ?? 0,
    password: readSecrets(portal.dataDir).superuser,
    database: "portal",
  });
  const control = await controls(one, url, Math.min(50, some), faultless.values());
  if (control.doubles === 0) faults.push("the naive version never decided twice: this run would not see it");
  for (const what of control.missed) faults.push(`its judge lets pass: ${what}`);
  if (control.judges < JUDGES) faults.push(`only ${control.judges} of ${JUDGES} judges had an outcome to spoil`);
  said.push(
    `control: the naive version decided twice in ${control.doubles} of ${control.rounds}, ` +
      `${control.caught} of ${control.caught + control.missed.length} spoilt outcomes caught by ${control.judges} judges`,
  );
  await one.close();
} finally {
  if (dayBefore) writeFileSync(clock, dayBefore);
  else rmSync(clock, { force: true });
  await portal.stop();
}
for (const fault of faults.slice(0, 40)) console.error(fault);
const seconds = Math.round((performance.now() - from) / 1000);
console.log(`races over HTTP: ${said.join("; ")}; ${faults.length} faults, ${seconds} s`);
process.exit(faults.length === 0 ? 0 : 1);

/** Every third pair reads English. */
async function run(one: RaceCase, name: string, race: pairs.Race, times: number): Promise<string> {
  const before = faults.length;
  const losers: Record<string, number> = {};
  const began = performance.now();
  for (let n = 0; n < times; n += 1) {
    const locale = n % 3 === 2 ? "en" : "zh-CN";
    one.speak(locale);
    try {
      const outcome = await race(one, n, locale);
      const { faults: found, loser } = judge(outcome);
      for (const fault of found) faults.push(`${name} ${n}: ${fault}`);
      if (found.length === 0) faultless.set(`${name}, ${loser}, ${locale}`, outcome);
      if (loser) losers[loser] = (losers[loser] ?? 0) + 1;
    } catch (error) {
      faults.push(`${name} ${n}: ${String(error)}`);
    }
  }
  const each = ((performance.now() - began) / Math.max(1, times)).toFixed(0);
  const told = Object.entries(losers).map(([code, number]) => `${code} ${number}`);
  const double = name.endsWith("posted twice") ? ` (${times * 2} posts, ${times} effects)` : "";
  const line = `${times} ${name}${double}: ${faults.length - before} faults${told.length > 0 ? `, losers ${told.join(", ")}` : ""}, ${each} ms each`;
  if (!values.quiet) console.error(line);
  return line;
}
