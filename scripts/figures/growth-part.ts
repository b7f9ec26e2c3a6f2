import type { Shown } from "./figure";
import { jsonLines, linesNamed, markdownTable } from "./printed";

/** times: how many times dearer the list over many rows is, at 1 client by the time of one request, at 16 by what a request costs */
type Grown = { name: string; times: [number, number] };
type Growth = { small: number; large: number; rounds: number; most: number; growth: Grown[] };

/** One row a list with its verdict, and the bench's own line: the one place where the aim of growth is judged. */
export function showGrowth(outputs: readonly string[]): Shown {
  const found = jsonLines(outputs.join("\n")).findLast((line) => Array.isArray(line["growth"])) as Growth | undefined;
  if (!found || found.growth.length === 0) return { ok: false, text: "No line of JSON with its lists was printed." };
  const { small, large, most } = found;
  const rows = found.growth.map(({ name, times }) => [
    name,
    ...times.map((one) => one.toFixed(2)),
    name.startsWith("bare") ? "reads no list" : Math.max(...times) <= most ? "met" : "**not met**",
  ]);
  const title = `${large.toLocaleString("en")} rows against ${small.toLocaleString("en")}`;
  const head = [title, "time of one request, 1 client (p50)", "cost of a request, 16 clients", `≤ ${most} ×`];
  const said = linesNamed("growth")(outputs);
  return { ok: said.ok, text: `${markdownTable(head, rows)}\n\n${said.text}` };
}
