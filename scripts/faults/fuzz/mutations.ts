import type { Random } from "../support/random";
import { define, type ForeignIds, HUGE, isNode, type Node, placesOf, spoil, VALUE_KINDS, type ValueKind } from "./kinds";

/** Nested too deep for a recursive reader, made without recursion. */
function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < levels; i++) value = [value];
  return value;
}

/** What may stand where anything else was expected. */
const STRANGE: readonly ((random: Random) => unknown)[] = [
  () => "\u0000",
  () => "甲\u0000乙",
  () => "\ud800",
  () => "a\udc00b",
  () => "\u202e\u2066oof\u2069",
  () => "\ufeff\u200b\u200d",
  () => "x".repeat(300_000),
  () => "字".repeat(5000),
  () => "+275760-09-13T00:00:00.000Z",
  () => "275760-09-13",
  () => "0000-00-00",
  () => "9999-99-99",
  () => "2026-02-30",
  () => "1e309",
  () => "-1e309",
  () => HUGE,
  () => "NaN",
  () => "__proto__",
  () => "constructor",
  () => "toString",
  () => "$undefined",
  () => "$1",
  () => "$K1",
  () => "'; DROP TABLE application; --",
  () => "%00%ff%c0%af",
  () => "../../../../etc/passwd",
  () => "{{7*7}}${7*7}<script>alert(1)</script>",
  () => "00000000-0000-0000-0000-000000000000",
  () => "FFFFFFFF-FFFF-4FFF-AFFF-FFFFFFFFFFFF",
  () => Infinity,
  () => -Infinity,
  () => NaN,
  () => -0,
  () => 1e308,
  () => 2 ** 53 + 2,
  () => 2_147_483_648,
  () => -1,
  () => 1.5,
  () => null,
  () => undefined,
  () => true,
  () => [],
  () => {},
  () => ({}),
  () => ["a", "b"],
  () => [[[[]]]],
  () => deep(500),
  () => Object.fromEntries(["toString", "valueOf", "then", "toJSON"].map((name) => [name, "x"])),
  () => JSON.parse('{"__proto__":{"isAdmin":true,"role":"cityAdmin"}}') as unknown,
  () => ({ length: 1e9, 0: "a" }),
  () => Array.from({ length: 3000 }, (_, i) => i),
  (random) => random.uuid(),
  (random) => random.below(1000),
];

/** Names that a caller would like to add. */
const EXTRA = [
  "__proto__",
  "constructor",
  "prototype",
  "viewer",
  "orgPath",
  "org_path",
  "role",
  "status",
  "number",
  "then",
  "toJSON",
  "",
  "\u0000",
  "a.b[0]",
];

/** The kind is that of the last change, which nothing later undoes. */
type Mutated = { value: unknown; kind?: ValueKind };

/** One to three changes of a value that was right, every other of a named kind. The value is changed in place where it can be. */
export function mutated(value: unknown, random: Random, ids: readonly string[], foreign: ForeignIds): Mutated {
  if (!isNode(value) || random.chance(0.06)) return { value: random.pick(STRANGE)(random) };
  let last: ValueKind | undefined;
  for (let left = 1 + random.below(3); left > 0; left--) {
    last = random.chance(0.5) ? random.pick(VALUE_KINDS) : undefined;
    if (last && spoil(last, value, random, foreign)) continue;
    last = undefined;
    changeAnywhere(value, random, ids);
  }
  return { value, ...(last && { kind: last }) };
}

function changeAnywhere(value: Node, random: Random, ids: readonly string[]): void {
  const places = placesOf(value);
  const place = places.length > 0 ? random.pick(places) : undefined;
  const kind = random.below(10);
  if (!place || kind === 0) define(value, random.pick(EXTRA), random.pick(STRANGE)(random));
  else if (kind === 1) delete place.in[place.at];
  else if (kind === 2) place.in[place.at] = [place.in[place.at]];
  else if (kind === 3) place.in[place.at] = { value: place.in[place.at] };
  else if (kind === 4 && ids.length > 0) place.in[place.at] = random.pick(ids);
  else if (kind === 5 && typeof place.in[place.at] === "string") place.in[place.at] = spoilt(place.in[place.at] as string, random);
  else place.in[place.at] = random.pick(STRANGE)(random);
}

/** A text with something in it that does not belong there. */
export function spoilt(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const what = random.pick(["\u0000", "\ud83d", "\udc00", "\u202e", "\r\n", " ", "'", "%", "\u2028", "𠮷", "\u0301"]);
  return random.chance(0.2) ? text.toUpperCase() : text.slice(0, at) + what + text.slice(at);
}

export function strangeText(random: Random): string {
  const value = random.pick(STRANGE)(random);
  return typeof value === "string" ? value : String(JSON.stringify(value) ?? value);
}
