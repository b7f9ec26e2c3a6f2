import type { FieldValue, FormRow, SectionContent } from "@/domain/form-content";
import type { FormAttachment, Taken } from "./fill-props";
import type { FilingState } from "./filing-state";

/** What is typed, outside React, so that one key stroke renders one field. Unchanged parts keep their identity. */
export abstract class FilingContents {
  readonly #listeners = new Set<() => void>();
  /** as the server wrote it into the page: parts that come to life later begin with it, whatever was typed meanwhile */
  readonly written: FilingState;
  #state: FilingState;

  constructor(state: FilingState) {
    this.written = state;
    this.#state = state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): FilingState => this.#state;

  protected set(change: Partial<FilingState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** A section has new content by the person's hand. */
  protected abstract setSection(section: string, data: SectionContent): void;

  setField(path: string, value: FieldValue | FormRow[]): void {
    const [section = "", key = ""] = path.split(".");
    const before = this.#state.content[section] ?? {};
    if (before[key] !== value) this.setSection(section, { ...before, [key]: value });
  }

  rows(path: string): readonly FormRow[] {
    const [section = "", key = ""] = path.split(".");
    const value = this.#state.content[section]?.[key];
    return Array.isArray(value) ? (value as FormRow[]) : [];
  }

  setCell(path: string, rowId: string, value: FieldValue): void {
    const [section = "", table = "", column = ""] = path.split(".");
    const tablePath = `${section}.${table}`;
    const rows = this.rows(tablePath);
    if (!rows.some((row) => row._id === rowId && row[column] !== value)) return;
    this.setField(
      tablePath,
      rows.map((row) => (row._id === rowId ? ({ ...row, [column]: value } as FormRow) : row)),
    );
  }

  /** Typing goes on at a place; null when it was left. */
  typeAt(place: string | null): void {
    if (this.#state.typing !== place) this.set({ typing: place });
  }

  showAllErrors(): void {
    if (!this.#state.showAll) this.set({ showAll: true });
  }

  setAttachments(change: (before: readonly FormAttachment[]) => readonly FormAttachment[]): void {
    this.set({ attachments: change(this.#state.attachments) });
  }

  setTaken(taken: Taken): void {
    this.set({ taken });
  }
}
