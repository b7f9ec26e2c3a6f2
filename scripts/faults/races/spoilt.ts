import type { Kind, Outcome, OutcomeOf } from "./judge";
import type { Section, Seen, Told } from "./race-case";

/** what is wrong; the fault that a judge has to find; the outcome with it, null where this outcome has no such thing. */
type Spoil<K extends Kind> = readonly [what: string, says: RegExp, spoil: (one: OutcomeOf<K>) => OutcomeOf<K> | null];
type Change = (told: Told) => Told;

const YES: Told = { ok: true, status: 200, code: "ok", message: "", data: null };
const NO: Told = { ok: false, status: 200, code: "stale", message: "", data: null };
const APPROVAL: Seen["decisions"][number] = { name: "另一人", org: "", at: "", outcome: "approve", standing: true, takenBack: false };

/** One thing wrong with what the loser is told, for all who can lose. */
const TOLD: readonly (readonly [what: string, says: RegExp, change: Change])[] = [
  ["the loser is told another code", /is told liveApplication and not/, (told) => ({ ...told, code: "liveApplication" })],
  ["the loser reads nothing", /reads “”/, (told) => ({ ...told, message: "" })],
  ["the loser reads another sentence", /reads “没有保存，请重试。”/, (told) => ({ ...told, message: "没有保存，请重试。" })],
];

function losing<K extends Kind>(change: (one: OutcomeOf<K>, loser: Change) => OutcomeOf<K> | null): Spoil<K>[] {
  return TOLD.map(([what, says, loser]) => [what, says, (one) => change(one, (told) => (told.ok ? told : loser(told)))]);
}

const seeing = <O extends { seen: Seen }>(one: O, change: Partial<Seen>): O => ({ ...one, seen: { ...one.seen, ...change } });
const abroad = <O extends { locale: "zh-CN" | "en" }>(one: O): O => ({ ...one, locale: one.locale === "en" ? "zh-CN" : "en" });
const both = ([left, right]: readonly [Told, Told], change: Change) => [change(left), change(right)] as const;
const twoEffects = ({ decisions, proposals }: Seen) => ({
  decisions: [...decisions, ...decisions],
  proposals: [...proposals, ...proposals],
});
const answering = (data: unknown) => (told: Told) => ({ ...told, data });
const holding = ({ revision, data }: Section, change: Section["data"]): Section => ({ revision, data: { ...data, ...change } });

/** The loser's words with a part of them changed. */
function misread(one: OutcomeOf<"decisions">, change: (words: string) => string): OutcomeOf<"decisions"> | null {
  const answers = both(one.answers, (told) => (told.ok ? told : { ...told, message: change(told.message) }));
  return answers.every(({ message }, at) => message === one.answers[at]?.message) ? null : { ...one, answers };
}

const DECISIONS: readonly Spoil<"decisions">[] = [
  ["both take effect", /^double/, (one) => seeing(one, twoEffects(one.seen))],
  ["neither takes effect", /^lost/, (one) => seeing(one, { decisions: [], proposals: [] })],
  ["no loser", /^2 of two/, (one) => ({ ...one, answers: [YES, YES] })],
  ["no winner", /^0 of two/, (one) => ({ ...one, answers: [NO, NO] })],
  ["a second step", /^version 3/, (one) => seeing(one, { version: 3, events: 3 })],
  ["a step without its event", /^1 events/, (one) => seeing(one, { events: 1 })],
  ["it stands in another name", /in the name of 另一人$/, ({ seen, ...one }) => {
    const renamed = <O extends { name: string }>(rows: readonly O[]) => rows.map((row) => ({ ...row, name: "另一人" }));
    return { ...one, seen: { ...seen, decisions: renamed(seen.decisions), proposals: renamed(seen.proposals) } };
  }],
  ["another outcome stands", /^(approve|return) stands/, (one) => {
    const [decision] = one.seen.decisions;
    return decision ? seeing(one, { decisions: [{ ...decision, outcome: decision.outcome === "approve" ? "return" : "approve" }] }) : null;
  }],
  ["the loser reads another time", /^the loser reads/, (one) => misread(one, (words) => words.replace(/\d\d:\d\d/, "24:00"))],
  ["the loser reads a name of nobody", /^the loser reads/, (one) => misread(one, (words) => words.replace(one.asked[one.answers[0].ok ? 0 : 1].name, "另一人"))],
  ["the loser reads the other language", /^the loser reads/, abroad],
  ...losing<"decisions">((one, change) => ({ ...one, answers: both(one.answers, change) })),
]; // oxfmt-ignore

