import { CPU_HEAD, cpuCell, shareCell, TIMING_HEAD, timingCells } from "../bench/figure-cells";
import { median } from "../bench/median";
import { isWhole } from "../bench/register-exports";
import { type Aim, aimsOf } from "./bench-aims";
import { type BenchResult, isBench } from "./bench-result";
import type { Shown } from "./figure";
import { jsonLines, markdownTable } from "./printed";

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

/** One table a size, the exports, and every aim against the numbers. */
export function showBench(outputs: readonly string[]): Shown {
  const results = outputs.flatMap((output) => jsonLines(output).filter(isBench).slice(-1));
  if (results.length < outputs.length)
    return { ok: false, text: `${results.length} of ${outputs.length} runs printed their line of JSON.` };
  const failures = results.flatMap(({ figures }) => figures).reduce((sum, one) => sum + one.failures, 0);
  const broken = results.flatMap(({ register }) => register).filter((one) => !isWhole(one)).length;
  const text = [...results.map(sizeTable), exportsTable(results), aimsTable(aimsOf(results))].filter(Boolean).join("\n\n");
  const ok = failures + broken === 0;
  return { ok, text: ok ? text : `${failures} requests failed, ${broken} exports were not whole.\n\n${text}` };
}

function sizeTable(result: BenchResult): string {
  const rows = result.figures.map((one) => [
    one.name,
    ...timingCells(one),
    shareCell(one, result.figures),
    String(result.statements[one.name] ?? ""),
    cpuCell(one),
    String(one.requests),
  ]);
  const { rows: size, seconds, memoryBefore, memoryPeak, memoryAfter, loadAverage } = result;
  const words = [
    `${size.toLocaleString("en")} applications, ${seconds} s a figure`,
    `web processes ${megabytes(memoryBefore)} → ${megabytes(memoryAfter)}, at most ${megabytes(memoryPeak)}`,
    `load ${loadAverage.map((one) => one.toFixed(1)).join(" → ")}`,
  ];
  return `### ${words.join("; ")}\n\n${markdownTable(["what", ...TIMING_HEAD, "× bare", "queries", CPU_HEAD, "n"], rows)}`;
}

/** The writers beside their controls, and the register through the portal; a median of its times, and most growth of them. */
function exportsTable(results: readonly BenchResult[]): string {
  const times = (seconds: readonly number[]) => seconds.map((one) => one.toFixed(2)).join(", ");
  const most = (growth: readonly number[]) => (growth.length > 0 ? megabytes(Math.max(...growth)) : "");
  const shown = (what: string, seconds: readonly number[], growth: readonly number[], more: string) => [
    what,
    median(seconds).toFixed(2),
    times(seconds),
    most(growth),
    more,
  ];
  const rows = results.flatMap(({ writers, register }) => [
    ...writers.map(({ name, seconds, growth }) => shown(`${name}, 100,000 × 40 into a sink`, seconds, growth, "")),
    ...register.map((one) =>
      shown(
        `${one.format} of the register, through the portal`,
        one.seconds,
        one.growth,
        `${one.written} of ${one.expected} rows, ${megabytes(one.bytes)}, HTTP ${one.status}`,
      ),
    ),
  ]);
  const head = ["export", "s (median)", "each time", "memory growth: of the writer's process, of all web processes", ""];
  return rows.length > 0 ? `### Exports\n\n${markdownTable(head, rows)}` : "";
}

function aimsTable(aims: readonly Aim[]): string {
  const met = aims.filter((aim) => aim.met === true).length;
  const rows = aims.map(({ what, seen, met: holds }) => [what, seen, holds === undefined ? "not measured" : holds ? "met" : "**not met**"]);
  return `### Aims: ${met} of ${aims.length} met\n\n${markdownTable(["aim", "seen", ""], rows)}`;
}
