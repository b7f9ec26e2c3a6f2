import type { Random } from "../support/random";
import { type RawKind, withHugeNumbers } from "./kinds";

export type Wire = { body: Buffer; type: string };

/** A value as the browser's half of the framework writes an argument: "$" is doubled, what JSON has no word for is named. */
function encoded(value: unknown): unknown {
  if (typeof value === "string") return value.startsWith("$") ? `$${value}` : value;
  if (value === undefined) return "$undefined";
  if (typeof value === "number") {
    if (Number.isNaN(value)) return "$NaN";
    if (value === Infinity) return "$Infinity";
    if (value === -Infinity) return "$-Infinity";
    return Object.is(value, -0) ? "$-0" : value;
  }
  if (Array.isArray(value)) return value.map(encoded);
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const part = encoded((value as Record<string, unknown>)[key]);
    Object.defineProperty(copy, key, { value: part, enumerable: true, configurable: true, writable: true });
  }
  return copy;
}

/** The arguments of an action as one text. */
export function argumentsText(args: readonly unknown[]): Wire {
  return { body: Buffer.from(withHugeNumbers(JSON.stringify(args.map(encoded)))), type: "text/plain;charset=UTF-8" };
}

type Part = { name: string; value: string | Buffer; fileName?: string; type?: string };

/** A text as UTF-8, a lone surrogate as the three bytes that a careless encoder writes for it: a strict one would hide it. */
function bytesOf(value: string | Buffer): Buffer {
  if (typeof value !== "string" || value.isWellFormed()) return Buffer.from(value as string);
  return Buffer.concat(
    Array.from(value, (char) => {
      const code = char.charCodeAt(0);
      return char.isWellFormed() ? Buffer.from(char) : Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]);
    }),
  );
}

function boundaryOf(random: Random): string {
  return `----fuzz${random.uuid().replaceAll("-", "")}`;
}

