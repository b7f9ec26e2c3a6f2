import { type Command, type Figure, typed } from "./figure";
import { fenced, lastLines } from "./printed";

/** One taking of a figure: what was run where and when, and what came of it. */
export type Run = {
  date: Date;
  machine: string;
  commit: string;
  load: string;
  commands: readonly Command[];
  short: boolean;
  /** stdout of each command that was run */
  outputs: string[];
  /** of the last command; 0 is success */
  code: number;
  /** the end of what the last command wrote to stderr */
  errors: string;
  seconds: number;
};

/** The Markdown of a figure's part. A run that failed shows how it failed, and no number of an earlier one. */
export function partBody(figure: Figure, run: Run): string {
  const { ok, text } = figure.show(run.outputs);
  const head = [
    `**${figure.what}**`,
    run.commands.map((command) => `\`${typed(command)}\``).join(", then "),
    `${stamp(run.date)}, commit ${run.commit}, ${duration(run.seconds)}${run.short ? ", **small size**" : ""}; ${run.machine}; load before ${run.load}.`,
  ];
  const control = `Control: ${figure.control}.`;
  if (run.code === 0 && ok) return [...head, text, control].join("\n\n");
  if (run.code === 0) return [...head, "**FAILED**: the command ended with 0, but its figure does not hold.", text, control].join("\n\n");
  const words = fenced(lastLines(`${run.outputs.at(-1) ?? ""}\n${run.errors}`));
  return [...head, `**FAILED** with exit code ${run.code}.`, text, "Its last lines:", words, control].join("\n\n");
}

function stamp(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
