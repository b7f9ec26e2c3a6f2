import type { Shown } from "./figure";
import { jsonLines, linesNamed, markdownTable } from "./printed";

type Numbers = Record<string, number>;

/** The line of JSON that `npm run bench:browser` ends with: one row a page, every number of it, and its own line about the budget. */
export function showBrowser(outputs: readonly string[]): Shown {
  const found = jsonLines(outputs.join("\n")).findLast((line) => Array.isArray(line["results"]));
  const pages = ((found?.["results"] ?? []) as Record<string, unknown>[]).map((page) => ({
    name: String(page["name"]),
    // scores and firstKey are numbers of lighthouse and key once more, as the budget reads them
    numbers: numbersOf({ ...page, scores: undefined, firstKey: undefined }),
  }));
  if (pages.length === 0) return { ok: false, text: "No line of JSON with its pages was printed." };
  const columns = [...new Set(pages.flatMap(({ numbers }) => Object.keys(numbers)))];
  const rows = pages.map(({ name, numbers }) => [name, ...columns.map((key) => (key in numbers ? String(numbers[key]) : ""))]);
  const said = linesNamed("browser")(outputs);
  return { ok: said.ok, text: `${markdownTable(["page", ...columns], rows)}\n\n${said.text}` };
}

/** Every number of a result, one inside of another by both names: `desk performance`. */
function numbersOf(value: Record<string, unknown>, before = ""): Numbers {
  const numbers: Numbers = {};
  for (const [key, one] of Object.entries(value)) {
    // lowest and highest of all runs
    if (key === "range" && Array.isArray(one)) [numbers[`${before}performance lowest`], numbers[`${before}performance highest`]] = one;
    else if (typeof one === "number") numbers[`${before}${key}`] = Math.round(one * 10) / 10;
    else if (typeof one === "object" && one !== null && !Array.isArray(one))
      Object.assign(numbers, numbersOf(one as Record<string, unknown>, `${before}${key} `));
  }
  return numbers;
}