export function multipart(parts: readonly Part[], random: Random, boundary = boundaryOf(random)): Wire {
  const chunks: Buffer[] = [];
  for (const { name, value, fileName, type } of parts) {
    const quoted = (text: string) => text.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");
    const file = fileName === undefined ? "" : `; filename="${quoted(fileName)}"`;
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${file}\r\n${type ? `Content-Type: ${type}\r\n` : ""}\r\n`;
    chunks.push(Buffer.from(head), bytesOf(value), Buffer.from("\r\n"));
  }
  chunks.push(Buffer.from(`--${boundary}--\r\n`));
  return { body: Buffer.concat(chunks), type: `multipart/form-data; boundary=${boundary}` };
}

/** Fields of a form; a list gives its name several times, and what is no text is sent as its text. */
export function formParts(value: unknown, prefix = ""): Part[] {
  if (typeof value !== "object" || value === null) return [{ name: `${prefix}value`, value: String(value) }];
  return Object.entries(value).flatMap(([name, one]) =>
    (Array.isArray(one) ? one.slice(0, 500) : [one]).map((text) => ({
      name: prefix + name,
      value: withHugeNumbers(typeof text === "string" ? text : (JSON.stringify(text) ?? "")),
    })),
  );
}

/** The fields of a form as a server reads them: a name that comes twice is a list. */
export function formFields(value: unknown): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.create(null);
  for (const { name, value: text } of formParts(value))
    fields[name] = name in fields ? [fields[name] as string, String(text)].flat() : String(text);
  return fields;
}

/** A form action as the browser calls it with script: (previous state, FormData). */
export function formArguments(previous: unknown, fields: unknown, random: Random): Wire {
  const root = { name: "0", value: JSON.stringify([encoded(previous), "$K1"]) };
  return multipart([...formParts(fields, "_1_"), root], random);
}

/** A form action without script: the action's id is a field. */
export function plainForm(action: string, fields: unknown, random: Random): Wire {
  return multipart([{ name: `$ACTION_ID_${action}`, value: "" }, ...formParts(fields)], random);
}

const NOISE = (random: Random, length: number) => Buffer.from(Array.from({ length }, () => random.below(256)));

const FLIGHT = [
  '["$1"]',
  '["$@1"]',
  '["$F1"]',
  '["$h1"]',
  '["$K1"]',
  '["$Q1"]',
  '["$W1"]',
  '["$i1"]',
  '["$B1"]',
  '["$R1"]',
  '["$r1"]',
  '["$X1"]',
  '["$x1"]',
  '["$A1"]',
  '["$V1"]',
  '["$o1"]',
  '["$n99999999999999999999999999999999"]',
  '["$nabc"]',
  '["$D2026-99-99T00:00:00.000Z"]',
  '["$D"]',
  '["$T"]',
  '["$S__proto__"]',
  '["$1:__proto__:constructor:constructor"]',
  '["$0"]',
  '["$0:0:0:0"]',
  '[{"then":"$1:then"}]',
  '{"0":"a"}',
  "[",
  "null",
  "",
  "0",
  '"$F1"',
  "[[[[[[[[[[",
  '["\\ud800"]',
];

/** Which cases of garbage() are of a kind; the seventh is a form of the old way. */
const CASES: Readonly<Record<RawKind, readonly number[]>> = { "raw Flight": [0, 8, 9], "raw multipart": [1, 2, 3, 4, 5, 6] };

/** A body that no browser would send, of the kind where one is given. */
export function garbage(random: Random, action: string, wanted?: RawKind): Wire & { kind?: RawKind } {
  const which = wanted ? random.pick(CASES[wanted]) : random.below(10);
  const kind = (Object.keys(CASES) as RawKind[]).find((one) => CASES[one].includes(which));
  return { ...garbageOf(which, random, action), ...(kind && { kind }) };
}

function garbageOf(which: number, random: Random, action: string): Wire {
  const flight = random.pick(FLIGHT);
  switch (which) {
    case 0:
      return { body: NOISE(random, random.below(4000)), type: "text/plain;charset=UTF-8" };
    case 1:
      return { body: NOISE(random, random.below(4000)), type: `multipart/form-data; boundary=${boundaryOf(random)}` };
    case 2:
      return { body: Buffer.from(flight), type: "multipart/form-data" };
    case 3:
      return multipart([{ name: "0", value: flight }, ...partsAfter(random)], random);
    case 4:
      return multipart(
        [
          { name: `$ACTION_REF_1`, value: "" },
          { name: "$ACTION_1:0", value: `{"id":"${action}","bound":"$@1"}` },
          { name: "$ACTION_1:1", value: flight },
        ],
        random,
      );
    case 5:
      return multipart([{ name: `$ACTION_ID_${random.pick([action, "__proto__", "0".repeat(42), "x"])}`, value: flight }], random);
    case 6: {
      const whole = multipart(
        [
          { name: "0", value: '["$K1"]' },
          { name: "_1_a", value: "b" },
        ],
        random,
      );
      return { ...whole, body: whole.body.subarray(0, random.below(whole.body.length)) };
    }
    case 7:
      return { body: Buffer.from(`a=1&a=2&__proto__=3&%00=%ff&=${flight}`), type: "application/x-www-form-urlencoded" };
    case 8:
      return { body: Buffer.from("[".repeat(20_000)), type: "text/plain;charset=UTF-8" };
    default:
      return {
        body: Buffer.from(flight),
        type: random.pick(["text/plain;charset=UTF-8", "text/plain", "application/json", "text/x-component", "a", "\u00e9/x"]),
      };
  }
}

function partsAfter(random: Random): Part[] {
  return [
    { name: "1", value: random.pick(FLIGHT) },
    { name: "1", value: random.pick(FLIGHT) },
    { name: "__proto__", value: "x" },
    { name: "2", value: NOISE(random, 64), fileName: "../a\u0000.svg", type: "image/svg+xml" },
  ].slice(0, random.below(5));
}
