import { describe, expect, it } from "vitest";
import { derivedNumbers } from "@/domain/derived-numbers";
import { toUnits } from "@/domain/decimal";
import { blockingCodes } from "@/domain/evaluate-criteria";
import { columnAt, valueAt } from "@/domain/form-context";
import { applyChanges, type ExampleExpectation, type ExpectedItem, exampleVersions } from "../support/example-file";
import { type Judgement, judgeFiling, liveBefore } from "../support/judge-example";
import { EXAMPLES } from "../support/reference";

const live = liveBefore();

const verdicts = (judgement: Judgement): Record<string, ExpectedItem> =>
  Object.fromEntries(
    Object.entries(judgement.evaluation).map(([key, { verdict, fired }]) => [
      key,
      fired.length > 0 ? { verdict, checks: fired.map((one) => one.code).toSorted() } : { verdict },
    ]),
  );

const sorted = (items: Record<string, ExpectedItem> = {}): Record<string, ExpectedItem> =>
  Object.fromEntries(
    Object.entries(items).map(([key, { verdict, checks }]) => [key, checks ? { verdict, checks: checks.toSorted() } : { verdict }]),
  );

const messageOf = (judgement: Judgement, code: string) =>
  Object.values(judgement.evaluation)
    .flatMap((result) => result.fired)
    .find((one) => one.code === code)?.message;

const errorLines = (judgement: Judgement) => judgement.errors.map((e) => `${e.path} ${e.rule}`);

function textsAt(judgement: Judgement, path: string): unknown[] {
  const { content } = judgement.context;
  const found = path.split(".").length === 3 ? columnAt(content, path) : [valueAt(content, path)].flat();
  return found.map((one) => one ?? null);
}

function expectTexts(judgement: Judgement, expected: ExampleExpectation): void {
  for (const [code, text] of Object.entries(expected.messages ?? {})) {
    expect(messageOf(judgement, code), code).toBe(text);
  }
}

function expectWhole(judgement: Judgement, expected: ExampleExpectation): void {
  expect(verdicts(judgement)).toEqual(sorted(expected.criteria));
  expect(errorLines(judgement)).toEqual(expected.formErrors ?? []);
  expect(judgement.submitAllowed).toBe(expected.submitAllowed);
  expectTexts(judgement, expected);
  const numbers = derivedNumbers(judgement.context);
  for (const [key, value] of Object.entries(expected.derived ?? {})) {
    expect(toUnits(numbers[key]), key).toBe(toUnits(value));
  }
}

describe("the reference examples", () => {
  it("are there", () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(9);
  });
});

describe.each(EXAMPLES)("$id $title", (example) => {
  const others = live.get(example.id)!;
  const versions = exampleVersions(example);
  const judge = (version: number) =>
    judgeFiling(example, versions[version]!, others, {
      asOf: version === 0 ? example.asOf : example.revisions![version - 1]!.asOf,
    });

  it("is judged as expected on the first attempt", () => {
    expectWhole(judge(0), example.expect);
  });

  it.each((example.revisions ?? []).map((revision, i) => ({ ...revision, number: i + 1 })))(
    "is judged as expected after revision $number",
    (revision) => {
      expectWhole(judge(revision.number), revision.expect);
    },
  );

  it.each(example.expect.whatIf ?? [])("what if: $note", (whatIf) => {
    const { asOf, batch, criteriaSet, params } = whatIf;
    const judgement = judgeFiling(example, applyChanges(versions[0]!, whatIf.changes), others, {
      ...(asOf !== undefined && { asOf }),
      ...(batch !== undefined && { batch }),
      ...(criteriaSet !== undefined && { criteriaSet }),
      ...(params !== undefined && { params }),
    });
    expect(verdicts(judgement)).toMatchObject(sorted(whatIf.expect.criteria));
    for (const [key, item] of Object.entries(sorted(whatIf.expect.criteria))) {
      expect(verdicts(judgement)[key]).toEqual(item);
    }
    expect(errorLines(judgement)).toEqual(whatIf.expect.formErrors ?? []);
    expect(judgement.submitAllowed).toBe(whatIf.expect.submitAllowed);
    expectTexts(judgement, whatIf.expect);
  });

  it.each(example.expect.stored ?? [])("stores $path after the storage rules", ({ path, value }) => {
    expect(textsAt(judge(0), path)).toEqual([value].flat());
  });

  it.each(example.expect.formulaLike ?? [])("keeps the text of %s that begins like a formula", (path) => {
    expect(textsAt(judge(0), path).some((text) => /^[=+\-@＝＋－＠]/u.test(String(text)))).toBe(true);
  });

  const refused = example.expect.steps.filter((step) => step.refusedBy);
  it.each(refused)("is refused on $date by $refusedBy", (step) => {
    const codes = blockingCodes(judge(step.revision ?? 0).evaluation);
    expect(codes.toSorted()).toEqual(step.refusedBy!.toSorted());
  });
});
