import { Icon } from "@/ui/icon";
import type { ShellWords } from "./shell-props";

/** Says that deadlines follow a set day, so that nobody takes a demonstration for the real thing. */
export function DemoClock({ day, words }: { day: string; words: Pick<ShellWords, "demoClock" | "demoNote"> }) {
  return (
    <aside
      aria-label={words.demoClock}
      data-demo-clock={day}
      className="flex items-center justify-center gap-2 bg-ink px-4 py-1 text-sm text-white print:hidden"
    >
      <Icon name="clock" className="size-4" />
      <span className="font-medium tabular-nums">{words.demoClock}</span>
      <span className="max-sm:hidden">{words.demoNote}</span>
    </aside>
  );
}
