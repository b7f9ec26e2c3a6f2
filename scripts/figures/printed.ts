import { stripVTControlCharacters } from "node:util";
import type { Shown } from "./figure";

/**
 * The last line that begins with each of these words and a colon, with or without the mark of its success. `races` also finds
 * `races over HTTP: …`, so that a run may say more than one line.
 */
export function linesNamed(...names: readonly string[]): (outputs: readonly string[]) => Shown {
  return (outputs) => {
    const said = new Map<string, string>();
    for (const line of outputs.flatMap(linesOf)) {
      const head = /^(?:[✓✗] *)?([\w-]+)([^:]{0,30}):/.exec(line);
      if (head && names.includes(head[1] ?? "")) said.set(`${head[1]}${head[2]}`, line);
    }
    const missing = names.filter((name) => ![...said.keys()].some((head) => head.startsWith(name)));
    if (missing.length > 0) return { ok: false, text: `No line of ${missing.join(", ")} was printed.` };
    return { ok: [...said.values()].every((line) => !line.startsWith("✗")), text: fenced([...said.values()].join("\n")) };
  };
}

/** The last line that a pattern finds. */
export function lineLike(pattern: RegExp): (outputs: readonly string[]) => Shown {
  return (outputs) => {
    const line = outputs.flatMap(linesOf).findLast((one) => pattern.test(one));
    return line === undefined ? { ok: false, text: `No line like ${pattern} was printed.` } : { ok: true, text: fenced(line.trim()) };
  };
}

/** Every line that is a JSON object, in its order. */
export function jsonLines(output: string): Record<string, unknown>[] {
  return linesOf(output).flatMap((line) => {
    if (!line.startsWith("{")) return [];
    try {
      return [JSON.parse(line) as Record<string, unknown>];
    } catch {
      return [];
    }
  });
}

/** The end of what a failed command wrote. */
export function lastLines(output: string, count = 12): string {
  return linesOf(output)
    .slice(-count)
    .map((line) => line.slice(0, 400))
    .join("\n");
}

/** As a block that nothing in the text can end. */
export function fenced(text: string): string {
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}text\n${text}\n${fence}`;
}

/** @param rows cells as they stand; a bar would end one */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

function linesOf(output: string): string[] {
  return stripVTControlCharacters(output)
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");
}
