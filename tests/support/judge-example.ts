import { criteriaSet } from "@/domain/criteria-sets";
import type { CriteriaSet } from "@/domain/criteria-set";
import { blockingCodes, type CriteriaContext, evaluateCriteria, type Evaluation, type ParamOverrides } from "@/domain/evaluate-criteria";
import type { Filing } from "@/domain/form-content";
import { textAt } from "@/domain/form-context";
import { type FormError, formErrors } from "@/domain/form-errors";
import { leadKey, nameKey } from "@/domain/name-key";
import { storeContent } from "@/domain/storage-rules";
import { type ExampleFile, exampleVersions } from "./example-file";
import { batchOf, EXAMPLES, tenantOf } from "./reference";

/** What a what-if may replace. */
export type JudgeOptions = { asOf?: string; batch?: string; criteriaSet?: string; params?: ParamOverrides };

export type Judgement = {
  context: CriteriaContext;
  set: CriteriaSet;
  errors: FormError[];
  evaluation: Evaluation;
  submitAllowed: boolean;
};

type LiveApplication = { tenant: string; batch: string; name: string; lead: string };

const DEAD = ["withdrawn", "rejected", "expired", "voided"];

/** What the rules see of a filing of the example; `live` are the other live applications of all tenants. */
export function exampleContext(
  example: ExampleFile,
  filing: Filing,
  live: readonly LiveApplication[],
  options: JudgeOptions = {},
): CriteriaContext {
  const tenant = tenantOf(example.tenant);
  const batch = batchOf(options.batch ?? example.batch);
  const content = storeContent(filing.content);
  const others = live.filter((one) => one.tenant === example.tenant);
  const name = nameKey(textAt(content, "studio.name"));
  const lead = leadKey(textAt(content, "team.leadName"), textAt(content, "team.leadMobile"));
  return {
    content,
    attachments: filing.attachments,
    batch,
    today: options.asOf ?? example.asOf,
    regions: tenant.regions.map((region) => region.code),
    recommenders: tenant.orgs.map(({ code, kind }) => ({ code, kind })),
    taken: {
      name: others.find((one) => nameKey(one.name) === name)?.name ?? null,
      lead: others.find((one) => one.batch === batch.code && one.lead === lead)?.name ?? null,
    },
  };
}

/** Judges a filing as the product does: storage rules, form rules, criteria. */
export function judgeFiling(example: ExampleFile, filing: Filing, live: readonly LiveApplication[], options: JudgeOptions = {}): Judgement {
  const context = exampleContext(example, filing, live, options);
  const set = criteriaSet(options.criteriaSet ?? batchOf(options.batch ?? example.batch).criteriaSet);
  if (!set) throw new Error(`no criteria set ${options.criteriaSet}`);
  const errors = formErrors(context);
  const evaluation = evaluateCriteria(set, context, "zh-CN", options.params);
  const submitAllowed = errors.length === 0 && blockingCodes(evaluation).length === 0;
  return { context, set, errors, evaluation, submitAllowed };
}

/**
 * The live applications each example meets: examples come in the order of their clocks, and one stays live when its
 * last version may be submitted and its story does not end.
 */
export function liveBefore(): Map<string, LiveApplication[]> {
  const live: LiveApplication[] = [];
  const before = new Map<string, LiveApplication[]>();
  const byTime = EXAMPLES.toSorted((a, b) => (a.asOf + a.id < b.asOf + b.id ? -1 : 1));
  for (const example of byTime) {
    before.set(example.id, [...live]);
    const last = exampleVersions(example).at(-1)!;
    const asOf = example.revisions?.at(-1)?.asOf ?? example.asOf;
    const { submitAllowed, context } = judgeFiling(example, last, live, { asOf });
    if (!submitAllowed || DEAD.includes(example.expect.finalState)) continue;
    live.push({
      tenant: example.tenant,
      batch: example.batch,
      name: textAt(context.content, "studio.name"),
      lead: leadKey(textAt(context.content, "team.leadName"), textAt(context.content, "team.leadMobile")),
    });
  }
  return before;
}
