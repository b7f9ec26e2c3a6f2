/** The look of every box one types into or chooses from (globals.css). */
export const CONTROL_CLASS = "control";

/** A native choice list; its arrow is drawn beside it. */
export const SELECT_CLASS = `${CONTROL_CLASS} appearance-none truncate pr-9`;
