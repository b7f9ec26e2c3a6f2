import type { Shown } from "./figure";
import { jsonLines, markdownTable } from "./printed";

/** The lines of `npm run replay`, one JSON object an example. */
export function showExamples(outputs: readonly string[]): Shown {
  const played = jsonLines(outputs.join("\n")).filter((line) => Array.isArray(line["differences"]));
  if (played.length === 0) return { ok: false, text: "No example was played." };
  const differing = played.filter((line) => (line["differences"] as unknown[]).length > 0).length;
  const rows = played.map(({ file, steps, state, differences }) => [
    String(file).replace(/^.*\//, ""),
    String(Array.isArray(steps) ? steps.length : ""),
    String(state),
    String((differences as unknown[]).length),
  ]);
  return { ok: differing === 0, text: markdownTable(["example", "steps played", "state", "differences"], rows) };
}
