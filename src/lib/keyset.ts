import { isUuid } from "@/lib/is-uuid";

/** A place in a list sorted by a moment and an id: the page after it begins there. Opaque in addresses. */
export type Place = { at: Date; id: string };

export function encodePlace(place: Place): string {
  return `${place.at.getTime().toString(36)}.${place.id}`;
}

/** null for anything that is no place: the list then begins at its start. */
export function decodePlace(text: string | null | undefined): Place | null {
  const [time = "", id = ""] = (text ?? "").split(".");
  const ms = /^[0-9a-z]{1,10}$/.test(time) ? Number.parseInt(time, 36) : Number.NaN;
  return isUuid(id) && Number.isFinite(ms) && ms < 8.64e15 ? { at: new Date(ms), id } : null;
}
