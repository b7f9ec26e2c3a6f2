import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../support/root.mjs";

export const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;
export type Category = (typeof CATEGORIES)[number];

export type BrowserBudget = { scores: Record<Category, number>; firstRowMs: number; firstKeyMs: number; scriptKb: Record<string, number> };

/** What was measured of a page; what was not measured of it is left out. */
export type PageFigures = {
  name: string;
  /** needs no account: search engines see it */
  open: boolean;
  /** row of js-budget.json, and bytes of gzipped JavaScript beyond a bare page's own */
  scripts?: { row: string; own: number };
  scores?: Readonly<Record<string, Record<Category, number>>>;
  firstRow?: number;
  firstKey?: { answered: number; typed: string; standing: string; saved: string | null };
};

export function readBudget(): BrowserBudget {
  const read = (name: string) => JSON.parse(readFileSync(path.join(ROOT, "scripts/bench", name), "utf8")) as Record<string, unknown>;
  return { ...read("browser-budget.json"), scriptKb: read("js-budget.json")["pages"] } as BrowserBudget;
}

/** One sentence for everything that misses its aim; empty: all is within the budget. */
export function breaches(page: PageFigures, budget: BrowserBudget): string[] {
  const said: string[] = [];
  const miss = (what: string) => said.push(`${page.name}: ${what}`);
  for (const [preset, scores] of Object.entries(page.scores ?? {}))
    for (const category of CATEGORIES) {
      if (category === "seo" && !page.open) continue;
      if (scores[category] < budget.scores[category])
        miss(`${category} ${scores[category]} < ${budget.scores[category]} as seen by Lighthouse for ${preset}`);
    }
  if (page.scripts) {
    const limit = budget.scriptKb[page.scripts.row];
    const kb = page.scripts.own / 1000;
    if (limit === undefined) miss(`no row ${page.scripts.row} in js-budget.json`);
    else if (kb > limit) miss(`${kb.toFixed(1)} kB of JavaScript > ${limit}`);
  }
  if (page.firstRow !== undefined && page.firstRow > budget.firstRowMs)
    miss(`first row after ${Math.round(page.firstRow)} ms > ${budget.firstRowMs}`);
  if (page.firstKey) {
    const { answered, typed, standing, saved } = page.firstKey;
    if (answered < 0) miss("no first key was heard");
    if (answered > budget.firstKeyMs) miss(`first key answered after ${Math.round(answered)} ms > ${budget.firstKeyMs}`);
    if (!standing.includes(typed)) miss(`typed ${typed}, but the box holds ${standing}`);
    if (saved !== null && !saved.includes(typed)) miss(`typed ${typed}, but ${saved} was saved`);
  }
  return said;
}
