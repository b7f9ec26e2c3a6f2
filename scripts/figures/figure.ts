/** How a figure is read from what its commands wrote to stdout, one text a command in the order of the commands. */
export type Shown = { ok: boolean; text: string };

export type Command = { program: "npm" | "npx" | "node"; args: readonly string[] };

/** One part of docs/figures.md: a run, what it shows, and what shows that it can fail. */
export type Figure = {
  /** word in the marks of its part and after --only */
  name: string;
  section: string;
  what: string;
  full: readonly Command[];
  short: readonly Command[];
  /** Markdown of what was printed; not ok when what a good run prints is not there */
  show: (outputs: readonly string[]) => Shown;
  /** what shows that the check can fail */
  control: string;
  /** the longest a command may take, in minutes */
  minutes: number;
};

/** What a person types to run it. */
export function typed({ program, args }: Command): string {
  const rest = program === "npm" && args[0] === "run" && args.length > 2 ? [...args.slice(0, 2), "--", ...args.slice(2)] : args;
  return [program, ...rest].map((word) => (/^[\w./:,=@*-]+$/.test(word) ? word : `'${word}'`)).join(" ");
}
