import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allFields, FORM } from "@/domain/application-form";
import { CHECKS } from "@/domain/criteria-checks";
import { CRITERIA_SETS } from "@/domain/criteria-sets";
import { derivedNumbers } from "@/domain/derived-numbers";
import { blockingCodes, type CriteriaContext, demandedPaths, evaluateCriteria } from "@/domain/evaluate-criteria";
import type { Filing, FormContent, FormRow } from "@/domain/form-content";
import { rowsAt } from "@/domain/form-context";
import { formErrorMessage, formErrors, isRequired } from "@/domain/form-errors";
import { storeContent } from "@/domain/storage-rules";
import { toUnits } from "@/domain/decimal";
import { applyChanges, type ExampleFile, exampleVersions } from "../support/example-file";
import { answer, expectSameAsReference } from "../support/expression-checks";
import { mutateFiling, mutation } from "../support/filing-mutations";
import { exampleContext } from "../support/judge-example";
import { EXAMPLES, REFERENCE_FIELDS, REFERENCE_FORM } from "../support/reference";

/** Every state an example tells of: first attempt, revisions, what-ifs. */
const states: { example: ExampleFile; filing: Filing }[] = EXAMPLES.flatMap((example) => {
  const versions = exampleVersions(example);
  const others = (example.expect.whatIf ?? []).map((whatIf) => applyChanges(versions[0]!, whatIf.changes));
  return [...versions, ...others].map((filing) => ({ example, filing }));
});

const taken = fc.record({
  name: fc.constantFrom(null, "“甲”工作室"),
  lead: fc.constantFrom(null, "乙工作室"),
});

const contexts: fc.Arbitrary<CriteriaContext> = fc
  .record({ state: fc.constantFrom(...states), changes: fc.array(mutation, { maxLength: 25 }), taken })
  .map(({ state, changes, taken: names }) => ({
    ...exampleContext(state.example, mutateFiling(state.filing, changes), []),
    taken: names,
  }));

function expectRequiredAsReference(c: CriteriaContext): void {
  for (const field of allFields()) {
    const reference = REFERENCE_FIELDS.get(field.path)!;
    if (typeof reference.required === "string") continue;
    const { test } = reference.required.when;
    const rows: (FormRow | undefined)[] = field.path.split(".").length === 3 ? [...rowsAt(c.content, field.path)] : [undefined];
    for (const row of rows) expect(isRequired(field, c, row), field.path).toBe(answer(test, c, {}, row));
  }
}

function expectNumbersAsReference(c: CriteriaContext): void {
  const numbers = derivedNumbers(c);
  expect(Object.keys(numbers)).toEqual(REFERENCE_FORM.derived.map((one) => one.key));
  for (const { key, expr, type } of REFERENCE_FORM.derived) {
    const expected = answer(expr, c);
    if (type === "decimal") {
      expect(numbers[key], key).toBeTypeOf("string");
      expect(toUnits(numbers[key]), key).toBe(toUnits(expected));
    } else {
      expect(numbers[key], key).toBe(Number(expected));
    }
  }
}

describe("the typed rules and the expressions of the reference", () => {
  it("agree on every state of every example", () => {
    for (const { example, filing } of states) {
      const c = exampleContext(example, filing, []);
      expectRequiredAsReference(c);
      expectNumbersAsReference(c);
      for (const [code, check] of Object.entries(CHECKS)) expectSameAsReference(code, c, check.params);
    }
  });

  it("agree on whatever hands make of the examples", () => {
    fc.assert(
      fc.property(contexts, (c) => {
        expectRequiredAsReference(c);
        expectNumbersAsReference(c);
        for (const [code, check] of Object.entries(CHECKS)) expectSameAsReference(code, c, check.params);
      }),
      { numRuns: 300 },
    );
  });

  it("agree whatever the parameters of the sets", () => {
    const params = fc.record({ least: fc.nat({ max: 12 }), months: fc.nat({ max: 30 }), lead: fc.boolean() });
    fc.assert(
      fc.property(contexts, params, (c, { least, months, lead }) => {
        for (const [code, check] of Object.entries(CHECKS)) {
          const changed = Object.fromEntries(
            Object.entries(check.params).map(([name, value]) => {
              if (name === "months") return [name, months];
              return [name, typeof value === "number" ? least : typeof value === "boolean" ? lead : value];
            }),
          );
          expectSameAsReference(code, c, changed);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe("the rules on drafts", () => {
  const run = (c: CriteriaContext) => {
    for (const e of formErrors(c)) {
      expect(formErrorMessage(e, "zh-CN")).not.toMatch(/undefined|null|NaN|\[object/);
      expect(formErrorMessage(e, "en")).not.toMatch(/undefined|null|NaN|\[object/);
    }
    derivedNumbers(c);
    for (const set of CRITERIA_SETS) {
      const evaluation = evaluateCriteria(set, c);
      expect(Object.keys(evaluation)).toEqual(["general", ...set.items.map((item) => item.key)]);
      for (const { verdict, fired } of Object.values(evaluation)) {
        const block = fired.some((one) => one.severity === "block");
        expect(verdict).toBe(block ? "unmet" : fired.length > 0 ? "warn" : "met");
      }
      evaluateCriteria(set, c, "en");
      blockingCodes(evaluation);
      demandedPaths(set, c);
    }
  };

  it("never throw on what hands make of the examples, and always have a sentence", () => {
    fc.assert(fc.property(contexts, run), { numRuns: 200 });
  });

  it("never throw on values of any other type, anywhere", () => {
    const section = FORM.sections.map((one) => {
      const values = Object.fromEntries(one.fields.map((field) => [field.key, fc.anything({ maxDepth: 2 })]));
      return [one.key, fc.option(fc.record(values, { requiredKeys: [] }), { nil: undefined })] as const;
    });
    const junk = fc.record(Object.fromEntries(section), { requiredKeys: [] }) as fc.Arbitrary<unknown>;
    const base = exampleContext(EXAMPLES[0]!, states[0]!.filing, []);
    fc.assert(
      fc.property(junk, (content) => run({ ...base, content: storeContent(content as FormContent) })),
      { numRuns: 300 },
    );
  });

  it("never throw on junk in the columns of tables", () => {
    const table = fc.constantFrom(...FORM.sections.flatMap((one) => one.fields).filter((field) => field.columns));
    const row = fc.dictionary(fc.string({ maxLength: 5 }), fc.anything({ maxDepth: 1 }), { maxKeys: 3 });
    const rows = table.chain((field) =>
      fc
        .array(fc.record(Object.fromEntries(field.columns!.map((one) => [one.key, fc.anything({ maxDepth: 1 })])), { requiredKeys: [] }))
        .map((list) => ({ field, list: list as unknown[] })),
    );
    const base = exampleContext(EXAMPLES[0]!, states[0]!.filing, []);
    fc.assert(
      fc.property(rows, row, ({ field, list }, extra) => {
        const [section = "", key = ""] = field.path.split(".");
        const content = structuredClone(base.content) as unknown as Record<string, Record<string, unknown>>;
        content[section]![key] = [...list, extra, null, 7];
        run({ ...base, content: storeContent(content as unknown as FormContent) });
      }),
      { numRuns: 300 },
    );
  });
});
