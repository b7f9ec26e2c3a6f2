import { afterAll, describe, expect, it } from "vitest";
import { enumValues } from "@/domain/enumerations";
import {
  APPLICATION_ACTIONS,
  APPLICATION_STATUSES,
  type ApplicationAction,
  type ApplicationStatus,
  isFinished,
  isLive,
  MOVES,
  moveFor,
  openActions,
  type PendingKind,
  type Relation,
  RELATIONS,
  type Stage,
  STAGE_RULES,
  STAGES,
} from "@/domain/review-stages";
import { ROLES, type Role } from "@/domain/roles";
import { RuleError } from "@/domain/rule-error";

type Actor = Role | "system";
const ROUTE: readonly Stage[] = ["enterprise", "district", "city"];
const PLACE: Partial<Record<ApplicationStatus, number>> = {
  enterpriseReview: 0,
  districtReview: 1,
  industryReview: 1,
  cityReview: 2,
  returned: 1,
  expired: 1,
};

// Who: l lead, e/d/t reviewers, a cityAdmin, y system. How: L lead, S stageReviewer, U actingReviewer (the union above), D decider,
// P proposer, 2 secondPerson, A cityAdmin, Y system, - none. One line a cell group: status action who how → target (status@stage).
const WHO: Record<string, Actor> = {
  l: "lead",
  e: "enterpriseReviewer",
  d: "districtReviewer",
  t: "cityReviewer",
  a: "cityAdmin",
  y: "system",
};
const HOW: Record<string, Relation> = {
  L: "lead",
  S: "stageReviewer",
  U: "actingReviewer",
  D: "decider",
  P: "proposer",
  2: "secondPerson",
  A: "cityAdmin",
  Y: "system",
  "-": "none",
};
const FREE = `
draft            submit        l   L   enterpriseReview@0
enterpriseReview approve       edt SU  districtReview@1
enterpriseReview return        edt SU  returned@0
enterpriseReview proposeReject edt SU  enterpriseReview@0
enterpriseReview withdraw      l   L   withdrawn
districtReview   approve       edt SU  cityReview@2
districtReview   return        edt SU  returned@1
districtReview   proposeReject edt SU  districtReview@1
districtReview   takeBack      edt D   enterpriseReview@0
districtReview   withdraw      l   L   withdrawn
industryReview   approve       edt SU  cityReview@2
industryReview   return        edt SU  returned@1
industryReview   proposeReject edt SU  industryReview@1
industryReview   takeBack      edt D   enterpriseReview@0
industryReview   withdraw      l   L   withdrawn
cityReview       approve       edt SU  approved
cityReview       return        edt SU  returned@2
cityReview       proposeReject edt SU  cityReview@2
cityReview       takeBack      edt D   districtReview@1
cityReview       withdraw      l   L   withdrawn
returned         resubmit      l   L   districtReview@1
returned         openWholeForm l   L   returned@1
returned         expire        y   Y   expired@1
returned         withdraw      l   L   withdrawn
withdrawn        reopen        l   L   draft
rejected         copy          l   L   rejected
expired          copy          l   L   expired@1
voided           copy          l   L   voided
expired          reopenExpired edt S   returned@1
approved         proposeVoid   a   A   approved
publicity        proposeVoid   a   A   publicity
named            proposeVoid   a   A   named
`;
const REJECT_OPEN = ["enterpriseReview", "districtReview", "industryReview", "cityReview"]
  .map((status) => {
    const at = `${status}@${PLACE[status as ApplicationStatus]}`;
    return `
${status} confirmReject edta 2 rejected@${PLACE[status as ApplicationStatus]}
${status} declineReject edta 2 ${at}
${status} cancelReject  edt  P ${at}`;
  })
  .join("");
const VOID_OPEN = ["approved", "publicity", "named"]
  .map(
    (status) => `
${status} confirmVoid edta 2 voided
${status} declineVoid edta 2 ${status}
${status} cancelVoid  a    P ${status}`,
  )
  .join("");

/** The lead may withdraw whatever is proposed. */
const WITHDRAWALS = ["enterpriseReview", "districtReview", "industryReview", "cityReview", "returned"]
  .map((status) => `\n${status} withdraw l L withdrawn`)
  .join("");

function expectedCells(table: string): Map<string, string> {
  const cells = new Map<string, string>();
  for (const line of table.trim().split("\n")) {
    const [status = "", action = "", who = "", how = "", target = ""] = line.trim().split(/\s+/);
    for (const w of who) for (const h of how) cells.set([status, action, WHO[w], HOW[h]].join(" "), target);
  }
  return cells;
}

function answer(
  status: ApplicationStatus,
  action: ApplicationAction,
  role: Actor,
  relation: Relation,
  pending: PendingKind | null,
): string | null {
  try {
    const to = moveFor({ status, action, role, relations: [relation], route: ROUTE, stageIndex: PLACE[status] ?? null, pending });
    return to.stageIndex === null ? to.status : `${to.status}@${to.stageIndex}`;
  } catch (error) {
    if (!(error instanceof RuleError) || !["illegalMove", "pendingRejection"].includes(error.code)) throw error;
    return null;
  }
}

const ROLES_AND_CLOCK = [...(Object.keys(ROLES) as Role[]), "system"] as Actor[];

const figures = { tables: 0, cells: 0, allowed: 0, wrong: 0 };
afterAll(() => {
  const { tables, cells, allowed, wrong } = figures;
  process.stdout.write(`truth-table: ${tables} tables, ${cells} cells, ${allowed} of them allowed by hand, ${wrong} answered otherwise\n`);
});

