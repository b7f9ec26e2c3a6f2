import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import catalogLoader from "next-intl/extractor/catalogLoader";

/** Values by the name of their place in a sentence. */
export type SentenceValues = Record<string, string | number>;
/** One part of a parsed sentence, as intl-messageformat gives it; type 0 is text, 1 a value, 2 a number, 5 a choice, 6 a plural. */
type Part = { type: number; value?: string; options?: Record<string, { value: Part[] }> };
type Parse = (sentence: string) => Part[];
type FormatBuilt = (key: string, compiled: unknown, values: SentenceValues, options: object) => string;

// the copies that next-intl itself uses
const nextIntl = createRequire(createRequire(import.meta.url).resolve("next-intl"));
const useIntl = createRequire(nextIntl.resolve("use-intl"));
const load = async (from: NodeJS.Require, name: string) => await import(pathToFileURL(from.resolve(name)).href);

/** The catalogue of a file as the loader of the build makes it: each sentence compiled, under the same keys. */
export async function builtCatalogue(file: string, source = readFileSync(file, "utf8")): Promise<Record<string, unknown>> {
  const code = await new Promise<string>((resolve, reject) => {
    catalogLoader.call(
      {
        getOptions: () => ({ messages: { format: "json", precompile: true } }),
        async: () => (error: Error | null, result?: string) => (error ? reject(error) : resolve(result ?? "")),
        rootContext: process.cwd(),
        resourcePath: file,
      } as never,
      source,
    );
  });
  const text = /^export default JSON\.parse\((.*)\);$/.exec(code)?.[1];
  if (!text) throw new Error(`the loader answered: ${code.slice(0, 80)}`);
  return JSON.parse(JSON.parse(text) as string) as Record<string, unknown>;
}

/** What fills in the compiled sentences in a built portal. */
export async function builtFormatter(locale: string): Promise<(compiled: unknown, values: SentenceValues) => string> {
  const { default: format } = (await load(nextIntl, "use-intl/format-message/format-only")) as { default: FormatBuilt };
  const { _createCache, _createIntlFormatters } = await load(nextIntl, "use-intl/core");
  const formatters = _createIntlFormatters(_createCache());
  return (compiled, values) => format("", compiled, values, { locale, formatters, timeZone: "Asia/Shanghai" });
}

/** The parser of the sentences that are not compiled, for values that reach every branch of a sentence. */
export async function sentenceParser(): Promise<Parse> {
  const { IntlMessageFormat } = await load(useIntl, "intl-messageformat");
  return (sentence) => new IntlMessageFormat(sentence, "en").getAst();
}

const NUMBERS = [0, 1, 2, 5, 11, 21, 1234.5];
const TEXTS = ["甲", `a <b> {c} # '' "“”`, "0"];

/** Sets of values for a sentence: every choice, numbers of every plural form, texts that look like parts of a sentence. */
export function sampleValues(parts: readonly Part[]): SentenceValues[] {
  const found = new Map<string, Set<string | number>>();
  const walk = (one: Part) => {
    if (one.type === 0 || one.type === 7 || one.value === undefined) return;
    const samples =
      one.type === 5 ? [...Object.keys(one.options ?? {}), "something else"] : one.type === 2 || one.type === 6 ? NUMBERS : TEXTS;
    const known = found.get(one.value) ?? new Set<string | number>();
    found.set(one.value, known);
    for (const sample of samples) known.add(sample);
    for (const { value } of Object.values(one.options ?? {})) value.forEach(walk);
  };
  parts.forEach(walk);
  // each value of a name beside every value of the others: sentences have few
  let sets: SentenceValues[] = [{}];
  for (const [name, samples] of found)
    sets = sets.flatMap((set) => [...samples].map((sample) => Object.assign({}, set, { [name]: sample })));
  return sets;
}
