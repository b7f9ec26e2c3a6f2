import { describe, expect, it } from "vitest";
import {
  define,
  type ForeignIds,
  IN_ADDRESS,
  spoil,
  VALUE_KINDS,
  type ValueKind,
  withHugeNumbers,
} from "../../../../scripts/faults/fuzz/kinds";
import { argumentsText, formArguments } from "../../../../scripts/faults/fuzz/wire";
import { Random } from "../../../../scripts/faults/support/random";

const OWN = "11111111-1111-4111-a111-111111111111";
const FOREIGN = "22222222-2222-4222-a222-222222222222";
const foreign: ForeignIds = { id: [FOREIGN] };
/** A value of one text and one id, spoilt. */
const spoilt = (kind: ValueKind, seed: number) => {
  const value: Record<string, unknown> = { id: OWN, reason: "同意" };
  expect(spoil(kind, value, new Random(seed), foreign)).toBe(true);
  return value;
};

/** What must stand in the body, as JSON and as a form. */
const BYTES: Readonly<Record<ValueKind, { json: RegExp; form: RegExp }>> = {
  missing: { json: /^\[\{"(id|reason)":"[^"]*"\}\]$/, form: /^(?!.*"_1_id".*"_1_reason")/s },
  extra: { json: /^\[\{"id":.*,"reason":.*,"/, form: /(?:name="_1_[^"]*".*){3}/s },
  __proto__: { json: /"__proto__":\{"isAdmin":true/, form: /name="_1___proto__"/ },
  NUL: { json: /\\u0000/, form: /\0/ },
  "lone surrogate": { json: /\\ud(?:800|c00|83d)/, form: /\u00ed[\u00a0-\u00bf][\u0080-\u00bf]/ },
  "RTL mark": { json: /\u00e2\u0080[\u00ae\u008f]|\u00e2\u0081\u00a7/, form: /\u00e2\u0080[\u00ae\u008f]|\u00e2\u0081\u00a7/ },
  "1e309": { json: /:1e309[,}]/, form: /\r\n1e309\r\n/ },
  "array for a string": { json: /":\["[^"]*","[^"]*"\]/, form: /name="_1_(id|reason)".*name="_1_\1"/s },
  "foreign id": { json: new RegExp(FOREIGN), form: new RegExp(FOREIGN) },
};

describe("spoil", () => {
  for (const kind of VALUE_KINDS)
    it(`brings "${kind}" into the bytes of a JSON body and of a form`, () => {
      for (let seed = 1; seed <= 20; seed++) {
        expect(argumentsText([spoilt(kind, seed)]).body.toString("latin1")).toMatch(BYTES[kind].json);
        expect(formArguments({}, spoilt(kind, seed), new Random(seed)).body.toString("latin1")).toMatch(BYTES[kind].form);
      }
    });

  it("says so where a value has nothing of the kind", () => {
    const random = new Random(1);
    expect(VALUE_KINDS.filter((kind) => spoil(kind, {}, random, foreign))).toEqual(["extra", "__proto__"]);
    expect(VALUE_KINDS.filter((kind) => spoil(kind, { version: 1 }, random, foreign))).not.toContain("foreign id");
    expect(VALUE_KINDS.filter((kind) => spoil(kind, null, random, foreign))).toEqual([]);
  });
});

describe("withHugeNumbers", () => {
  it("writes the number that JSON has and JavaScript has not", () => {
    const value: Record<string, unknown> = { version: 1 };
    spoil("1e309", value, new Random(1), foreign);
    expect(withHugeNumbers(JSON.stringify(value))).toBe('{"version":1e309}');
  });
});

describe("define", () => {
  it("makes __proto__ a field like any other", () => {
    const value = {};
    define(value, "__proto__", 1);
    expect(JSON.stringify(value)).toBe('{"__proto__":1}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe("IN_ADDRESS", () => {
  it("has every kind as a text that stands in an address", () => {
    for (const text of Object.values(IN_ADDRESS)) expect(text).toMatch(/^[\w%]+$/);
    expect(IN_ADDRESS["__proto__"]).toBe("__proto__");
  });
});
