/** The parts of docs/figures.md that a run writes: `<!-- figure: NAME -->` … `<!-- /figure -->`. Everything outside of them is left alone. */

const END = "<!-- /figure -->";
const startOf = (name: string) => `<!-- figure: ${name} -->`;

/** Names of the marked parts in their order. Throws when a mark has no end, or a name stands twice. */
export function partNames(text: string): string[] {
  const names: string[] = [];
  let open: string | undefined;
  for (const line of text.split("\n")) {
    const name = /^<!-- figure: (\S+) -->$/.exec(line)?.[1];
    if (name !== undefined) {
      if (open !== undefined) throw new Error(`the part ${open} has no end before ${name}`);
      if (names.includes(name)) throw new Error(`the part ${name} stands twice`);
      names.push(name);
      open = name;
    } else if (line === END) {
      if (open === undefined) throw new Error("an end without a beginning");
      open = undefined;
    }
  }
  if (open !== undefined) throw new Error(`the part ${open} has no end`);
  return names;
}

/** What stands between the marks, or nothing when there is no such part. */
export function partOf(text: string, name: string): string | undefined {
  if (!partNames(text).includes(name)) return undefined;
  const from = text.indexOf(`${startOf(name)}\n`) + startOf(name).length + 1;
  return text.slice(from, text.indexOf(END, from)).trim();
}

/** With this part in place of the old one; a new one comes at the end of its section, which is made when it is missing. */
export function withPart(text: string, { name, section, body }: { name: string; section: string; body: string }): string {
  if (body.split("\n").some((line) => line === END || line.startsWith("<!-- figure: ")))
    throw new Error(`the body of ${name} holds a mark`);
  const part = `${startOf(name)}\n\n${body.trim()}\n\n${END}`;
  if (partNames(text).includes(name)) {
    const from = text.indexOf(`${startOf(name)}\n`);
    return text.slice(0, from) + part + text.slice(text.indexOf(END, from) + END.length);
  }
  const lines = text.trimEnd().split("\n");
  const head = lines.indexOf(`## ${section}`);
  if (head < 0) return `${lines.join("\n")}\n\n## ${section}\n\n${part}\n`;
  const next = lines.findIndex((line, i) => i > head && line.startsWith("## "));
  const before = lines
    .slice(0, next < 0 ? lines.length : next)
    .join("\n")
    .trimEnd();
  const after = next < 0 ? "" : `\n${lines.slice(next).join("\n")}`;
  return `${before}\n\n${part}\n${after}${after === "" ? "" : "\n"}`;
}
