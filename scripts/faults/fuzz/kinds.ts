import type { Random } from "../support/random";

/** The kinds of garbage that every run must have sent, each to every target where it makes sense. */
export const VALUE_KINDS = [
  "missing",
  "extra",
  "__proto__",
  "NUL",
  "lone surrogate",
  "RTL mark",
  "1e309",
  "array for a string",
  "foreign id",
] as const;
export const RAW_KINDS = ["raw Flight", "raw multipart"] as const;
export const KINDS = [...VALUE_KINDS, ...RAW_KINDS] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];
export type RawKind = (typeof RAW_KINDS)[number];
export type Kind = (typeof KINDS)[number];

/** Ids that are real and somebody else's, by the name of the field that takes them; under "id" those of applications. */
export type ForeignIds = Readonly<Record<string, readonly string[]>>;

/** Stands for a number that JSON can write and JavaScript cannot hold; see withHugeNumbers. */
export const HUGE = "\ue000huge number\ue000";

/** The text of a JSON body with 1e309 itself wherever it was meant. */
export function withHugeNumbers(json: string): string {
  return json.replaceAll(JSON.stringify(HUGE), "1e309").replaceAll(HUGE, "1e309");
}

export type Node = Record<string | number, unknown>;
export type Place = { in: Node; at: string | number };

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}

/** Every place of a value that could be changed. */
export function placesOf(value: unknown, places: Place[] = []): Place[] {
  if (!isNode(value) || places.length > 400) return places;
  for (const key of Object.keys(value)) {
    places.push({ in: value, at: Array.isArray(value) ? Number(key) : key });
    placesOf(value[key], places);
  }
  return places;
}

export function define(node: Node, key: string, value: unknown): void {
  Object.defineProperty(node, key, { value, enumerable: true, configurable: true, writable: true });
}

const EXTRA = ["constructor", "prototype", "viewer", "orgPath", "org_path", "role", "status", "number", "then", "toJSON", "", "a.b[0]"];
const MARKS = { NUL: ["\u0000"], "lone surrogate": ["\ud800", "\udc00", "\ud83d"], "RTL mark": ["\u202e", "\u2067", "\u200f"] } as const;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PROTO = '{"isAdmin":true,"role":"cityAdmin"}';

/** Spoils a value in place in the way of the kind. False where the value has nothing that could be spoilt so. */
export function spoil(kind: ValueKind, value: unknown, random: Random, foreign: ForeignIds): boolean {
  if (!isNode(value)) return false;
  if (kind === "extra") {
    const name = random.pick(EXTRA.filter((one) => !Object.hasOwn(value, one)));
    define(value, name, random.pick<unknown>(["x", true, 1, { a: 1 }, ["a"]]));
    return true;
  }
  if (kind === "__proto__") {
    define(value, "__proto__", JSON.parse(PROTO));
    return true;
  }
  const places = placesOf(value).filter((place) => fits(kind, place));
  if (places.length === 0) return false;
  const place = random.pick(places);
  const old = place.in[place.at];
  if (kind === "missing") delete place.in[place.at];
  else if (kind === "1e309") place.in[place.at] = HUGE;
  // twice, so that a form sends its name twice
  else if (kind === "array for a string") place.in[place.at] = [old, old];
  else if (kind === "foreign id") {
    const ids = foreign[String(place.at)] ?? foreign["id"] ?? [];
    if (ids.length === 0) return false;
    place.in[place.at] = random.pick(ids);
  } else place.in[place.at] = marked(String(old), random.pick<string>(MARKS[kind]), random);
  return true;
}

function fits(kind: ValueKind, { in: node, at }: Place): boolean {
  const value = node[at];
  if (kind === "missing") return !Array.isArray(node);
  if (kind === "1e309") return !isNode(value);
  if (kind === "foreign id") return typeof value === "string" && UUID.test(value);
  return typeof value === "string";
}

function marked(text: string, mark: string, random: Random): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + mark + text.slice(at);
}

/** The same in an address, already escaped: bytes, since no text of JavaScript writes a lone surrogate there. */
export const IN_ADDRESS: Readonly<Partial<Record<Kind, string>>> = {
  // in brackets: without, it would be the prototype of this table
  ["__proto__"]: "__proto__",
  NUL: "a%00b",
  "lone surrogate": "%ED%A0%80",
  "RTL mark": "%E2%80%AEoof",
  "1e309": "1e309",
};
