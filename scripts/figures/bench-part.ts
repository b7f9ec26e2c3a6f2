import { CPU_HEAD, cpuCell, shareCell, TIMING_HEAD, timingCells } from "../bench/figure-cells";
import { type Aim, aimsOf, growthOf } from "./bench-aims";
import { type BenchResult, isBench } from "./bench-result";
import type { Shown } from "./figure";
import { jsonLines, markdownTable } from "./printed";

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

/** One table a size, how the lists grow with the rows, and every aim against the numbers. */
export function showBench(outputs: readonly string[]): Shown {
  const results = outputs.flatMap((output) => jsonLines(output).filter(isBench).slice(-1));
  if (results.length < outputs.length)
    return { ok: false, text: `${results.length} of ${outputs.length} runs printed their line of JSON.` };
  const failures = results.flatMap(({ figures }) => figures).reduce((sum, one) => sum + one.failures, 0);
  const text = [...results.map(sizeTable), growthTable(results), aimsTable(aimsOf(results))].filter(Boolean).join("\n\n");
  return { ok: failures === 0, text: failures === 0 ? text : `${failures} requests failed.\n\n${text}` };
}

function sizeTable(result: BenchResult): string {
  const rows = result.figures.map((one) => [
    one.name,
    ...timingCells(one),
    shareCell(one, result.figures),
    String(result.statements[one.name] ?? ""),
    cpuCell(one),
  ]);
  const { rows: size, seconds, memoryBefore, memoryAfter, loadAverage } = result;
  const words = [
    `${size.toLocaleString("en")} applications, ${seconds} s a figure`,
    `web processes ${megabytes(memoryBefore)} → ${megabytes(memoryAfter)}`,
    `load ${loadAverage.map((one) => one.toFixed(1)).join(" → ")}`,
  ];
  return `### ${words.join("; ")}\n\n${markdownTable(["what", ...TIMING_HEAD, "× bare", "queries", CPU_HEAD], rows)}`;
}

function growthTable(results: readonly BenchResult[]): string {
  const growth = growthOf(results);
  if (growth.length === 0) return "";
  const rows = growth.map((one) => [one.name, one.byLatency.toFixed(2), one.byThroughput.toFixed(2)]);
  const head = ["1,000,000 rows against 10,000", "time of one request, 1 client (p50)", "cost of a request, 16 clients"];
  return `### Growth of the lists\n\n${markdownTable(head, rows)}`;
}

function aimsTable(aims: readonly Aim[]): string {
  const met = aims.filter((aim) => aim.met === true).length;
  const rows = aims.map(({ what, seen, met: holds }) => [what, seen, holds === undefined ? "not measured" : holds ? "met" : "**not met**"]);
  return `### Aims: ${met} of ${aims.length} met\n\n${markdownTable(["aim", "seen", ""], rows)}`;
}
