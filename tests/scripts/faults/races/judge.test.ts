import { describe, expect, it } from "vitest";
import { judge, type Kind, type Outcome } from "../../../../scripts/faults/races/judge";
import type { Section, Seen, Told } from "../../../../scripts/faults/races/race-case";
import { spoilt, waysToSpoil } from "../../../../scripts/faults/races/spoilt";

const told = (data: unknown = null): Told => ({ ok: true, status: 200, code: "ok", message: "", data });
const refused = (code: string, message: string): Told => ({ ok: false, status: 200, code, message, data: null });
const row = (name: string, outcome: "approve" | "return", change = {}) => ({
  name,
  org: "某医院工会",
  at: "2026-05-18 10:00",
  outcome,
  standing: true,
  takenBack: false,
  ...change,
});
const seen = (steps: number, change: Partial<Seen> = {}): Seen => ({
  status: "enterpriseReview",
  level: 0,
  round: 1,
  version: steps,
  events: steps,
  snapshots: 1,
  decisions: [],
  proposals: [],
  ...change,
});

const STALE = refused("stale", "这件申报刚刚有了变化，您看到的不是最新内容。请刷新后再操作，您填写的内容会保留。");
const ASKED = [
  { name: "甲", what: "approve" },
  { name: "乙", what: "return" },
] as const;

const BASE: Section = { revision: 3, data: { name: "某医院", address: "旧址", staffCount: 10, contactPhone: "1" } };
const TYPED = [
  { address: "左页", staffCount: 11 },
  { address: "右页", contactPhone: "2" },
] as const;
const RIGHT_STANDS: Section = { revision: 4, data: { ...BASE.data, ...TYPED[1] } };
const tabs = (names: readonly [string, string]): Outcome => ({
  kind: "tabs",
  base: BASE,
  typed: TYPED,
  names,
  answers: [
    { ok: false, status: 409, code: "conflict", message: "", data: { current: { ...RIGHT_STANDS, updatedByName: names[1] } } },
    told(),
  ],
  stands: RIGHT_STANDS,
  conflicts: [{ field: "address", mine: "左页", theirs: "右页" }],
  kept: { told: told(), stands: { revision: 5, data: { ...BASE.data, ...TYPED[1], ...TYPED[0] } } },
});

/** Every end that a race may have, in the sentences of the rules. */
const GOOD: readonly (readonly [end: string, outcome: Outcome])[] = [
  ["the second approval reads who returned", {
    kind: "decisions",
    asked: ASKED,
    answers: [refused("alreadyDecided", "某医院工会 乙 已于 2026-05-18 10:00 作出决定：退回补正。您填写的意见没有提交。"), told()],
    seen: seen(2, { decisions: [row("乙", "return")] }),
    locale: "zh-CN",
  }],
  ["the second return reads who approved, in English", {
    kind: "decisions",
    asked: ASKED,
    answers: [told(), refused("alreadyDecided", "甲 of 某医院工会 decided at 2026-05-18 10:00: approved. Your opinion was not submitted.")],
    seen: seen(2, { decisions: [row("甲", "approve")] }),
    locale: "en",
  }],
  ["the approval reads who proposed to reject", {
    kind: "decisions",
    asked: [{ name: "甲", what: "reject" }, ASKED[1]],
    answers: [told(), refused("pendingRejection", "甲 已提出“不予通过”，正等待第二人确认。此时只能确认、不同意或由提出人取消。")],
    seen: seen(2, { proposals: [{ name: "甲" }] }),
    locale: "zh-CN",
  }],
  ["one decision sent twice", { kind: "repeated", answers: [told({ version: 2 }), told({ version: 2 })], seen: seen(2, { decisions: [row("甲", "approve")] }) }],
  ["one submission sent twice, by route and action", { kind: "submission", answers: [told({ submitted: { number: "1" } }), told({ number: "1" })], seen: seen(1) }],
  ["an edit in the snapshot", { kind: "edit", typed: "新址", saved: told(), submitted: told(), inSnapshot: "新址", inDraft: "新址", seen: seen(1), locale: "zh-CN" }],
  ["an edit that came too late", {
    kind: "edit",
    typed: "新址",
    saved: refused("illegalMove", "当前状态（待基层工会审核）不能进行此操作。"),
    submitted: told(),
    inSnapshot: "旧址",
    inDraft: "旧址",
    seen: seen(1),
    locale: "zh-CN",
  }],
  ["returned, and nothing to take back", {
    kind: "returnOrTakeBack",
    by: "丙",
    returned: told(),
    takenBack: refused("nothingToTakeBack", "下一环节已经打开或已作出决定，不能撤回审核。"),
    seen: seen(3, { status: "returned", decisions: [row("甲", "approve"), row("丙", "return")] }),
    locale: "zh-CN",
  }],
  ["returned, and the loser reads by whom", {
    kind: "returnOrTakeBack",
    by: "丙",
    returned: told(),
    takenBack: refused("alreadyDecided", "丙 of 某医院工会 decided at 2026-05-18 10:00: returned for correction. Your opinion was not submitted."),
    seen: seen(3, { status: "returned", decisions: [row("甲", "approve"), row("丙", "return")] }),
    locale: "en",
  }],
  ["taken back before the return", {
    kind: "returnOrTakeBack",
    by: "丙",
    returned: STALE,
    takenBack: told(),
    seen: seen(3, { decisions: [row("甲", "approve", { standing: false, takenBack: true })] }),
    locale: "zh-CN",
  }],
  ["withdrawn before the approval", { kind: "withdrawOrApprove", withdrawn: told(), approved: STALE, seen: seen(2, { status: "withdrawn" }), locale: "zh-CN" }],
  ["approved before the withdrawal", {
    kind: "withdrawOrApprove",
    withdrawn: STALE,
    approved: told(),
    seen: seen(2, { status: "industryReview", decisions: [row("甲", "approve")] }),
    locale: "zh-CN",
  }],
  ["two tabs of one person", tabs(["", ""])],
  ["lead and contributor", tabs(["甲", "乙"])],
]; // oxfmt-ignore

const KINDS: readonly Kind[] = ["decisions", "repeated", "submission", "edit", "returnOrTakeBack", "withdrawOrApprove", "tabs"];

describe("judge", () => {
  it.each(GOOD)("finds no fault where all is right: %s", (_end, outcome) => {
    expect(judge(outcome).faults).toEqual([]);
  });

  const planted = GOOD.flatMap(([end, outcome]) => spoilt(outcome).map((one) => ({ end, ...one })));

  it.each(planted)("of $outcome.kind is told, where $end: $what", ({ outcome, says }) => {
    expect(judge(outcome).faults).toContainEqual(expect.stringMatching(says));
  });

  it.each(KINDS)("of %s has been shown every fault that is planted for it", (kind) => {
    const shown = new Set(planted.filter(({ outcome }) => outcome.kind === kind).map(({ what }) => what));
    expect(waysToSpoil(kind).filter((what) => !shown.has(what))).toEqual([]);
    expect(shown.size).toBeGreaterThanOrEqual(6);
  });
});
