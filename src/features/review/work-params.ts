import { WORK_TABS, type WorkTab } from "@/data/work-list";
import { addressText } from "@/lib/address-text";
import { decodePlace, type Place } from "@/lib/keyset";

export type WorkParams = { tab: WorkTab; text: string; after: Place | null };

type Raw = Record<string, string | string[] | undefined>;

/** What the address of the work list says; anything else is the first page of 待审. */
export function workParams(raw: Raw): WorkParams {
  const tab = addressText(raw, "tab");
  const text = addressText(raw, "q").replaceAll("\u0000", "").slice(0, 100);
  return {
    tab: (WORK_TABS as readonly string[]).includes(tab) ? (tab as WorkTab) : "pending",
    text: text.isWellFormed() ? text : "",
    after: decodePlace(addressText(raw, "after")),
  };
}

export function workHref(params: { tab: WorkTab; text?: string; after?: string }): string {
  const query = new URLSearchParams();
  if (params.tab !== "pending") query.set("tab", params.tab);
  if (params.text) query.set("q", params.text);
  if (params.after) query.set("after", params.after);
  const text = query.toString();
  return text ? `/work?${text}` : "/work";
}
