import lighthouse, { type Result } from "lighthouse";
import { CATEGORIES, type Category } from "./browser-budget";

/** An old office computer on the union's network; and Lighthouse's own phone (slow 4G). Both with a four times slower CPU. */
const PRESETS = {
  desk: {
    formFactor: "desktop" as const,
    screenEmulation: { mobile: false, width: 1366, height: 768, deviceScaleFactor: 1, disabled: false },
    throttlingMethod: "simulate" as const,
    throttling: {
      rttMs: 40,
      throughputKbps: 10_240,
      cpuSlowdownMultiplier: 4,
      requestLatencyMs: 0,
      downloadThroughputKbps: 0,
      uploadThroughputKbps: 0,
    },
  },
  phone: {},
};
export type Preset = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as Preset[];

export type LighthouseFigures = {
  /** performance of the run in the middle, of the other categories the worst of all runs */
  scores: Record<Category, number>;
  /** lowest and highest performance */
  range: [number, number];
  /** milliseconds of the run in the middle; shift is without unit */
  times: { fcp: number; lcp: number; tbt: number; speedIndex: number; shift: number; server: number };
  /** Lighthouse's index of this machine's speed during the run in the middle; below 1000 is slow */
  machine: number;
  faults: string[];
};

/** A page that a busy machine did not get loaded is no report; it is asked for again. */
async function oneReport(port: number, url: string, cookie: string, preset: Preset): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const run = await lighthouse(
      url,
      { port, output: "json", logLevel: "error", extraHeaders: cookie ? { cookie } : {} },
      { extends: "lighthouse:default", settings: { onlyCategories: [...CATEGORIES], ...PRESETS[preset] } },
    );
    if (run && !run.lhr.runtimeError) return run.lhr;
    if (attempt === 3) throw new Error(`${url}: ${run?.lhr.runtimeError?.message ?? "no report"}`);
  }
}

/** `runs` (odd) Lighthouse reports of one address, in the browser that listens on this debugging port. */
export async function lighthouseFigures(
  port: number,
  url: string,
  cookie: string,
  preset: Preset,
  runs: number,
): Promise<LighthouseFigures> {
  const reports: Result[] = [];
  for (let n = 0; n < runs; n += 1) reports.push(await oneReport(port, url, cookie, preset));
  const score = (report: (typeof reports)[number], category: Category) => Math.round((report.categories[category]?.score ?? 0) * 100);
  reports.sort((a, b) => score(a, "performance") - score(b, "performance"));
  const [first, middle, last] = [reports[0], reports[(runs - 1) / 2], reports.at(-1)];
  if (!first || !middle || !last) throw new Error("an odd number of runs is needed");
  const value = (audit: string) => Math.round(middle.audits[audit]?.numericValue ?? 0);
  const scores = Object.fromEntries(
    CATEGORIES.map((category) => [
      category,
      category === "performance" ? score(middle, category) : Math.min(...reports.map((report) => score(report, category))),
    ]),
  ) as Record<Category, number>;
  return {
    scores,
    range: [score(first, "performance"), score(last, "performance")],
    times: {
      fcp: value("first-contentful-paint"),
      lcp: value("largest-contentful-paint"),
      tbt: value("total-blocking-time"),
      speedIndex: value("speed-index"),
      shift: Number((middle.audits["cumulative-layout-shift"]?.numericValue ?? 0).toFixed(3)),
      server: value("server-response-time"),
    },
    machine: Math.round(middle.environment.benchmarkIndex),
    faults: Object.values(middle.audits)
      .filter((audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode !== "informative")
      .map((audit) => audit.id),
  };
}
