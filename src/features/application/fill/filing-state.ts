import type { FormContent } from "@/domain/form-content";
import type { FillProps, FormAttachment, ServerSection, Taken } from "./fill-props";
import type { MergeConflict } from "./section-merge";

export type SaveState = "saved" | "dirty" | "saving" | "offline" | "conflict" | "signedOut" | "refused";

/** A conflict that waits for a person: what was saved in between, by whom and when, and which places both changed. */
export type OpenConflict = { section: string; current: ServerSection; places: MergeConflict[] };

export type FilingState = {
  content: FormContent;
  attachments: readonly FormAttachment[];
  taken: Taken;
  save: SaveState;
  /** ISO, of the newest save */
  savedAt: string | null;
  /** why saving is refused for good */
  refusal: string | null;
  conflict: OpenConflict | null;
  /** "path|rowId" of the field that is being typed into: nothing is said of it before it is left */
  typing: string | null;
  /** after the first look at the submit page every error is shown */
  showAll: boolean;
};

/** What stands there when the page opens: everything is saved. */
export function initialState(props: Pick<FillProps, "sections" | "attachments" | "taken">): FilingState {
  const saves = Object.values(props.sections).filter((section) => section.revision > 0);
  return {
    content: Object.fromEntries(Object.entries(props.sections).map(([key, section]) => [key, section.data])),
    attachments: props.attachments,
    taken: props.taken,
    save: "saved",
    savedAt:
      saves
        .map((section) => section.updatedAt)
        .toSorted()
        .at(-1) ?? null,
    refusal: null,
    conflict: null,
    typing: null,
    showAll: false,
  };
}
