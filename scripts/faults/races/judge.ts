import type { SectionContent } from "@/domain/form-content";
import type { MergeConflict } from "@/features/application/fill/section-merge";
import { canonicalJson } from "@/lib/canonical-json";
import { type Locale, sentences } from "./sentences";
import type { Section, Seen, Told } from "./race-case";

/** faults: what is wrong, in words. loser: whom a series counts as having lost; empty: nobody had to. */
export type Verdict = { faults: string[]; loser: string };
type Pair = readonly [Told, Told];
type Asked = { name: string; what: "approve" | "return" | "reject" };

/** What a race left behind: answers and rows, all that a judge sees. */
type Outcomes = {
  decisions: { asked: readonly [Asked, Asked]; answers: Pair; seen: Seen; locale: Locale };
  repeated: { answers: Pair; seen: Seen };
  submission: { answers: Pair; seen: Seen };
  /** inSnapshot, inDraft: what stands there where `typed` was typed */
  edit: { typed: string; saved: Told; submitted: Told; inSnapshot: string; inDraft: string; seen: Seen; locale: Locale };
  /** by: who returns */
  returnOrTakeBack: { by: string; returned: Told; takenBack: Told; seen: Seen; locale: Locale };
  withdrawOrApprove: { withdrawn: Told; approved: Told; seen: Seen; locale: Locale };
  /**
   * typed: what each changed, the same place and one of their own. names: how the other is told who saved; empty: the same
   * person. conflicts: what the loser's page asks. kept: what became of what it sent then; null: nobody lost.
   */
  tabs: {
    base: Section;
    typed: readonly [SectionContent, SectionContent];
    names: readonly [string, string];
    answers: Pair;
    stands: Section;
    conflicts: readonly MergeConflict[];
    kept: { told: Told; stands: Section } | null;
  };
};
export type Kind = keyof Outcomes;
export type OutcomeOf<K extends Kind> = { kind: K } & Outcomes[K];
export type Outcome = { [K in Kind]: OutcomeOf<K> }[Kind];

export function judge(outcome: Outcome): Verdict {
  switch (outcome.kind) {
    case "decisions":
      return judgeDecisions(outcome);
    case "repeated":
      return judgeRepeated(outcome);
    case "submission":
      return judgeSubmission(outcome);
    case "edit":
      return judgeEdit(outcome);
    case "returnOrTakeBack":
      return judgeReturnOrTakeBack(outcome);
    case "withdrawOrApprove":
      return judgeWithdrawOrApprove(outcome);
    case "tabs":
      return judgeTabs(outcome);
  }
}

/** One decision stands, whoever asked; version, timeline and decision say the same. @param before version at which the pair decided */
function effectFaults(seen: Seen, before: number): string[] {
  const effects = seen.decisions.filter((one) => one.standing).length + seen.proposals.length;
  const faults = effects === 1 ? [] : [effects > 1 ? `double: ${effects} decisions stand` : "lost: nothing stands"];
  return [...faults, ...stepFaults(seen, before + 1)];
}

function stepFaults({ version, events }: Seen, steps: number): string[] {
  const faults = version === steps ? [] : [`version ${version} after ${steps} steps`];
  if (events !== version) faults.push(`${events} events for ${version} steps`);
  return faults;
}

/** Two different decisions at once: one took effect, in its maker's name; the other was told what stands instead and who did it. */
function judgeDecisions({ asked, answers, seen, locale }: OutcomeOf<"decisions">): Verdict {
  const faults = effectFaults(seen, 1);
  const losers = answers.filter((one) => !one.ok);
  if (losers.length !== 1) faults.push(`${2 - losers.length} of two were told that theirs took effect`);
  const winner = asked[answers[0].ok ? 0 : 1];
  const [decision] = seen.decisions;
  const [proposal] = seen.proposals;
  const name = proposal?.name ?? decision?.name;
  const stands = proposal ? "reject" : decision?.outcome;
  if (name !== winner.name || stands !== winner.what) faults.push(`${stands} stands in the name of ${name}`);
  const [code, words] = proposal
    ? ["pendingRejection", sentences.pendingRejection(locale, proposal.name)]
    : ["alreadyDecided", decision ? sentences.alreadyDecided(locale, decision) : ""];
  for (const loser of losers) faults.push(...wordFaults(loser, code, words));
  return { faults, loser: losers[0]?.code ?? "" };
}

/** The same decision of the same person with the same key: both are told that it took effect, and it did once. */
function judgeRepeated({ answers, seen }: OutcomeOf<"repeated">): Verdict {
  const faults = effectFaults(seen, 1);
  for (const { ok, code } of answers) if (!ok) faults.push(`told ${code} of one's own decision`);
  if (canonicalJson(answers[0].data) !== canonicalJson(answers[1].data)) faults.push("two answers to one key");
  return { faults, loser: "" };
}

function submissionFaults({ version, round, events, snapshots, status }: Seen): string[] {
  const isOne = version === 1 && round === 1 && events === 1 && snapshots === 1 && status === "enterpriseReview";
  return isOne ? [] : [`not one submission: ${JSON.stringify({ version, round, events, snapshots, status })}`];
}

/** A submission sent twice with one key. */
function judgeSubmission({ answers, seen }: OutcomeOf<"submission">): Verdict {
  const faults = submissionFaults(seen);
  for (const { ok, code } of answers) if (!ok) faults.push(`told ${code} of one's own submission`);
  const [first, second] = answers.map(({ data }) => canonicalJson((data as { submitted?: unknown } | null)?.submitted ?? data));
  if (first !== second) faults.push(`two answers to one key: ${first} and ${second}`);
  return { faults, loser: "" };
}

