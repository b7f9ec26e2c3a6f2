/**
 * `npm run bench:browser -- [--rows N] [--runs 3] [--pages REGEXP] [--presets desk,phone] [--port P]`: Lighthouse with a four times slower
 * CPU at a desk and on a phone, JavaScript per page, the first row of each list and the first key of each form, in Chromium, against the
 * portal over the rows of the last `npm run bench -- --rows N`. One line a page; exit 1 when one misses its budget, or when the control
 * does not.
 */
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { type Browser, chromium } from "@playwright/test";
import { findBrowser } from "../support/browser.mjs";
import { freePort } from "../support/embedded-postgres.mjs";
import { ROOT } from "../support/root.mjs";
import { breaches, CATEGORIES, type PageFigures, readBudget } from "./browser-budget";
import { type BrowserPage, browserPages } from "./browser-pages";
import { type FirstKey, measureFirstKey, measureFirstRow } from "./first-use";
import { serveHeavyPage } from "./heavy-page";
import { type LighthouseFigures, lighthouseFigures, type Preset, PRESET_NAMES } from "./lighthouse-scores";
import { measureScripts } from "./page-scripts";
import { startSeededPortal } from "./seeded-portal";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "10000" },
    runs: { type: "string", default: "3" },
    pages: { type: "string", default: "." },
    presets: { type: "string", default: PRESET_NAMES.join() },
    port: { type: "string", default: "5410" },
  },
});
const runs = Number(values.runs);
const presets = PRESET_NAMES.filter((name) => values.presets.split(",").includes(name));
const budget = readBudget();

type Measured = PageFigures & { lighthouse: Partial<Record<Preset, LighthouseFigures>>; key?: FirstKey; bare: number };

const middle = <T>(list: T[], by: (one: T) => number): T => {
  const [one] = list.toSorted((a, b) => by(a) - by(b)).slice(Math.floor(list.length / 2));
  if (one === undefined) throw new Error("nothing was measured");
  return one;
};

async function repeat<T>(measure: () => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let n = 0; n < runs; n += 1) all.push(await measure());
  return all;
}

/** All that is asked of one page. */
async function measure(browser: Browser, debugging: number, base: string, page: BrowserPage): Promise<Measured> {
  const url = base + page.path;
  const context = await browser.newContext();
  const at = page.cookie.indexOf("=");
  if (page.cookie) await context.addCookies([{ name: page.cookie.slice(0, at), value: page.cookie.slice(at + 1), url: base }]);
  const scripts = await measureScripts(await context.newPage(), url);
  await context.close();
  const measured: Measured = {
    name: page.name,
    open: page.open ?? false,
    scripts: { row: page.row, own: scripts.own },
    bare: scripts.bare,
    lighthouse: {},
  };
  if (page.list)
    measured.firstRow = middle(await repeat(() => measureFirstRow(browser, base, page.path, page.cookie)), (milliseconds) => milliseconds);
  const { type } = page;
  if (type) {
    const keys = await repeat(async () => {
      const key = await measureFirstKey(browser, base, page.path, page.cookie, type.box, type.settled);
      return { key, saved: await type.saved() };
    });
    const shown = middle(keys, (one) => one.key.answered);
    // not one of the runs may have lost a letter: what stands and what was saved are those of a run that did, if there is one
    const told = keys.find(({ key: { standing, typed }, saved }) => !standing.includes(typed) || saved?.includes(typed) === false) ?? shown;
    const { typed, standing } = told.key;
    measured.key = shown.key;
    measured.firstKey = { answered: shown.key.answered, typed, standing, saved: told.saved };
  }
  for (const preset of presets) measured.lighthouse[preset] = await lighthouseFigures(debugging, url, page.cookie, preset, runs);
  measured.scores = Object.fromEntries(Object.entries(measured.lighthouse).map(([preset, { scores }]) => [preset, scores]));
  return measured;
}

function line({ name, lighthouse, scripts, firstRow, key, open }: Measured): string {
  const seen = Object.entries(lighthouse).map(([preset, { scores, range, times }]) => {
    const others = CATEGORIES.slice(1, open ? undefined : 3).map((category) => `${category} ${scores[category]}`);
    return (
      `${preset}: performance ${scores.performance} (${range.join("–")}) ${others.join(" ")}` +
      ` FCP ${times.fcp} LCP ${times.lcp} TBT ${times.tbt} CLS ${times.shift}`
    );
  });
  return [
    name.padEnd(10),
    ...seen,
    scripts ? `JS ${(scripts.own / 1000).toFixed(1)} kB` : "",
    firstRow === undefined ? "" : `first row ${Math.round(firstRow)} ms`,
    key
      ? `box at ${Math.round(key.visible)} ms, first key ${key.answered} ms, slowest ${key.slowest} ms, ${key.typed.length} keys, ${key.early} before the script`
      : "",
  ]
    .filter(Boolean)
    .join(" | ");
}

/** The faults of the control that were found, of all that it has. */
async function control(browser: Browser, debugging: number): Promise<{ found: string[]; missed: string[] }> {
  const port = await freePort();
  const stop = await serveHeavyPage(port);
  try {
    const base = `http://127.0.0.1:${port}`;
    const type = { box: "#box", settled: (page: { waitForTimeout: (ms: number) => Promise<void> }) => page.waitForTimeout(2500) };
    const page: BrowserPage = {
      name: "control",
      path: "/",
      cookie: "",
      row: "work",
      list: true,
      type: { ...type, saved: async () => null },
    };
    const said = breaches(await measure(browser, debugging, base, page), budget);
    const faults = ["performance", "JavaScript", "first row", "first key", "the box holds"];
    return { found: said, missed: faults.filter((fault) => !said.some((one) => one.includes(fault))) };
  } finally {
    await stop();
  }
}

const portal = await startSeededPortal(Number(values.rows), Number(values.port));
const { executable } = await findBrowser(ROOT);
const debugging = await freePort();
const browser = await chromium.launch({
  executablePath: executable,
  args: ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage", `--remote-debugging-port=${debugging}`],
});
try {
  const load = loadavg()[0] ?? 0;
  const results: Measured[] = [];
  for (const page of (await browserPages(portal)).filter(({ name }) => new RegExp(values.pages).test(name))) {
    // the first answer of a new server compiles and connects: nobody's every day
    await fetch(portal.baseUrl + page.path, page.cookie ? { headers: { cookie: page.cookie } } : {});
    const measured = await measure(browser, debugging, portal.baseUrl, page);
    results.push(measured);
    process.stdout.write(`${line(measured)}\n`);
  }
  const { found, missed } = await control(browser, debugging);
  process.stdout.write(`control: ${found.join("; ")}\n`);
  const said = [...results.flatMap((page) => breaches(page, budget)), ...missed.map((fault) => `the control passes: ${fault}`)];
  for (const one of said) process.stderr.write(`${one}\n`);
  process.stdout.write(`${JSON.stringify({ rows: Number(values.rows), runs, loadAverage: [load, loadavg()[0]], results })}\n`);
  process.stdout.write(
    `browser: ${results.length} pages, ${runs} runs each (${presets.join(" and ")}), ${said.length} beyond the budget; control: ${found.length} faults found, ${missed.length} missed\n`,
  );
  process.exitCode = said.length === 0 && results.length > 0 ? 0 : 1;
} finally {
  await browser.close();
  await portal.stop();
}
