/** The look of every box one types into or chooses from. Phones get 16 px text, below which iOS zooms the page. */
export const CONTROL_CLASS =
  "block w-full min-h-9 rounded-md border border-line-strong bg-surface px-3 py-1.5 text-base text-ink " +
  "touch:min-h-11 touch:text-[1rem] hover:border-ink-2 aria-invalid:border-danger aria-invalid:bg-danger-soft " +
  "disabled:border-line disabled:bg-subtle disabled:text-ink-2 [&[readonly]]:border-line [&[readonly]]:bg-subtle";

/** A native choice list; its arrow is drawn beside it. */
export const SELECT_CLASS = `${CONTROL_CLASS} appearance-none truncate pr-9`;
