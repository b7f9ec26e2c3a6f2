import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { mergeSection } from "@/features/application/fill/section-merge";
import type { SectionContent } from "@/domain/form-content";
import type { Outcome } from "./judge";
import type { Person } from "../person";
import type { RaceCase, Section, Told } from "./race-case";
import type { Locale } from "./sentences";

/** One race, from a case set back to its end: what it left behind, for its judge. n: which of the series. */
export type Race = (one: RaceCase, n: number, locale: Locale) => Promise<Outcome>;

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
  const asked = [
    { name: one.nameOf("e1"), what: left },
    { name: one.nameOf("e2"), what: right },
  ] as const;
  return { kind: "decisions", asked, answers, seen: await one.seen(), locale };
};

/** Every other time with a key of its own, as from a second tab. */
export const oneReviewerTwice: Race = async (one, n, locale) => {
  await one.submitted();
  const key = randomUUID();
  const send = (using: ReturnType<typeof randomUUID>) => () => one.decide("e1", "approve", AT_ENTERPRISE, using);
  const answers = await atOnce(0, send(key), send(n % 2 === 0 ? key : randomUUID()));
  const seen = await one.seen();
  if (n % 2 === 0) return { kind: "repeated", answers, seen };
  const asked = { name: one.nameOf("e1"), what: "approve" } as const;
  return { kind: "decisions", asked: [asked, asked], answers, seen, locale };
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
  return { kind: "submission", answers, seen: await one.seen() };
};

/** Two of four edits are the contributor's, who cannot submit. */
export const editAgainstSubmit: Race = async (one, n, locale) => {
  await one.draft();
  const { revision, data } = await one.section();
  const typed = `${String(data["address"]).replace(/ \d+$/, "")} ${n}`;
  const [saved, submitted] = await atOnce(
    n,
    () => one.save(revision, { ...data, address: typed }, "unit", n % 4 < 2 ? one.lead : one.contributor),
    () => one.submit(),
  );
  const inSnapshot = String(await one.snapshotAddress());
  const inDraft = String((await one.section()).data["address"]);
  return { kind: "edit", typed, saved, submitted, inSnapshot, inDraft, seen: await one.seen(), locale };
};

export const returnAgainstTakeBack: Race = async (one, n, locale) => {
  await one.approved();
  const [returned, takenBack] = await atOnce(
    n,
    () => one.decide("u1", "return", AT_UNION),
    () => one.decide("e1", "takeBack", AT_UNION),
  );
  return { kind: "returnOrTakeBack", by: one.nameOf("u1"), returned, takenBack, seen: await one.seen(), locale };
};

export const withdrawAgainstApprove: Race = async (one, n, locale) => {
  await one.submitted();
  const [withdrawn, approved] = await atOnce(
    n,
    () => one.withdraw(1),
    () => one.decide("e1", "approve", AT_ENTERPRISE),
  );
  return { kind: "withdrawOrApprove", withdrawn, approved, seen: await one.seen(), locale };
};

/** Two tabs of the lead: the loser is told that it was the same person. */
export const twoTabs: Race = (one, n) => savedAtOnce(one, n, [one.lead, one.lead]);

/** Lead and contributor on the same draft, in turns at either side: the loser is told the other's name. */
export const leadAndContributor: Race = (one, n) =>
  savedAtOnce(one, n, n % 4 < 2 ? [one.lead, one.contributor] : [one.contributor, one.lead]);

/** Both type at the same place and each at one of their own; the loser's page merges what it is told and sends again. */
async function savedAtOnce(one: RaceCase, n: number, [left, right]: readonly [Person, Person]): Promise<Outcome> {
  if (n === 0) await one.draft();
  const base = await one.section();
  const typed: readonly [SectionContent, SectionContent] = [
    { address: `左页 ${n}`, staffCount: 2000 + base.revision },
    { address: `右页 ${n}`, contactPhone: `0372-${5_000_000 + base.revision}` },
  ];
  const mine = typed.map((changes) => ({ ...base.data, ...changes }));
  const answers = await atOnce(
    n,
    () => one.save(base.revision, mine[0] ?? {}, "unit", left),
    () => one.save(base.revision, mine[1] ?? {}, "unit", right),
  );
  const names = left === right ? (["", ""] as const) : ([left.account.name, right.account.name] as const);
  const known = { kind: "tabs", base, typed, names, answers, stands: await one.section() } as const;
  const lost = answers.findIndex(({ ok }) => !ok);
  const { current } = (answers[lost]?.data ?? {}) as { current?: Section };
  if (!current) return { ...known, conflicts: [], kept: null };
  const { merged, conflicts } = mergeSection(base.data, mine[lost] ?? {}, current.data);
  const told: Told = await one.save(current.revision, merged, "unit", lost === 0 ? left : right);
  return { ...known, conflicts, kept: { told, stands: await one.section() } };
}