const REPEATED: readonly Spoil<"repeated">[] = [
  ["two effects", /^double/, (one) => seeing(one, twoEffects(one.seen))],
  ["no effect", /^lost/, (one) => seeing(one, { decisions: [], proposals: [] })],
  ["a second step", /^version 3/, (one) => seeing(one, { version: 3, events: 3 })],
  ["a step without its event", /^1 events/, (one) => seeing(one, { events: 1 })],
  ["one's own decision refused", /^told stale of one's own/, ({ answers, ...one }) => ({ ...one, answers: [answers[0], NO] })],
  ["another answer", /^two answers/, ({ answers, ...one }) => ({ ...one, answers: [answers[0], answering("another")(answers[1])] })],
]; // oxfmt-ignore

const SUBMISSION: readonly Spoil<"submission">[] = [
  ["two snapshots", /^not one submission/, (one) => seeing(one, { snapshots: 2 })],
  ["two events", /^not one submission/, (one) => seeing(one, { events: 2 })],
  ["two rounds", /^not one submission/, (one) => seeing(one, { round: 2, version: 2, events: 2, snapshots: 2 })],
  ["no effect", /^not one submission/, (one) => seeing(one, { status: "draft", version: 0, round: 0, events: 0, snapshots: 0 })],
  ["one's own submission refused", /^told stale of one's own/, ({ answers, ...one }) => ({ ...one, answers: [answers[0], NO] })],
  ["another answer", /^two answers/, ({ answers, ...one }) => ({ ...one, answers: [answers[0], answering("another")(answers[1])] })],
];

const EDIT: readonly Spoil<"edit">[] = [
  ["the text is lost from the snapshot", /^lost/, (one) => (one.saved.ok ? { ...one, inSnapshot: "另一处" } : null)],
  ["the text is lost from the draft", /^lost/, (one) => (one.saved.ok ? { ...one, inDraft: "另一处" } : null)],
  ["a refused text is in the snapshot", /^refused/, (one) => (one.saved.ok ? null : { ...one, inSnapshot: one.typed })],
  ["a refused text is in the draft", /^refused/, (one) => (one.saved.ok ? null : { ...one, inDraft: one.typed })],
  ["no loser", /^lost/, (one) => (one.saved.ok ? null : { ...one, saved: YES })],
  ["the submission is refused", /^the submission was refused/, (one) => ({ ...one, submitted: NO })],
  ["two submissions", /^not one submission/, (one) => seeing(one, { snapshots: 2, events: 2, version: 2 })],
  ["the loser reads the other language", /^the loser reads/, (one) => (one.saved.ok ? null : abroad(one))],
  ...losing<"edit">((one, change) => (one.saved.ok ? null : { ...one, saved: change(one.saved) })),
];

const RETURN_OR_TAKE_BACK: readonly Spoil<"returnOrTakeBack">[] = [
  ["no loser", /^double/, (one) => ({ ...one, returned: YES, takenBack: YES })],
  ["no winner", /^lost/, (one) => ({ ...one, returned: NO, takenBack: NO })],
  ["two effects", /^half/, (one) => seeing(one, twoEffects(one.seen))],
  ["no effect", /^half/, (one) => seeing(one, { decisions: one.seen.decisions.slice(0, 1), status: "industryReview" })],
  ["a return that does not stand", /^half a return/, ({ returned, ...one }) =>
    returned.ok ? seeing({ ...one, returned }, { decisions: one.seen.decisions.map((row) => ({ ...row, standing: row.outcome === "approve" })) }) : null],
  ["a return that leaves its case in review", /^half a return/, (one) => (one.returned.ok ? seeing(one, { status: "industryReview" }) : null)],
  ["a return that takes the approval with it", /^half a return/, (one) =>
    one.returned.ok ? seeing(one, { decisions: one.seen.decisions.map((row) => ({ ...row, standing: row.outcome === "return" })) }) : null],
  ["taken back into another state", /^half a taking back/, (one) => (one.returned.ok ? null : seeing(one, { status: "returned" }))],
  ["a return in another name", /^half a return/, (one) => (one.returned.ok ? { ...one, by: "另一人" } : null)],
  ["taken back and standing", /^half a taking back/, (one) =>
    one.returned.ok ? null : seeing(one, { decisions: one.seen.decisions.map((row) => ({ ...row, standing: true })) })],
  ["a fourth step", /^version 4/, (one) => seeing(one, { version: 4, events: 4 })],
  ["a step without its event", /^2 events/, (one) => seeing(one, { events: 2 })],
  ["the loser reads the other language", /^the loser reads/, abroad],
  ...losing<"returnOrTakeBack">((one, change) => ({ ...one, returned: change(one.returned), takenBack: change(one.takenBack) })),
]; // oxfmt-ignore

const WITHDRAW_OR_APPROVE: readonly Spoil<"withdrawOrApprove">[] = [
  ["no loser", /^double/, (one) => ({ ...one, withdrawn: YES, approved: YES })],
  ["no winner", /^lost/, (one) => ({ ...one, withdrawn: NO, approved: NO })],
  ["an approval of what is withdrawn", /^half/, (one) => (one.withdrawn.ok ? seeing(one, { status: "industryReview" }) : null)],
  ["a decision on what is withdrawn", /^half/, (one) => (one.withdrawn.ok ? seeing(one, { decisions: [APPROVAL] }) : null)],
  ["approved into another state", /^half/, (one) => (one.withdrawn.ok ? null : seeing(one, { status: "enterpriseReview" }))],
  ["two approvals", /^half/, (one) => (one.withdrawn.ok ? null : seeing(one, twoEffects(one.seen)))],
  ["an approval without its decision", /^half/, (one) => (one.withdrawn.ok ? null : seeing(one, { decisions: [] }))],
  ["a third step", /^version 3/, (one) => seeing(one, { version: 3, events: 3 })],
  ["a step without its event", /^1 events/, (one) => seeing(one, { events: 1 })],
  ["the loser reads the other language", /^the loser reads/, abroad],
  ...losing<"withdrawOrApprove">((one, change) => ({ ...one, withdrawn: change(one.withdrawn), approved: change(one.approved) })),
];

/** Another sentence cannot be read here: the page makes it of the name (tests/e2e/together.spec.ts). */
const TABS: readonly Spoil<"tabs">[] = [
  ["no loser", /^2 of two/, (one) => ({ ...one, answers: [YES, YES] })],
  ["no winner", /^0 of two/, (one) => ({ ...one, answers: both(one.answers, (told) => (told.ok ? NO : told)) })],
  ["the loser's text was written over the winner's", /^overwritten/, (one) => ({ ...one, stands: holding(one.stands, one.typed[one.answers[0].ok ? 1 : 0]) })],
  ["two writings", /^overwritten/, (one) => ({ ...one, stands: { ...one.stands, revision: one.stands.revision + 1 } })],
  ["the loser is refused", /^the loser is told 422 invalid/, (one) => ({ ...one, answers: both(one.answers, (told) => (told.ok ? told : { ...told, status: 422, code: "invalid" })) })],
  ["the loser's answer passes for a success", /^the loser is told 200/, (one) => ({ ...one, answers: both(one.answers, (told) => (told.ok ? told : { ...told, status: 200 })) })],
  ["the loser is told of nobody", /^the loser is told that “undefined”/, (one) => ({ ...one, answers: both(one.answers, (told) => (told.ok ? told : { ...told, data: null })) })],
  ["the loser is told another name", /^the loser is told that “/, (one) => ({ ...one, names: ["另一人", "另一人"] })],
  ["the loser is told the own name", /^the loser is told that “/, (one) => (one.names[0] === one.names[1] ? null : { ...one, names: [one.names[1], one.names[0]] })],
  ["the loser is told what no longer stands", /^the loser is not told/, (one) => ({ ...one, answers: both(one.answers, (told) => (told.ok ? told : { ...told, data: { current: { ...(told.data as { current: object }).current, data: one.base.data } } })) })],
  ["the page asks nothing", /^the page would ask/, (one) => ({ ...one, conflicts: [] })],
  ["the page asks about a place that one changed", /^the page would ask/, (one) => ({ ...one, conflicts: [...one.conflicts, { field: "staffCount", mine: 1, theirs: 2 }] })],
  ["the loser's text is lost", /^lost/, (one) => one.kept && { ...one, kept: { ...one.kept, stands: holding(one.kept.stands, { address: one.stands.data["address"] ?? null }) } }],
  ["the winner's own place is lost", /^lost/, (one) => one.kept && { ...one, kept: { ...one.kept, stands: holding(one.kept.stands, { staffCount: null, contactPhone: null }) } }],
  ["what was merged is refused", /^lost/, (one) => one.kept && { ...one, kept: { ...one.kept, told: NO } }],
]; // oxfmt-ignore

const SPOILT: { readonly [K in Kind]: readonly Spoil<K>[] } = {
  decisions: DECISIONS,
  repeated: REPEATED,
  submission: SUBMISSION,
  edit: EDIT,
  returnOrTakeBack: RETURN_OR_TAKE_BACK,
  withdrawOrApprove: WITHDRAW_OR_APPROVE,
  tabs: TABS,
};

export type SpoiltOutcome = { what: string; says: RegExp; outcome: Outcome };

/** Every way to spoil outcomes of this kind, by its name: what a control has to have tried. */
export function waysToSpoil(kind: Kind): string[] {
  return SPOILT[kind].map(([what]) => what);
}

/** The outcome with one thing wrong at a time. */
export function spoilt(outcome: Outcome): SpoiltOutcome[] {
  const spoils = SPOILT[outcome.kind] as unknown as readonly (readonly [string, RegExp, (one: Outcome) => Outcome | null])[];
  return spoils.flatMap(([what, says, spoil]) => {
    const bad = spoil(outcome);
    return bad ? [{ what, says, outcome: bad }] : [];
  });
}
