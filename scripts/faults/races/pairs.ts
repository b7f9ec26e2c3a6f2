import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { mergeSection } from "@/features/application/fill/section-merge";
import type { SectionContent } from "@/domain/form-content";
import {
  judgeDecisions,
  judgeRepeated,
  judgeReturnOrTakeBack,
  judgeSubmission,
  judgeWithdrawOrApprove,
  type Verdict,
  wordFaults,
} from "./judge";
import type { RaceCase, Told } from "./race-case";
import { type Locale, sentences } from "./sentences";

/** One race, from a case set back to its end: what was wrong, and who lost. n: which of the series. */
export type Race = (one: RaceCase, n: number, locale: Locale) => Promise<Verdict>;

const AT_ENTERPRISE = { version: 1, round: 1, stageIndex: 0 };
const AT_UNION = { version: 2, round: 1, stageIndex: 1 };

const KINDS = [
  ["approve", "approve"],
  ["approve", "return"],
  ["reject", "approve"],
  ["return", "return"],
  ["reject", "reject"],
] as const;

/** Milliseconds by which one of the two is late: mostly none, otherwise far less than an answer takes. */
const LATE = [0, 0, 0, 3, 8, 15, 25] as const;

/** Both on their way before either is answered, in either order: the requests take turns at being the late one. */
async function atOnce(n: number, left: () => Promise<Told>, right: () => Promise<Told>): Promise<[Told, Told]> {
  const late = async (send: () => Promise<Told>) => {
    const by = LATE[n % LATE.length] ?? 0;
    if (by > 0) await sleep(by);
    return send();
  };
  if (n % 2 === 0) return Promise.all([left(), late(right)]);
  const [second, first] = await Promise.all([right(), late(left)]);
  return [first, second];
}

export const twoReviewers: Race = async (one, n, locale) => {
  await one.submitted();
  const [left, right] = KINDS[n % KINDS.length] as (typeof KINDS)[number];
  const answers = await atOnce(
    n,
    () => one.decide("e1", left, AT_ENTERPRISE),
    () => one.decide("e2", right, AT_ENTERPRISE),
  );
  return judgeDecisions(answers, await one.seen(), locale);
};

/** Every other time with a key of its own, as from a second tab. */
export const oneReviewerTwice: Race = async (one, n, locale) => {
  await one.submitted();
  const key = randomUUID();
  const send = (using: ReturnType<typeof randomUUID>) => () => one.decide("e1", "approve", AT_ENTERPRISE, using);
  if (n % 2 === 0) return judgeRepeated(await atOnce(0, send(key), send(key)), await one.seen());
  return judgeDecisions(await atOnce(0, send(key), send(randomUUID())), await one.seen(), locale);
};

/** Two posts: by the route, every fifth time by the page's action, every fifth by both. */
export const submissionTwice: Race = async (one, n) => {
  await one.draft();
  const key = randomUUID();
  const [left, right] =
    n % 5 === 3 ? (["action", "action"] as const) : n % 5 === 4 ? (["route", "action"] as const) : (["route", "route"] as const);
  const answers = await atOnce(
    n,
    () => one.submit(key, left),
    () => one.submit(key, right),
  );
  return judgeSubmission(answers, await one.seen());
};

export const editAgainstSubmit: Race = async (one, n, locale) => {
  await one.draft();
  const { revision, data } = await one.section();
  const address = `${String(data["address"]).replace(/ \d+$/, "")} ${n}`;
  const [saved, submitted] = await atOnce(
    n,
    () => one.save(revision, { ...data, address }),
    () => one.submit(),
  );
  const faults = submitted.ok ? [] : [`the submission was refused: ${submitted.code}`];
  const after = await one.section();
  const inSnapshot = (await one.snapshotAddress()) === address;
  const inDraft = after.data["address"] === address;
  if (saved.ok !== inSnapshot || saved.ok !== inDraft)
    faults.push(`told ${saved.code}, in the snapshot: ${inSnapshot}, in the draft: ${inDraft}`);
  if (!saved.ok) faults.push(...wordFaults(saved, "illegalMove", sentences.movedOn(locale)));
  return { faults, loser: saved.ok ? "none: inside" : saved.code };
};

export const returnAgainstTakeBack: Race = async (one, n, locale) => {
  await one.approved();
  const [returned, takenBack] = await atOnce(
    n,
    () => one.decide("u1", "return", AT_UNION),
    () => one.decide("e1", "takeBack", AT_UNION),
  );
  return judgeReturnOrTakeBack(returned, takenBack, await one.seen(), locale);
};

export const withdrawAgainstApprove: Race = async (one, n, locale) => {
  await one.submitted();
  const [withdrawn, approved] = await atOnce(
    n,
    () => one.withdraw(1),
    () => one.decide("e1", "approve", AT_ENTERPRISE),
  );
  return judgeWithdrawOrApprove(withdrawn, approved, await one.seen(), locale);
};

/** Two tabs save the same section: the loser gets what stands there, its page merges it and keeps what was typed. */
export const twoTabs: Race = async (one, n) => {
  if (n === 0) await one.draft();
  const base = await one.section();
  const typing = (address: string): SectionContent => ({ ...base.data, address });
  const typed = [typing(`左页 ${n}`), typing(`右页 ${n}`)] as const;
  const answers = await atOnce(
    n,
    () => one.save(base.revision, typed[0]),
    () => one.save(base.revision, typed[1]),
  );
  const lost = answers.findIndex(({ ok }) => !ok);
  const faults = answers.filter(({ ok }) => ok).length === 1 ? [] : ["not one of the two was saved"];
  const stands = await one.section();
  const winner = typed[1 - lost];
  if (stands.revision !== base.revision + 1 || stands.data["address"] !== winner?.["address"])
    faults.push(`overwritten: ${String(stands.data["address"])} stands at revision ${stands.revision}`);
  const answer = answers[lost];
  const mine = typed[lost];
  if (!answer || !mine) return { faults, loser: "" };
  const { current } = answer.data as { current?: { revision: number; data: SectionContent; updatedByName: string } };
  if (answer.status !== 409 || answer.code !== "conflict" || current?.updatedByName !== "")
    faults.push(`the loser is told ${answer.status} ${answer.code} by ${current?.updatedByName}`);
  if (!current) return { faults, loser: answer.code };
  const { merged, conflicts } = mergeSection(base.data, mine, current.data);
  const shown = conflicts.find(({ field }) => field === "address");
  if (shown?.mine !== mine["address"] || shown?.theirs !== winner?.["address"]) faults.push("the page would not show both texts");
  const again = await one.save(current.revision, merged);
  if (!again.ok || (await one.section()).data["address"] !== mine["address"]) faults.push(`the loser's text is lost: ${again.code}`);
  return { faults, loser: answer.code };
};
