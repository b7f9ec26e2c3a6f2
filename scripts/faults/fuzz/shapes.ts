import type { z } from "zod";
import type { Random } from "../support/random";

/** What a value of a name may really be: ids of the running portal, own and foreign, and the words of its lists. */
export type Known = Readonly<Record<string, readonly string[]>>;

type Def = { type: string } & Record<string, unknown>;
const defOf = (schema: unknown): Def => (schema as { _zod: { def: Def } })._zod.def;

const WORDS = ["同意", "材料齐全，符合标准。", "请补正第 3 项", "2026-12-20", "", "a", " x ", "技术攻关"];

/** A value that the schema takes, filled with ids that exist where its name has some. */
export function valueOf(schema: z.ZodType, random: Random, known: Known, name = ""): unknown {
  const def = defOf(schema);
  const inner = () => valueOf(def["innerType"] as z.ZodType, random, known, name);
  switch (def.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(def["shape"] as Record<string, z.ZodType>).flatMap(([key, part]) => {
          const value = valueOf(part, random, known, key);
          return value === undefined ? [] : [[key, value]];
        }),
      );
    case "array":
      return Array.from({ length: random.below(4) }, () => valueOf(def["element"] as z.ZodType, random, known, name));
    case "record":
      return Object.fromEntries(
        Array.from({ length: random.below(9) }, () => [
          random.pick(known["criterion"] ?? ["team"]),
          valueOf(def["valueType"] as z.ZodType, random, known),
        ]),
      );
    case "string":
      return stringOf(def, random, known, name);
    case "number":
      return random.pick([0, 0, 1, 1, 2, 3]);
    case "boolean":
      return random.chance(0.5);
    case "enum":
      return random.pick(Object.values(def["entries"] as Record<string, string>));
    case "literal":
      return random.pick(def["values"] as unknown[]);
    case "union":
      return valueOf(random.pick(def["options"] as z.ZodType[]), random, known, name);
    case "optional":
      return random.chance(0.6) ? inner() : undefined;
    case "nullable":
      return random.chance(0.6) ? inner() : null;
    case "default":
    case "prefault":
    case "readonly":
      return inner();
    case "pipe":
      return valueOf(def["in"] as z.ZodType, random, known, name);
    case "null":
      return null;
    case "unknown":
      return {};
    case "custom":
      return random.pick(known[name] ?? [""]);
    default:
      throw new Error(`no value is made for a schema of type ${def.type} (${name})`);
  }
}

function stringOf(def: Def, random: Random, known: Known, name: string): string {
  const isId = def["format"] === "uuid";
  const ids = known[name];
  if (ids && ids.length > 0 && random.chance(0.95)) return random.pick(ids);
  if (isId) return random.chance(0.5) ? random.pick(known["id"] ?? [random.uuid()]) : random.uuid();
  return random.pick(WORDS);
}
