import type { SectionContent } from "@/domain/form-content";
import type { FillProps, ServerSection } from "./fill-props";
import { FilingContents } from "./filing-contents";
import { initialState, type OpenConflict } from "./filing-state";
import { dropOwnPending, dropPending, keepPending, listPending, type PendingOwner, type TextStore } from "./pending-saves";
import { mergeSection, sameValue, takeTheirs } from "./section-merge";
import type { SaveAnswer, sendSection } from "./section-saver";

const AUTOSAVE_MS = 900;
const KEEP_MS = 250;
const RETRY_MS = [2_000, 5_000, 15_000, 30_000];

type Deps = { send: typeof sendSection; store: TextStore | null; tab: string; onMerged: (byName: string) => void };

/**
 * What is typed and how it gets to the server. Outside React, so that one key stroke renders one field. Content is
 * immutable per section and row: unchanged parts keep their identity.
 */
export class FilingStore extends FilingContents {
  readonly #owner: PendingOwner;
  readonly #deps: Deps;
  readonly #known: Record<string, ServerSection>;
  readonly #dirty = new Set<string>();
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #keepTimer: ReturnType<typeof setTimeout> | undefined;
  #retries = 0;
  #waiting: OpenConflict[] = [];
  #running: Promise<void> | null = null;

  constructor(props: Pick<FillProps, "account" | "application" | "sections" | "attachments" | "taken">, deps: Deps) {
    super(initialState(props));
    this.#deps = deps;
    this.#owner = { accountId: props.account.id, applicationId: props.application.id, tab: deps.tab };
    this.#known = { ...props.sections };
  }

  protected override setSection(section: string, data: SectionContent): void {
    this.#dirty.add(section);
    const waiting = this.state().save === "conflict" || this.state().save === "signedOut" || this.state().save === "refused";
    this.set({
      content: { ...this.state().content, [section]: data },
      ...(waiting || this.#running ? {} : { save: this.state().save === "offline" ? "offline" : "dirty" }),
    });
    clearTimeout(this.#keepTimer);
    this.#keepTimer = setTimeout(() => this.#keep(), KEEP_MS);
    this.#schedule(AUTOSAVE_MS);
  }

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
        data: this.state().content[section] ?? {},
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
      const mine = this.state().content[pending.section] ?? {};
      const { merged, conflicts: places } = mergeSection(pending.base, pending.data, mine);
      if (places.length > 0) {
        // until it is settled the old base counts, so that another reload finds the same conflict
        this.#known[pending.section] = { ...known, revision: pending.revision, data: pending.base };
        conflicts.push({ section: pending.section, current: known, places });
      }
      if (!sameValue(merged, mine)) {
        this.#dirty.add(pending.section);
        this.set({ content: { ...this.state().content, [pending.section]: merged }, save: "dirty" });
      }
      dropPending(store, pending.key);
    }
    this.#keep();
    this.#waiting = conflicts;
    if (!this.#askNext() && this.isDirty) this.#schedule(0);
  }

  /** Shows the next conflict to the person. False: there is none. */
  #askNext(): boolean {
    const conflict = this.#waiting.shift() ?? null;
    if (conflict) this.set({ conflict, save: "conflict" });
    return conflict !== null;
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
    while (this.#dirty.size > 0 && !this.state().conflict && this.state().save !== "signedOut" && this.state().save !== "refused") {
      const [section] = this.#dirty;
      if (section === undefined || !(await this.#saveOne(section))) return;
    }
    if (this.#dirty.size === 0 && this.state().save !== "conflict") this.set({ save: "saved" });
  }

  /** True: go on with the next one. */
  async #saveOne(section: string): Promise<boolean> {
    const data = this.state().content[section] ?? {};
    const known = this.#known[section];
    if (this.state().save !== "saving") this.set({ save: "saving" });
    this.#dirty.delete(section);
    const answer = await this.#deps.send(this.#owner.applicationId, section, { revision: known?.revision ?? 0, data }, false);
    if (answer.kind !== "saved") this.#dirty.add(section);
    switch (answer.kind) {
      case "saved":
        this.#retries = 0;
        this.#acknowledge(section, data, answer);
        return true;
      case "conflict":
        return this.#bringTogether(section, answer.current);
      case "signedOut":
        this.set({ save: "signedOut" });
        return false;
      case "refused":
        this.set({ save: "refused", refusal: answer.message });
        return false;
      default:
        this.set({ save: "offline" });
        this.#schedule(RETRY_MS[Math.min(this.#retries, RETRY_MS.length - 1)] ?? 30_000);
        this.#retries += 1;
        return false;
    }
  }

  #acknowledge(section: string, data: SectionContent, answer: Extract<SaveAnswer, { kind: "saved" }>): void {
    this.#known[section] = { revision: answer.revision, data, updatedByName: "", updatedAt: answer.savedAt };
    if (!this.#dirty.has(section) && this.#deps.store) dropOwnPending(this.#deps.store, this.#owner, section);
    this.set({ savedAt: answer.savedAt, taken: answer.taken });
  }

  /** Somebody saved in between. Different places are brought together; the same place waits for a person. */
  #bringTogether(section: string, current: ServerSection): boolean {
    const mine = this.state().content[section] ?? {};
    const { merged, conflicts: places } = mergeSection(this.#known[section]?.data ?? {}, mine, current.data);
    this.set({ content: { ...this.state().content, [section]: merged } });
    if (places.length > 0) {
      this.#keep();
      this.#waiting.push({ section, current, places });
      this.#askNext();
      return false;
    }
    this.#known[section] = current;
    // an own save whose answer was lost brings nothing new
    if (!sameValue(merged, mine)) this.#deps.onMerged(current.updatedByName);
    return true;
  }

  /** Settles the open conflict: for each place, whether the other side's value is taken. */
  resolve(theirs: readonly boolean[]): void {
    const open = this.state().conflict;
    if (!open) return;
    const mine = this.state().content[open.section] ?? {};
    const data = open.places.reduce((section, place, index) => (theirs[index] ? takeTheirs(section, place) : section), mine);
    this.#known[open.section] = open.current;
    this.#dirty.add(open.section);
    this.set({ content: { ...this.state().content, [open.section]: data }, conflict: null, save: "dirty" });
    if (!this.#askNext()) this.#schedule(0);
  }

  /** The connection is back, or the person signed in again. */
  resume(): void {
    this.#retries = 0;
    if (this.state().save === "signedOut" || this.state().save === "offline") this.set({ save: this.isDirty ? "dirty" : "saved" });
    if (this.isDirty && !this.state().conflict) this.#schedule(0);
  }

  /** The session ended elsewhere (an upload was told so). */
  signedOut(): void {
    this.set({ save: "signedOut" });
  }

  wentOffline(): void {
    if (this.state().save === "saved" || this.state().save === "dirty") this.set({ save: "offline" });
  }

  /** The page is being left: keep everything here, and send what the browser still takes. */
  leave(): void {
    this.#keep();
    if (this.#running || this.state().conflict || this.state().save === "signedOut") return;
    for (const section of this.#dirty) {
      const known = this.#known[section];
      const data = this.state().content[section] ?? {};
      void this.#deps.send(this.#owner.applicationId, section, { revision: known?.revision ?? 0, data }, true).then((answer) => {
        if (answer.kind !== "saved") return;
        if (this.state().content[section] === data) this.#dirty.delete(section);
        this.#acknowledge(section, data, answer);
        if (!this.isDirty) this.set({ save: "saved" });
      });
    }
  }
}
