import type { Shown } from "./figure";
import { jsonLines, markdownTable } from "./printed";

type PageResult = Record<string, unknown> & { name: string };

const SCORES = ["performance", "accessibility", "best-practices"] as const;
const AIM = 95;

/** The line of JSON at the end of `npm run bench:browser`: one row a page, every number it holds, and the aim against the scores. */
export function showBrowser(outputs: readonly string[]): Shown {
  const found = jsonLines(outputs.join("\n")).findLast((line) => Array.isArray(line["results"]));
  const pages = (found?.["results"] ?? []) as PageResult[];
  if (pages.length === 0) return { ok: false, text: "No line of JSON with its pages was printed." };
  const columns = [...new Set(pages.flatMap((page) => Object.keys(page).filter((key) => typeof page[key] === "number")))];
  const rows = pages.map((page) => [page.name, ...columns.map((key) => (typeof page[key] === "number" ? String(page[key]) : ""))]);
  const below = pages.flatMap((page) =>
    SCORES.flatMap((score) => {
      const value = page[score];
      return typeof value === "number" && value < AIM ? [`${page.name} ${score} ${value}`] : [];
    }),
  );
  const aim = `Aim: ${SCORES.join(", ")} ≥ ${AIM} on every page: ${below.length === 0 ? "met" : `**not met** (${below.join("; ")})`}.`;
  return { ok: true, text: `${markdownTable(["page", ...columns], rows)}\n\n${aim}` };
}
