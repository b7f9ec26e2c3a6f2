import { describe, expect, it } from "vitest";
import { moveNotices } from "@/data/move-notices";
import type { NoticeParams } from "@/data/notices";
import { MOVE_NOTICES, NOTICE_KINDS } from "@/domain/notice-kinds";
import {
  type ApplicationAction,
  type ApplicationStatus,
  isInReview,
  MOVES,
  type MoveTarget,
  moveFor,
  type Stage,
  STAGE_RULES,
} from "@/domain/review-stages";
import { RuleError } from "@/domain/rule-error";
import { messagesOf } from "@/messages/all-messages";

type Written = { kind: string; params: Omit<NoticeParams, "number"> };
const SENTENCES = (messagesOf("zh-CN")["notices"] as { kind: Record<string, string> }).kind;
const ROUTES: Stage[][] = [["enterprise", "district", "city"], ["enterprise", "industry", "city"], ["enterprise", "city"]]; // oxfmt-ignore

/** The names in the sentence of a notice for which it has no words. */
function gaps({ kind, params }: Written): string[] {
  const names = [...(SENTENCES[kind] ?? "{no sentence}").matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? "");
  return names.filter((name) => !params[name as keyof typeof params]);
}

/** Where a case may stand in a status: the places of the route, or none. */
function places(status: ApplicationStatus, route: readonly Stage[]): (number | null)[] {
  const held = route.flatMap((stage, index) => (STAGE_RULES[stage].status === status ? [index] : []));
  if (isInReview(status)) return held;
  return status === "returned" || status === "expired" ? route.map((_, index) => index) : [null];
}

function targetOf(action: ApplicationAction, status: ApplicationStatus, route: Stage[], stageIndex: number | null): MoveTarget | null {
  const { roles, by, pending } = MOVES[action];
  try {
    return moveFor({
      action,
      status,
      role: roles[0],
      relations: [...by],
      route,
      stageIndex,
      pending: pending === "reject" || pending === "void" ? pending : null,
    });
  } catch (error) {
    if (error instanceof RuleError) return null;
    throw error;
  }
}

/** Every notice that a move writes, from wherever it may be made. */
function noticesOf(action: ApplicationAction): Written[] {
  const move: { from: readonly ApplicationStatus[] | null; needs?: readonly string[] } = MOVES[action];
  return ROUTES.flatMap((route) =>
    (move.from ?? []).flatMap((status) =>
      places(status, route).flatMap((stageIndex) => {
        const target = targetOf(action, status, route, stageIndex);
        if (!target) return [];
        const subject = {
          id: "x",
          orgPath: "/0000000a/0000000b/0000000c/0000000d/",
          cityPath: "/0000000a/",
          batchId: "b",
          number: null,
          status,
          version: 1,
          route,
          stageIndex,
          round: 1,
          wholeFormOpened: false,
          studioName: "某工作室",
        };
        const detail = move.needs?.includes("dueOn") ? { dueOn: "2026-06-01" } : {};
        const [statement] = moveNotices(subject, { target, at: new Date(0), detail });
        const rows = statement?.values.find((value) => typeof value === "string" && value.startsWith("["));
        return rows ? (JSON.parse(String(rows)) as Written[]) : [];
      }),
    ),
  );
}

describe("moveNotices", () => {
  it.each(Object.keys(MOVE_NOTICES) as ApplicationAction[])(
    "gives the sentence of each notice of %s what it is filled in with",
    (action) => {
      const written = noticesOf(action);
      expect(written.length).toBeGreaterThan(0);
      expect(new Set(written.flatMap((one) => gaps(one).map((name) => `${one.kind}: ${name}`)))).toEqual(new Set());
    },
  );

  it("would be seen to leave a gap", () => {
    const params = { studio: "", stage: "city", dueOn: null, proposal: "reject" } as const;
    expect(gaps({ kind: "returned", params })).toEqual(["studio", "dueOn"]);
  });
});

describe("NOTICE_KINDS", () => {
  it("have a sentence each, and no sentence is of another kind", () => {
    expect(Object.keys(SENTENCES).toSorted()).toEqual([...NOTICE_KINDS].toSorted());
  });
});
