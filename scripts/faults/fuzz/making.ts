import { Random } from "../support/random";
import type { Ask } from "../support/send";
import { type ForeignIds, IN_ADDRESS, type Kind, RAW_KINDS, type RawKind, spoil, VALUE_KINDS, type ValueKind } from "./kinds";
import { allIds } from "./known";
import { mutated, strangeText } from "./mutations";
import type { Known } from "./shapes";
import type { Wire } from "./wire";

export type Mode = "valid" | "mutated" | "garbage";
/** What a payload is made from; kind: the one to spoil it with, where one is wanted */
export type Making = { random: Random; known: Known; foreign: ForeignIds; mode: Mode; kind?: Kind | undefined };
export type Payload = Ask & {
  /** what was done to it on purpose */
  kind?: Kind | undefined;
  /** a form without script whose fields the action takes: the page that answers does not say whether it was done */
  mayWork?: boolean;
};
export type Target = {
  name: string;
  kind: "action" | "route" | "page";
  /** kinds of garbage that make sense for what it takes */
  kinds: readonly Kind[];
  tries?: true;
  /** takes nothing that could be wrong (or only an address): it may do its work whatever the body is */
  inputless?: true;
  make: (making: Making) => Payload;
};

/** Escapes that make no text. */
const NO_TEXT = ["%", "%FF", "%zz", "%C3", "%ED%A0%80", "%00"];

/** An address with its places filled: mostly with ids of the kind, sometimes with anything. */
export function fill(pattern: string, { random, known, foreign, mode, kind }: Making): string {
  return pattern.replace(/\[(\.\.\.)?(\w+)\]/g, (_all, _rest, name: string) => {
    const of = name === "id" && /attachments|files/.test(pattern) ? "attachment" : name;
    const spoiltBy = kind && name !== "section" ? IN_ADDRESS[kind] : undefined;
    if (spoiltBy) return spoiltBy;
    if (kind === "foreign id" && name === "id") return random.pick(foreign[of] ?? foreign["id"] ?? ["x"]);
    const strange = mode === "valid" || kind ? false : random.chance(0.35);
    if (strange && random.chance(0.2)) return random.pick(NO_TEXT);
    return strange
      ? encodeURIComponent(strangeText(random).slice(0, 2000).toWellFormed())
      : encodeURIComponent(random.pick(known[of] ?? ["x"]));
  });
}

export function isRaw(kind: Kind | undefined): kind is RawKind {
  return RAW_KINDS.some((raw) => raw === kind);
}

/** Values of the schema, until one can be spoilt by the kind: not every one has what a kind spoils. */
function madeBy(kind: ValueKind, make: () => unknown, { random, foreign }: Making): { value: unknown; kind?: ValueKind } {
  for (let tries = 0; tries < 100; tries++) {
    const value = make();
    if (spoil(kind, value, random, foreign)) return { value, kind };
  }
  return { value: make() };
}

export function made(make: () => unknown, making: Making): { value: unknown; kind?: ValueKind } {
  const { random, known, foreign, mode, kind } = making;
  if (kind && !isRaw(kind)) return madeBy(kind, make, making);
  return mode === "mutated" ? mutated(make(), random, allIds(known), foreign) : { value: make() };
}

/** The kinds that can spoil what is made: found by trying. */
export function kindsOf(make: (random: Random) => unknown): ValueKind[] {
  const random = new Random(1);
  const foreign = { id: [random.uuid()] };
  return VALUE_KINDS.filter((kind) => Array.from({ length: 60 }).some(() => spoil(kind, make(random), random, foreign)));
}

export function sent(wire: Wire, ask: Omit<Ask, "body">): Ask {
  return { ...ask, headers: { "content-type": wire.type, ...ask.headers }, body: wire.body };
}
