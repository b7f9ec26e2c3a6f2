import type { SectionContent } from "@/domain/form-content";

/** What was typed and not yet saved, of one section in one browser tab. */
export type PendingSave = {
  section: string;
  /** revision and content of the server that the typing started from */
  revision: number;
  base: SectionContent;
  data: SectionContent;
  /** ms since 1970: when it was last typed */
  at: number;
};

export type StoredPending = PendingSave & { key: string };

/** Where texts are kept: localStorage, which answers at once and so still works while the page is being left. */
export type TextStore = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const PREFIX = "portal.unsaved";
/** An entry of another tab that is younger may still be saved by that tab. */
const OTHER_TAB_MS = 10_000;

function keyOf(owner: PendingOwner, section: string): string {
  return `${PREFIX}/${owner.accountId}/${owner.applicationId}/${section}/${owner.tab}`;
}

/** Whose typing it is: never offered to another account on the same machine. */
export type PendingOwner = { accountId: string; applicationId: string; tab: string };

/** False when the browser has no room or forbids it: the page then relies on the network alone. */
export function keepPending(store: TextStore, owner: PendingOwner, pending: PendingSave): boolean {
  try {
    store.setItem(keyOf(owner, pending.section), JSON.stringify(pending));
    return true;
  } catch {
    return false;
  }
}

export function dropPending(store: TextStore, key: string): void {
  try {
    store.removeItem(key);
  } catch {
    // a browser that forbids storage has nothing to remove
  }
}

export function dropOwnPending(store: TextStore, owner: PendingOwner, section: string): void {
  dropPending(store, keyOf(owner, section));
}

/** What this account typed into this application and did not save: of this tab, and of tabs that are gone. Oldest first. */
export function listPending(store: TextStore, owner: PendingOwner, now: number): StoredPending[] {
  const found: StoredPending[] = [];
  const prefix = `${PREFIX}/${owner.accountId}/${owner.applicationId}/`;
  try {
    for (let index = 0; index < store.length; index += 1) {
      const key = store.key(index);
      if (!key?.startsWith(prefix)) continue;
      const pending = parse(store.getItem(key));
      if (!pending) continue;
      const own = key === keyOf(owner, pending.section);
      if (own || now - pending.at > OTHER_TAB_MS) found.push({ ...pending, key });
    }
  } catch {
    return [];
  }
  return found.sort((a, b) => a.at - b.at);
}

function parse(text: string | null): PendingSave | null {
  try {
    const value = JSON.parse(text ?? "null") as PendingSave | null;
    const whole =
      value &&
      typeof value.section === "string" &&
      Number.isInteger(value.revision) &&
      value.base &&
      value.data &&
      Number.isFinite(value.at);
    return whole ? value : null;
  } catch {
    return null;
  }
}
