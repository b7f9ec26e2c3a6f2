import { canonicalJson } from "@/lib/canonical-json";
import { type Locale, sentences } from "./sentences";
import type { Seen, Told } from "./race-case";

export type Verdict = { faults: string[]; loser: string };

/** One decision stands, whoever asked; version, timeline and decision say the same. @param before version at which the pair decided */
function effectFaults(seen: Seen, before: number): string[] {
  const effects = seen.decisions.filter((one) => one.standing).length + seen.proposals.length;
  const faults = effects === 1 ? [] : [effects > 1 ? `double: ${effects} decisions stand` : "lost: nothing stands"];
  if (seen.version !== before + 1) faults.push(`version ${seen.version} after one step from ${before}`);
  if (seen.events !== seen.version) faults.push(`${seen.events} events for ${seen.version} steps`);
  return faults;
}

/** Two different decisions at once: one took effect, the other was told what stands instead and who did it. */
export function judgeDecisions(answers: readonly [Told, Told], seen: Seen, locale: Locale): Verdict {
  const faults = effectFaults(seen, 1);
  const losers = answers.filter((one) => !one.ok);
  if (losers.length !== 1) faults.push(`${2 - losers.length} of two were told that theirs took effect`);
  const [decision] = seen.decisions;
  const [proposal] = seen.proposals;
  const [code, words] = proposal
    ? ["pendingRejection", sentences.pendingRejection(locale, proposal.name)]
    : ["alreadyDecided", decision ? sentences.alreadyDecided(locale, decision) : ""];
  for (const loser of losers) faults.push(...wordFaults(loser, code, words));
  return { faults, loser: losers[0]?.code ?? "" };
}

/** The same decision of the same person with the same key: both are told that it took effect, and it did once. */
export function judgeRepeated(answers: readonly [Told, Told], seen: Seen): Verdict {
  const faults = effectFaults(seen, 1);
  for (const { ok, code } of answers) if (!ok) faults.push(`told ${code} of one's own decision`);
  if (canonicalJson(answers[0].data) !== canonicalJson(answers[1].data)) faults.push("two answers to one key");
  return { faults, loser: "" };
}

/** A submission sent twice with one key. */
export function judgeSubmission(answers: readonly [Told, Told], seen: Seen): Verdict {
  const faults: string[] = [];
  for (const { ok, code } of answers) if (!ok) faults.push(`told ${code} of one's own submission`);
  const [first, second] = answers.map(({ data }) => canonicalJson((data as { submitted?: unknown } | null)?.submitted ?? data));
  if (first !== second) faults.push(`two answers to one key: ${first} and ${second}`);
  const { version, round, events, snapshots, status } = seen;
  if (version !== 1 || round !== 1 || events !== 1 || snapshots !== 1 || status !== "enterpriseReview")
    faults.push(`not one effect: ${JSON.stringify({ version, round, events, snapshots, status })}`);
  return { faults, loser: "" };
}

/** The case came back to e1, or was returned to the lead: never both, and whoever lost reads which. */
export function judgeReturnOrTakeBack(returned: Told, takenBack: Told, seen: Seen, locale: Locale): Verdict {
  const faults = seen.version === 3 && seen.events === 3 ? [] : [`version ${seen.version}, ${seen.events} events after three steps`];
  const [approval, decision] = seen.decisions;
  if (returned.ok && takenBack.ok) faults.push("double: returned and taken back");
  if (!returned.ok && !takenBack.ok) faults.push("lost: neither took effect");
  if (returned.ok) {
    const isWhole = seen.status === "returned" && decision?.outcome === "return" && approval?.standing === true;
    if (!isWhole) faults.push(`half a return: ${JSON.stringify(seen)}`);
    const words =
      takenBack.code === "nothingToTakeBack" ? sentences.nothingToTakeBack(locale) : decision && sentences.alreadyDecided(locale, decision);
    if (takenBack.code !== "nothingToTakeBack" && takenBack.code !== "alreadyDecided") faults.push(`the loser reads ${takenBack.code}`);
    if (takenBack.message !== words) faults.push(`the loser reads “${takenBack.message}”`);
    return { faults, loser: takenBack.code };
  }
  const isWhole = seen.status === "enterpriseReview" && seen.decisions.length === 1 && approval?.takenBack === true && !approval.standing;
  if (!isWhole) faults.push(`half a taking back: ${JSON.stringify(seen)}`);
  faults.push(...wordFaults(returned, "stale", sentences.stale(locale)));
  return { faults, loser: returned.code };
}

/** The lead withdraws while the union approves. */
export function judgeWithdrawOrApprove(withdrawn: Told, approved: Told, seen: Seen, locale: Locale): Verdict {
  const faults = seen.version === 2 && seen.events === 2 ? [] : [`version ${seen.version}, ${seen.events} events after two steps`];
  if (withdrawn.ok === approved.ok) faults.push(withdrawn.ok ? "double: withdrawn and approved" : "lost: neither took effect");
  const status = withdrawn.ok ? "withdrawn" : "industryReview";
  if (seen.status !== status || seen.decisions.length !== (withdrawn.ok ? 0 : 1)) faults.push(`half a step: ${JSON.stringify(seen)}`);
  // the lead reads no names of the union's people
  faults.push(...wordFaults(withdrawn.ok ? approved : withdrawn, "stale", sentences.stale(locale)));
  return { faults, loser: withdrawn.ok ? "reviewer" : "lead" };
}

export function wordFaults(loser: Told, code: string, words: string): string[] {
  if (loser.code !== code) return [`the loser is told ${loser.code} and not ${code}`];
  return loser.message === words ? [] : [`the loser reads “${loser.message}” and not “${words}”`];
}