describe("moveFor", () => {
  it.each([
    { name: "nothing proposed", pending: null, table: FREE },
    { name: "不予通过 proposed", pending: "reject" as const, table: REJECT_OPEN + WITHDRAWALS },
    { name: "作废 proposed", pending: "void" as const, table: VOID_OPEN + WITHDRAWALS },
  ])("answers every status × action × role × relation as written out: $name", ({ pending, table }) => {
    const expected = expectedCells(table);
    figures.allowed += expected.size;
    const wrong: string[] = [];
    let asked = 0;
    for (const status of APPLICATION_STATUSES)
      for (const action of APPLICATION_ACTIONS)
        for (const role of ROLES_AND_CLOCK)
          for (const relation of RELATIONS) {
            const key = [status, action, role, relation].join(" ");
            const got = answer(status, action, role, relation, pending);
            if (got !== (expected.get(key) ?? null))
              wrong.push(`${key}: expected ${expected.get(key) ?? "refusal"}, got ${got ?? "refusal"}`);
            expected.delete(key);
            asked += 1;
          }
    figures.tables += 1;
    figures.cells += asked;
    figures.wrong += wrong.length + expected.size;
    expect(wrong).toEqual([]);
    expect([...expected.keys()], "every expected cell was asked").toEqual([]);
    expect(asked).toBe(13 * APPLICATION_ACTIONS.length * 13 * 9);
  });

  it("goes round the missing middle stage of a municipal direct unit", () => {
    const ask = {
      action: "approve",
      role: "enterpriseReviewer",
      relations: ["stageReviewer"],
      route: ["enterprise", "city"],
      status: "enterpriseReview",
      stageIndex: 0,
    } as const;
    expect(moveFor(ask)).toMatchObject({ status: "cityReview", stageIndex: 1, stage: "enterprise" });
    expect(moveFor({ ...ask, status: "cityReview", stageIndex: 1, role: "cityReviewer" })).toMatchObject({
      status: "approved",
      stageIndex: null,
      stage: "city",
    });
  });

  it("resumes at the returning stage, or at the first one when the whole form was opened, and then earlier approvals lapse", () => {
    const ask = { action: "resubmit", role: "lead", relations: ["lead"], route: ROUTE, status: "returned", stageIndex: 2 } as const;
    expect(moveFor(ask)).toMatchObject({ status: "cityReview", stageIndex: 2, lapses: "returns" });
    expect(moveFor({ ...ask, wholeFormOpened: true })).toMatchObject({ status: "enterpriseReview", stageIndex: 0, lapses: "all" });
  });

  it("names the proposer when something is proposed", () => {
    const ask = () =>
      moveFor({
        action: "approve",
        role: "districtReviewer",
        relations: ["stageReviewer"],
        route: ROUTE,
        status: "districtReview",
        stageIndex: 1,
        pending: "reject",
        proposedBy: "审核员甲",
      });
    expect(ask).toThrow(
      expect.objectContaining({ code: "pendingRejection", params: expect.objectContaining({ name: "审核员甲", kind: "不予通过" }) }),
    );
  });

  it("says the state in words of both languages", () => {
    expect(() =>
      moveFor({ action: "approve", role: "lead", relations: ["lead"], route: ROUTE, status: "draft", stageIndex: null }),
    ).toThrow(expect.objectContaining({ params: { status: "草稿", statusEn: "Draft" } }));
  });
});

describe("MOVES", () => {
  it("knows exactly the states and stages of the enumerations", () => {
    expect([...APPLICATION_STATUSES]).toEqual(enumValues("applicationState").map((one) => one.key));
    expect([...STAGES]).toEqual(enumValues("stage").map((one) => one.key));
  });

  it("lets every state that is not final be left, and reaches every state but those of the second half", () => {
    const left = new Set(APPLICATION_ACTIONS.flatMap((action) => MOVES[action].from ?? []));
    const stuck = enumValues("applicationState").filter((one) => !("final" in one && one.final) && !left.has(one.key as ApplicationStatus));
    expect(stuck).toEqual([]);
    const reached = new Set<string>(["draft"]);
    for (const table of [FREE, REJECT_OPEN, VOID_OPEN])
      for (const [key, to] of expectedCells(table)) if (!to.startsWith(key.split(" ")[0] ?? "")) reached.add(to.split("@")[0] ?? "");
    expect(APPLICATION_STATUSES.filter((status) => !reached.has(status))).toEqual(["industryReview", "publicity", "named"]);
  });

  it("gives each stage its own status and a role that exists", () => {
    expect(new Set(STAGES.map((stage) => STAGE_RULES[stage].status)).size).toBe(STAGES.length);
    for (const stage of STAGES) expect(Object.keys(ROLES)).toContain(STAGE_RULES[stage].role);
  });

  it("keeps an application live until it is withdrawn or ends badly, and finished when no review is left", () => {
    expect(APPLICATION_STATUSES.filter((one) => !isLive(one))).toEqual(["withdrawn", "rejected", "expired", "voided"]);
    expect(APPLICATION_STATUSES.filter((one) => isFinished(one))).toEqual([
      "withdrawn",
      "approved",
      "publicity",
      "named",
      "rejected",
      "expired",
      "voided",
    ]);
  });
});

describe("openActions", () => {
  it("offers the stage's reviewer the three decisions and nothing else", () => {
    const ask = { status: "districtReview", role: "districtReviewer", relations: ["stageReviewer"], route: ROUTE, stageIndex: 1 } as const;
    expect(openActions(ask)).toEqual(["approve", "return", "proposeReject"]);
    expect(openActions({ ...ask, pending: "reject" })).toEqual([]);
  });
});