/** What was typed is in the snapshot and in the draft exactly where its author was told that it was saved. */
function judgeEdit({ typed, saved, submitted, inSnapshot, inDraft, seen, locale }: OutcomeOf<"edit">): Verdict {
  const faults = submissionFaults(seen);
  if (!submitted.ok) faults.push(`the submission was refused: ${submitted.code}`);
  if (saved.ok !== (inSnapshot === typed) || saved.ok !== (inDraft === typed))
    faults.push(`${saved.ok ? "lost" : "refused"}: “${typed}”, in the snapshot: ${inSnapshot}, in the draft: ${inDraft}`);
  if (!saved.ok) faults.push(...wordFaults(saved, "illegalMove", sentences.movedOn(locale)));
  return { faults, loser: saved.ok ? "none: inside" : saved.code };
}

/** The case came back to e1, or was returned to the lead: never both, and whoever lost reads which. */
function judgeReturnOrTakeBack({ by, returned, takenBack, seen, locale }: OutcomeOf<"returnOrTakeBack">): Verdict {
  const faults = stepFaults(seen, 3);
  const [approval, decision, ...more] = seen.decisions;
  if (returned.ok && takenBack.ok) faults.push("double: returned and taken back");
  if (!returned.ok && !takenBack.ok) faults.push("lost: neither took effect");
  if (returned.ok) {
    const isReturn = decision?.outcome === "return" && decision.standing && decision.name === by;
    const isWhole = seen.status === "returned" && isReturn && approval?.standing === true && more.length === 0;
    if (!isWhole) faults.push(`half a return: ${JSON.stringify(seen)}`);
    // depends on whether the return was there when it was asked what can be taken back, or when that was written
    const words =
      takenBack.code === "alreadyDecided" && decision ? sentences.alreadyDecided(locale, decision) : sentences.nothingToTakeBack(locale);
    faults.push(...wordFaults(takenBack, takenBack.code === "alreadyDecided" ? "alreadyDecided" : "nothingToTakeBack", words));
    return { faults, loser: takenBack.code };
  }
  const isWhole = seen.status === "enterpriseReview" && seen.decisions.length === 1 && approval?.takenBack === true && !approval.standing;
  if (!isWhole) faults.push(`half a taking back: ${JSON.stringify(seen)}`);
  faults.push(...wordFaults(returned, "stale", sentences.stale(locale)));
  return { faults, loser: returned.code };
}

/** The lead withdraws while the union approves. */
function judgeWithdrawOrApprove({ withdrawn, approved, seen, locale }: OutcomeOf<"withdrawOrApprove">): Verdict {
  const faults = stepFaults(seen, 2);
  if (withdrawn.ok === approved.ok) faults.push(withdrawn.ok ? "double: withdrawn and approved" : "lost: neither took effect");
  const [decision, ...more] = seen.decisions;
  const isWhole = withdrawn.ok
    ? seen.status === "withdrawn" && !decision
    : seen.status === "industryReview" && decision?.outcome === "approve" && decision.standing && more.length === 0;
  if (!isWhole) faults.push(`half a step: ${JSON.stringify(seen)}`);
  // the lead reads no names of the union's people
  faults.push(...wordFaults(withdrawn.ok ? approved : withdrawn, "stale", sentences.stale(locale)));
  return { faults, loser: withdrawn.ok ? "reviewer" : "lead" };
}

/**
 * Two pages save the same section: one is written, the other gets what stands there and from whom, asks about the place that both
 * changed, and then keeps everything that either typed elsewhere.
 */
function judgeTabs({ base, typed, names, answers, stands, conflicts, kept }: OutcomeOf<"tabs">): Verdict {
  const faults: string[] = [];
  const saved = answers.filter(({ ok }) => ok).length;
  if (saved !== 1) faults.push(`${saved} of two were told that theirs was saved`);
  const won = answers[0].ok ? 0 : 1;
  const [winner, loser, lost] = [typed[won], typed[1 - won], answers[1 - won]] as [SectionContent, SectionContent, Told];
  if (!isSame(stands, { revision: base.revision + 1, data: { ...base.data, ...winner } }))
    faults.push(`overwritten: revision ${stands.revision} holds ${JSON.stringify(stands.data)}`);
  if (lost.ok) return { faults, loser: "" };
  const { current } = (lost.data ?? {}) as { current?: Section & { updatedByName: string } };
  if (lost.status !== 409 || lost.code !== "conflict") faults.push(`the loser is told ${lost.status} ${lost.code}`);
  if (current?.updatedByName !== names[won])
    faults.push(`the loser is told that “${current?.updatedByName}” saved and not “${names[won]}”`);
  if (!current || !isSame(current, stands)) faults.push("the loser is not told what stands there");
  const [shown, ...others] = conflicts;
  const isAsked = shown?.field === "address" && shown.mine === loser["address"] && shown.theirs === winner["address"];
  if (!isAsked || others.length > 0) faults.push(`the page would ask ${JSON.stringify(conflicts)}`);
  if (!kept?.told.ok || canonicalJson(kept.stands.data) !== canonicalJson({ ...base.data, ...winner, ...loser }))
    faults.push(`lost: after ${kept?.told.code} stands ${JSON.stringify(kept?.stands.data)}`);
  return { faults, loser: lost.code };
}

function isSame(one: Section, other: Section): boolean {
  return one.revision === other.revision && canonicalJson(one.data) === canonicalJson(other.data);
}

function wordFaults(loser: Told, code: string, words: string): string[] {
  if (loser.code !== code) return [`the loser is told ${loser.code} and not ${code}`];
  return loser.message === words ? [] : [`the loser reads “${loser.message}” and not “${words}”`];
}
