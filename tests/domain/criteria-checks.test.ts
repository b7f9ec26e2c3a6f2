import { describe, expect, it } from "vitest";
import { fieldAt } from "@/domain/application-form";
import { CHECKS } from "@/domain/criteria-checks";
import { CHECK_TEXTS } from "@/domain/criteria-checks/check-text";
import type { CheckParams } from "@/domain/criteria-set";
import { criteriaSet } from "@/domain/criteria-sets";
import { evaluateCriteria } from "@/domain/evaluate-criteria";
import { exampleVersions } from "../support/example-file";
import { expectSameAsReference } from "../support/expression-checks";
import { exampleContext, judgeFiling, liveBefore } from "../support/judge-example";
import { EXAMPLES, REFERENCE_CRITERIA } from "../support/reference";

const codes = Object.keys(REFERENCE_CRITERIA.checks);
const live = liveBefore();
const contexts = EXAMPLES.flatMap((example) =>
  exampleVersions(example).map((filing) => exampleContext(example, filing, live.get(example.id)!)),
);
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);

describe("CHECKS", () => {
  it("are exactly those of the reference", () => {
    expect(Object.keys(CHECKS).toSorted()).toEqual(codes.toSorted());
  });

  it.each(codes)("%s reads, demands, parameters, severity and message equal the reference", (code) => {
    const { reads, demands, params, severity, message } = CHECKS[code]!;
    const reference = REFERENCE_CRITERIA.checks[code]!;
    expect({ reads, demands: demands ?? [], params, severity, message }).toEqual({
      reads: reference.reads,
      demands: reference.demands ?? [],
      params: reference.params,
      severity: reference.severity,
      message: reference.message,
    });
    expect(Boolean(CHECKS[code]!.applies)).toBe(reference.appliesWhen !== undefined);
  });

  it.each(codes)("%s says in English what it says in Chinese, with known placeholders", (code) => {
    const { message, messageEn, params, values } = CHECKS[code]!;
    const known = [...Object.keys(params), ...Object.keys(values(contexts[0]!, params, CHECK_TEXTS.en))];
    expect(known).toEqual(expect.arrayContaining(placeholders(message)));
    expect(known).toEqual(expect.arrayContaining(placeholders(messageEn)));
    expect(new Set(placeholders(messageEn))).toEqual(new Set(placeholders(message)));
    expect(messageEn).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it.each(codes)("%s answers as the reference on every example, with the parameters of every set", (code) => {
    const variants: CheckParams[] = [CHECKS[code]!.params];
    for (const { code: setCode } of REFERENCE_CRITERIA.sets) {
      const set = criteriaSet(setCode)!;
      const item = [set.general, ...set.items].flatMap((one) => one.checks).find((one) => one.code === code);
      if (item) variants.push(item.params);
    }
    for (const c of contexts) for (const params of variants) expectSameAsReference(code, c, params);
  });

  it.each(codes)("%s cannot pass when it applies and one of its demands is empty", (code) => {
    const check = CHECKS[code]!;
    for (const c of contexts) {
      for (const path of check.demands ?? []) {
        const [section = "", field = ""] = path.split(".");
        const content = structuredClone(c.content);
        if (path.split(".").length === 2) delete content[section]?.[field];
        const bare = { ...c, content, attachments: c.attachments.filter((file) => file.slot !== path) };
        if (check.applies?.(bare, check.params) !== false) expect(check.passes(bare, check.params), path).toBe(false);
        expect(fieldAt(path)).toBeDefined();
      }
    }
  });

  it("fires every one of the codes on an application that is empty or broken", () => {
    const example = EXAMPLES[0]!;
    const broken = exampleContext(
      example,
      {
        content: {
          unit: { memberCount: 5, staffCount: 3 },
          studio: { kind: "staff", naming: "leadName", name: "甲", foundedOn: "2026-05-01" },
          sign: { text: "乙" },
          facilities: { equipment: [{ _id: "1", kind: "other" }] },
          team: {
            leadName: "丙丁",
            leadHonors: [{ _id: "1", level: "enterprise", kind: "other" }],
            members: [
              { _id: "1", name: "戊己", birth: "1990-01", department: "一班" },
              { _id: "2", name: "戊 己", birth: "1990-01", department: "一班" },
            ],
          },
          rules: { items: [{ _id: "1", kind: "other" }] },
          funding: { byYear: [{ _id: "1", year: 2020, amount: "1", sources: ["other"] }] },
          records: { activities: [{ _id: "1", heldOn: "2026-05-01" }] },
          results: { items: [{ _id: "1", kind: "patent", patentStatus: "granted", year: 2001 }] },
          talent: { pairs: [{ _id: "1" }] },
        },
        attachments: [],
      },
      [],
    );
    const empty = { ...broken, content: { studio: { kind: "modelWorker" } } };
    const strict = { ...broken.batch, allowedKinds: ["joint"], minRunningYears: 3 };
    const taken = { name: "别的工作室", lead: "另一个工作室" };
    const fired = new Set<string>();
    for (const { code } of REFERENCE_CRITERIA.sets) {
      for (const c of [broken, empty, { ...broken, batch: strict, taken }]) {
        for (const result of Object.values(evaluateCriteria(criteriaSet(code)!, c))) {
          for (const one of result.fired) fired.add(one.code);
        }
      }
    }
    expect([...fired].toSorted()).toEqual(codes.toSorted());
  });

  it("says whole English sentences on every example", () => {
    for (const example of EXAMPLES) {
      for (const filing of exampleVersions(example)) {
        const { context, set } = judgeFiling(example, filing, live.get(example.id)!);
        for (const result of Object.values(evaluateCriteria(set, context, "en"))) {
          for (const one of result.fired) expect(one.message).not.toMatch(/\{\w+\}|undefined|null|NaN|\[object/);
        }
      }
    }
  });
});
