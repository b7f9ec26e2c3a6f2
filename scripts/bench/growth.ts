/**
 * What a list over many applications costs beside the same list over few: two portals side by side, asked in turn, so that a machine
 * that is slower for a while is so for both. One line a list, then all of them as a line of JSON, then the verdict. `--small N`, `--large N`, `--rounds N`, `--seconds S` a round, `--pages REGEXP`.
 */
import { parseArgs } from "node:util";
import type { BenchPortal } from "./bench-portal";
import { listPages } from "./list-pages";
import { load } from "./load";
import { median } from "./median";
import { CLIENTS, type Page } from "./pages";
import { grantOf, startSeededPortal } from "./seeded-portal";

const { values } = parseArgs({
  options: {
    small: { type: "string", default: "10000" },
    large: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "1" },
    pages: { type: "string", default: "" },
    port: { type: "string", default: "5400" },
  },
});
/** A list over many may cost so much more. */
const MOST = 1.3;

const rounds = Number(values.rounds);
const isBare = (name: string) => name.startsWith("bare");
/** answers of the run, each of which held its words */
let asked = 0;

type Measured = { p50: number; perSecond: number };

async function pagesOf(portal: BenchPortal): Promise<Page[]> {
  const grant = await grantOf(portal, "cityReviewer");
  const pages = await listPages(portal, await portal.signIn(grant), await portal.endedSession(grant));
  return pages.filter(({ name }) => new RegExp(values.pages).test(name));
}

async function once(
  { baseUrl }: BenchPortal,
  page: Page,
  clients: number,
  amount: { seconds: number } | { amount: number },
): Promise<Measured> {
  const headers = { cookie: page.cookie, "accept-encoding": "gzip" };
  const { p50, perSecond, requests, failures } = await load(baseUrl, {
    name: page.name,
    clients,
    ...amount,
    next: () => ({ path: page.path, headers }),
    holds: page.holds,
  });
  if (failures > 0) throw new Error(`${page.name}: ${failures} of the answers did not hold “${page.holds}”`);
  asked += requests;
  return { p50, perSecond };
}

/** How many times dearer the second is, at so many clients: by the time of one, or by the requests a second of many. */
async function timesDearer(sides: readonly [BenchPortal, BenchPortal], pages: readonly [Page, Page], clients: number): Promise<number> {
  const heard: [Measured[], Measured[]] = [[], []];
  for (let round = 0; round < rounds; round++)
    for (const n of round % 2 ? ([1, 0] as const) : ([0, 1] as const))
      heard[n].push(await once(sides[n], pages[n], clients, { seconds: Number(values.seconds) }));
  const of = (n: 0 | 1, what: keyof Measured) => median(heard[n].map((one) => one[what]));
  return clients === 1 ? of(1, "p50") / of(0, "p50") : of(0, "perSecond") / of(1, "perSecond");
}

const small = await startSeededPortal(Number(values.small), Number(values.port));
let large: BenchPortal | undefined;
try {
  large = await startSeededPortal(Number(values.large), Number(values.port) + 1);
  const [few, many] = [await pagesOf(small), await pagesOf(large)];
  const seen: { name: string; times: number[] }[] = [];
  for (const [n, one] of few.entries()) {
    const other = many[n];
    if (!other) throw new Error(`${one.name}: not on both sides`);
    for (const [portal, page] of [
      [small, one],
      [large, other],
    ] as const)
      await once(portal, page, 16, { amount: 300 });
    const times: number[] = [];
    for (const clients of CLIENTS) times.push(await timesDearer([small, large], [one, other], clients));
    seen.push({ name: one.name, times });
    const verdict = isBare(one.name) ? "" : Math.max(...times) <= MOST ? "  met" : "  not met";
    process.stdout.write(`${one.name.padEnd(30)} ${times.map((number) => number.toFixed(2)).join("  ")}${verdict}\n`);
  }
  const lists = seen.filter(({ name }) => !isBare(name)).map(({ name, times }) => ({ name, worst: Math.max(...times) }));
  const beyond = lists.filter(({ worst }) => !(worst <= MOST));
  const bare = seen.filter(({ name }) => isBare(name)).map(({ times }) => times.map((number) => number.toFixed(2)).join("/"));
  process.stdout.write(
    `${JSON.stringify({ small: Number(values.small), large: Number(values.large), rounds, most: MOST, growth: seen })}\n`,
  );
  process.stdout.write(
    `${beyond.length > 0 ? "✗" : "✓"} growth: ${lists.length} lists over ${values.large} applications beside ${values.small}, in turn, ${rounds} rounds: ${lists.length - beyond.length} within ${MOST} × at 1 and at 16 clients${beyond.map(({ name, worst }) => `; ${name} ${worst.toFixed(2)} ×`).join("")}; the bare pages ${bare.join(" and ")} ×; ${asked} requests, 0 failed\n`,
  );
  process.exitCode = beyond.length > 0 || lists.length === 0 ? 1 : 0;
} finally {
  await small.stop();
  await large?.stop();
}
