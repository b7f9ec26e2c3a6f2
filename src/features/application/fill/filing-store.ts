import type { FieldValue, FormContent, FormRow, SectionContent } from "@/domain/form-content";
import type { FillProps, FormAttachment, ServerSection, Taken } from "./fill-props";
import { dropOwnPending, dropPending, keepPending, listPending, type PendingOwner, type TextStore } from "./pending-saves";
import { type MergeConflict, mergeSection, sameValue, takeTheirs } from "./section-merge";
import { sendSection } from "./section-saver";

export type SaveState = "saved" | "dirty" | "saving" | "offline" | "conflict" | "signedOut" | "refused";

/** A conflict that waits for a person: who saved in between, when, and which places both changed. */
export type OpenConflict = { section: string; byName: string; at: string; places: MergeConflict[] };

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

const AUTOSAVE_MS = 900;
const KEEP_MS = 250;
const RETRY_MS = [2_000, 5_000, 15_000, 30_000];

type Deps = { send: typeof sendSection; store: TextStore | null; tab: string; onMerged: (byName: string) => void };

/**
 * What is typed and how it gets to the server. Outside React, so that one key stroke renders one field. Content is
 * immutable per section and row: unchanged parts keep their identity.
 */
export class FilingStore {
  readonly #listeners = new Set<() => void>();
  readonly #owner: PendingOwner;
  readonly #deps: Deps;
  readonly #known: Record<string, ServerSection>;
  readonly #dirty = new Set<string>();
  #state: FilingState;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #keepTimer: ReturnType<typeof setTimeout> | undefined;
  #retries = 0;
  #running: Promise<void> | null = null;

  constructor(props: Pick<FillProps, "account" | "application" | "sections" | "attachments" | "taken">, deps: Deps) {
    this.#deps = deps;
    this.#owner = { accountId: props.account.id, applicationId: props.application.id, tab: deps.tab };
    this.#known = { ...props.sections };
    const content = Object.fromEntries(Object.entries(props.sections).map(([key, section]) => [key, section.data]));
    const saves = Object.values(props.sections).filter((section) => section.revision > 0);
    const savedAt =
      saves
        .map((section) => section.updatedAt)
        .sort()
        .at(-1) ?? null;
    this.#state = {
      content,
      attachments: props.attachments,
      taken: props.taken,
      save: "saved",
      savedAt,
      refusal: null,
      conflict: null,
      typing: null,
      showAll: false,
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): FilingState => this.#state;

  #set(change: Partial<FilingState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  // ------------------------------------------------------------------ typing

  setField(path: string, value: FieldValue | FormRow[]): void {
    const [section = "", key = ""] = path.split(".");
    const before = this.#state.content[section] ?? {};
    if (before[key] === value) return;
    this.#setSection(section, { ...before, [key]: value });
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

  #setSection(section: string, data: SectionContent): void {
    this.#dirty.add(section);
    const waiting = this.#state.save === "conflict" || this.#state.save === "signedOut" || this.#state.save === "refused";
    this.#set({
      content: { ...this.#state.content, [section]: data },
      ...(waiting || this.#running ? {} : { save: this.#state.save === "offline" ? "offline" : "dirty" }),
    });
    clearTimeout(this.#keepTimer);
    this.#keepTimer = setTimeout(() => this.#keep(), KEEP_MS);
    this.#schedule(AUTOSAVE_MS);
  }

  /** Typing goes on at a place; null when it was left. */
  typeAt(place: string | null): void {
    if (this.#state.typing !== place) this.#set({ typing: place });
  }

  showAllErrors(): void {
    if (!this.#state.showAll) this.#set({ showAll: true });
  }

  setAttachments(change: (before: readonly FormAttachment[]) => readonly FormAttachment[]): void {
    this.#set({ attachments: change(this.#state.attachments) });
  }

  setTaken(taken: Taken): void {
    this.#set({ taken });
  }

  // ------------------------------------------------------------------ saving

  get isDirty(): boolean {
    return this.#dirty.size > 0;
  }

  /** Writes what is not saved to the browser's own store: at once, so that it survives the page. */
  #keep(): void {
    clearTimeout(this.#keepTimer);
    if (!this.#deps.store) return;
    for (const section of this.#dirty) {
      const known = this.#known[section];
      keepPending(this.#deps.store, this.#owner, {
        section,
        revision: known?.revision ?? 0,
        base: known?.data ?? {},
        data: this.#state.content[section] ?? {},
        at: Date.now(),
      });
    }
  }

  #schedule(ms: number): void {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => void this.flush(), ms);
  }

  /** Takes up what an earlier page of this browser could not save. Call once in the browser. */
  restore(): void {
    const { store } = this.#deps;
    if (!store) return;
    const conflicts: OpenConflict[] = [];
    for (const pending of listPending(store, this.#owner, Date.now())) {
      const known = this.#known[pending.section];
      if (!known) continue;
      const mine = this.#state.content[pending.section] ?? {};
      const { merged, conflicts: places } = mergeSection(pending.base, pending.data, mine);
      if (places.length > 0) conflicts.push({ section: pending.section, byName: known.updatedByName, at: known.updatedAt, places });
      if (!sameValue(merged, mine)) {
        this.#dirty.add(pending.section);
        this.#set({ content: { ...this.#state.content, [pending.section]: merged }, save: "dirty" });
      }
      dropPending(store, pending.key);
    }
    this.#keep();
    if (conflicts[0]) this.#set({ conflict: conflicts[0], save: "conflict" });
    else if (this.isDirty) this.#schedule(0);
  }

  /** Sends everything that is not saved, one section after another. Resolves when nothing more can be done now. */
  flush(): Promise<void> {
    clearTimeout(this.#saveTimer);
    this.#keep();
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    while (this.#dirty.size > 0 && !this.#state.conflict && this.#state.save !== "signedOut" && this.#state.save !== "refused") {
      const [section] = this.#dirty;
      if (section === undefined || !(await this.#saveOne(section))) return;
    }
    if (this.#dirty.size === 0 && this.#state.save !== "conflict") this.#set({ save: "saved" });
  }

  /** True: go on with the next one. */
  async #saveOne(section: string): Promise<boolean> {
    const data = this.#state.content[section] ?? {};
    const known = this.#known[section];
    if (this.#state.save !== "saving") this.#set({ save: "saving" });
    this.#dirty.delete(section);
    const answer = await this.#deps.send(this.#owner.applicationId, section, { revision: known?.revision ?? 0, data }, false);
    if (answer.kind !== "saved") this.#dirty.add(section);
    switch (answer.kind) {
      case "saved":
        this.#retries = 0;
        this.#known[section] = { revision: answer.revision, data, updatedByName: "", updatedAt: answer.savedAt };
        if (!this.#dirty.has(section) && this.#deps.store) dropOwnPending(this.#deps.store, this.#owner, section);
        this.#set({ savedAt: answer.savedAt, taken: answer.taken });
        return true;
      case "conflict":
        return this.#bringTogether(section, answer.current);
      case "signedOut":
        this.#set({ save: "signedOut" });
        return false;
      case "refused":
        this.#set({ save: "refused", refusal: answer.message });
        return false;
      default:
        this.#set({ save: "offline" });
        this.#schedule(RETRY_MS[Math.min(this.#retries, RETRY_MS.length - 1)] ?? 30_000);
        this.#retries += 1;
        return false;
    }
  }

  /** Somebody saved in between. Different places are brought together; the same place waits for a person. */
  #bringTogether(section: string, current: ServerSection): boolean {
    const base = this.#known[section]?.data ?? {};
    const mine = this.#state.content[section] ?? {};
    const { merged, conflicts } = mergeSection(base, mine, current.data);
    this.#known[section] = current;
    const content = { ...this.#state.content, [section]: merged };
    if (conflicts.length > 0) {
      this.#set({
        content,
        save: "conflict",
        conflict: { section, byName: current.updatedByName, at: current.updatedAt, places: conflicts },
      });
      this.#keep();
      return false;
    }
    this.#set({ content });
    // an own save whose answer was lost brings nothing new
    if (!sameValue(merged, mine)) this.#deps.onMerged(current.updatedByName);
    return true;
  }

  /** Settles the open conflict: for each place, whether the other side's value is taken. */
  resolve(theirs: readonly boolean[]): void {
    const open = this.#state.conflict;
    if (!open) return;
    let data = this.#state.content[open.section] ?? {};
    open.places.forEach((place, index) => {
      if (theirs[index]) data = takeTheirs(data, place);
    });
    this.#dirty.add(open.section);
    this.#set({ content: { ...this.#state.content, [open.section]: data }, conflict: null, save: "dirty" });
    this.#schedule(0);
  }

  /** The connection is back, or the person signed in again. */
  resume(): void {
    this.#retries = 0;
    if (this.#state.save === "signedOut" || this.#state.save === "offline") this.#set({ save: this.isDirty ? "dirty" : "saved" });
    if (this.isDirty && !this.#state.conflict) this.#schedule(0);
  }

  /** The session ended elsewhere (an upload was told so). */
  signedOut(): void {
    this.#set({ save: "signedOut" });
  }

  wentOffline(): void {
    if (this.#state.save === "saved" || this.#state.save === "dirty") this.#set({ save: "offline" });
  }

  /** The page is being left: keep everything here, and send what the browser still takes. */
  leave(): void {
    this.#keep();
    if (this.#running || this.#state.conflict || this.#state.save === "signedOut") return;
    for (const section of this.#dirty) {
      const known = this.#known[section];
      const data = this.#state.content[section] ?? {};
      void this.#deps.send(this.#owner.applicationId, section, { revision: known?.revision ?? 0, data }, true).then((answer) => {
        if (answer.kind !== "saved") return;
        this.#known[section] = { revision: answer.revision, data, updatedByName: "", updatedAt: answer.savedAt };
        if (this.#state.content[section] === data) {
          this.#dirty.delete(section);
          if (this.#deps.store) dropOwnPending(this.#deps.store, this.#owner, section);
          this.#set({ savedAt: answer.savedAt, taken: answer.taken, ...(this.isDirty ? {} : { save: "saved" }) });
        }
      });
    }
  }
}
