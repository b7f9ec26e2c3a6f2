import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveCase, insertStandingDecision, recordOpening, returnCase, takeBackApproval } from "@/data/decisions";
import { once } from "@/data/idempotency";
import { proposeEnd } from "@/data/proposals";
import { getReviewCase } from "@/data/review-case";
import { involvedIn } from "@/data/stage-people";
import { withScope } from "@/data/with-scope";
import { subtreeOf } from "@/domain/org-path";
import { RuleError } from "@/domain/rule-error";
import type { Viewer } from "@/domain/viewer";
import {
  ALL_MET,
  approve,
  asReviewer,
  makeReviewCity,
  on,
  outcome,
  type ReviewCity,
  rowOf,
  seenOf,
  submittedCase,
} from "../support/review-city";

const PAIRS = 100;
const AT = on("2026-05-06");
let city: ReviewCity;
beforeAll(async () => {
  city = await makeReviewCity();
});

/** pairs that had one effect: of two reviewers (met: the loser read who decided), of two tabs, of one request sent twice */
const figures = { reviewers: 0, met: 0, tabs: 0, same: 0 };
afterAll(() => {
  const { reviewers, met, tabs, same } = figures;
  process.stdout.write(
    `decision-pairs: ${reviewers} of two reviewers (in ${met} the loser read who decided and when), ${tabs} of two tabs, ${same} of one request sent twice: one effect in each\n`,
  );
});

type Act = "approve" | "return" | "reject";

/** The page as this viewer sees it now. */
const pageOf = (viewer: Viewer, id: string) => asReviewer(viewer, id, async (_tx, one) => seenOf(one));

function decide(viewer: Viewer, id: string, act: Act, page?: ReturnType<typeof seenOf>): Promise<unknown> {
  return asReviewer(viewer, id, (tx, one, seen) => {
    const head = { seen: page ?? seen, verdicts: ALL_MET, actingReason: "" };
    if (act === "approve") return approveCase(tx, viewer, one, { ...head, opinion: "同意。" }, AT);
    if (act === "reject") return proposeEnd(tx, viewer, one, { ...head, kind: "reject", reason: "不属于本批次范围。" }, AT);
    const items = [{ criterion: "team", path: null, reason: "请补充团队成员。" }];
    return returnCase(tx, viewer, one, { ...head, items, dueOn: "2026-05-20", comment: "" }, AT);
  });
}

async function settled(work: Promise<unknown>): Promise<{ ok: boolean; error: RuleError | null }> {
  try {
    await work;
    return { ok: true, error: null };
  } catch (error) {
    if (error instanceof RuleError) return { ok: false, error };
    throw error;
  }
}

const effects = (id: string) =>
  withScope(subtreeOf(city.cityPath), async (tx) => ({
    decisions: await tx.decision.count({ where: { applicationId: id } }),
    proposals: await tx.proposal.count({ where: { applicationId: id } }),
    events: await tx.applicationEvent.count({ where: { applicationId: id, action: { not: "submit" } } }),
    audit: await tx.auditEvent.count({ where: { entityId: id, action: { not: "application.submit" } } }),
  }));

describe("two reviewers at once", () => {
  it(`have one effect in each of ${PAIRS} simultaneous pairs, and the loser reads who decided what and when`, async () => {
    const acts: [Act, Act][] = [
      ["approve", "approve"],
      ["approve", "return"],
      ["return", "approve"],
      ["reject", "approve"],
      ["return", "return"],
    ];
    const codes: Record<string, number> = {};
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const { id } = await submittedCase(city);
      const [left, right] = acts[pair % acts.length] ?? ["approve", "approve"];
      const answers = await Promise.all([settled(decide(city.enterprise, id, left)), settled(decide(city.second.enterprise, id, right))]);
      const losers = answers.filter((one) => !one.ok);
      expect(losers, `pair ${pair}: one of ${left}/${right} wins`).toHaveLength(1);
      const { error } = losers[0] ?? { error: null };
      expect(["alreadyDecided", "pendingRejection", "illegalMove"]).toContain(error?.code);
      codes[error?.code ?? ""] = (codes[error?.code ?? ""] ?? 0) + 1;
      if (error?.code === "alreadyDecided") expect(error.params).toMatchObject({ org: "企业工会", at: "2026-05-06 10:00" });
      const { decisions, proposals, events, audit } = await effects(id);
      expect({ effects: decisions + proposals, events, audit, version: (await rowOf(city, id)).version }).toEqual({
        effects: 1,
        events: 1,
        audit: 1,
        version: 2,
      });
      figures.reviewers += 1;
    }
    figures.met = codes["alreadyDecided"] ?? 0;
    // most pairs really meet: a loser that only came later finds the case moved on
    expect(codes["alreadyDecided"] ?? 0).toBeGreaterThan(PAIRS / 4);
  }, 120_000);

  it("tell the one who pressed with an older page who was first, and never a bare refusal", async () => {
    const { id } = await submittedCase(city);
    const page = await pageOf(city.second.enterprise, id);
    await approve(city.enterprise, id, "2026-05-06");
    const late = asReviewer(city.second.enterprise, id, (tx, one) =>
      approveCase(tx, city.second.enterprise, one, { seen: page, verdicts: ALL_MET, opinion: "同意。", actingReason: "" }, AT),
    );
    expect(await outcome(late)).toBe("alreadyDecided");
  });
});

describe("one reviewer in two tabs", () => {
  it("reads that it is decided, and not that somebody else must decide it", async () => {
    const { id } = await submittedCase(city);
    const row = await rowOf(city, id);
    await approve(city.enterprise, id, "2026-05-06");
    // the row as the slower tab read it, the decisions as they are by now
    const content = {};
    const standing = await withScope(
      city.enterprise.scope,
      (tx) =>
        tx.$queryRaw<{ actorId: string; standingKey: string }[]>`
          SELECT actor_id AS "actorId", standing_key AS "standingKey" FROM decision WHERE application_id = ${id}::uuid AND standing_key IS NOT NULL`,
    );
    expect(involvedIn(row, { accounts: [], standing }, content).deciders).toEqual([]);
    expect(involvedIn(await rowOf(city, id), { accounts: [], standing }, content).deciders).toEqual([city.enterprise.accountId]);
  });

  it("is told who decided in each of forty simultaneous pairs", async () => {
    for (let pair = 0; pair < 40; pair += 1) {
      const { id } = await submittedCase(city);
      // both tabs are open before either of them presses
      const page = await pageOf(city.enterprise, id);
      const answers = await Promise.all([1, 2].map(() => settled(decide(city.enterprise, id, "approve", page))));
      const [loser] = answers.filter((one) => !one.ok);
      expect(loser?.error).toMatchObject({ code: "alreadyDecided", params: { name: city.enterprise.accountName } });
      expect((await effects(id)).decisions).toBe(1);
      figures.tabs += 1;
    }
  });
});

describe("the standing key", () => {
  it("is the backstop: a second decision on the same snapshot and stage reads who was first, whatever let it through", async () => {
    const { id } = await submittedCase(city);
    const page = await asReviewer(city.enterprise, id, async (_tx, one) => one);
    await approve(city.enterprise, id, "2026-05-06");
    const { accountId, accountName, orgPath, orgName, role } = city.second.enterprise;
    const second = withScope(city.enterprise.scope, (tx) =>
      insertStandingDecision(tx, city.second.enterprise, page, {
        id: randomUUID(),
        outcome: "return",
        verdicts: {},
        actorId: accountId,
        actorName: accountName,
        actorOrgPath: orgPath,
        actorOrgName: orgName,
        actorRole: role,
        decidedAt: AT.now,
      }),
    );
    await expect(second).rejects.toMatchObject({ code: "alreadyDecided", params: { name: city.enterprise.accountName, outcome: "同意" } });
    expect((await effects(id)).decisions).toBe(1);
  });
});

describe("one request sent twice", () => {
  it("is the same request in whatever order its fields are named", async () => {
    const key = randomUUID();
    const send = (body: object, effect: () => Promise<string>) =>
      withScope(city.enterprise.scope, (tx) => once(tx, city.enterprise, { key, action: "review.approve", body }, effect));
    expect(await send({ a: 1, b: { c: 2, d: 3 } }, async () => "first")).toBe("first");
    expect(await send({ b: { d: 3, c: 2 }, a: 1 }, async () => "second")).toBe("first");
    await expect(send({ a: 1, b: { c: 2, d: 4 } }, async () => "third")).rejects.toMatchObject({ code: "sameRequest" });
  });

  it("has one effect and one answer, in twenty simultaneous pairs", async () => {
    for (let pair = 0; pair < 20; pair += 1) {
      const { id } = await submittedCase(city);
      const key = randomUUID();
      const page = await pageOf(city.enterprise, id);
      const press = () =>
        withScope(city.enterprise.scope, (tx) =>
          once(tx, city.enterprise, { key, action: "review.approve", body: { id, page } }, async () => {
            const one = await getReviewCase(tx, city.enterprise, id);
            if (!one) throw new Error("not found");
            return approveCase(tx, city.enterprise, one, { seen: page, verdicts: ALL_MET, opinion: "同意。", actingReason: "" }, AT);
          }),
        );
      expect(await Promise.all([press(), press()])).toEqual([{ status: "districtReview" }, { status: "districtReview" }]);
      expect(await effects(id)).toEqual({ decisions: 1, proposals: 0, events: 1, audit: 1 });
      figures.same += 1;
    }
  }, 60_000);
});

describe("taking back against opening", () => {
  it("never leaves a case taken back that the next stage had opened on that version", async () => {
    for (let pair = 0; pair < 20; pair += 1) {
      const { id } = await submittedCase(city);
      await approve(city.enterprise, id, "2026-05-06");
      const [, back] = await Promise.all([
        asReviewer(city.district, id, (tx, one) => recordOpening(tx, city.district, one, AT)),
        outcome(asReviewer(city.enterprise, id, (tx, one, seen) => takeBackApproval(tx, city.enterprise, one, { seen, comment: "" }, AT))),
      ]);
      const opened = await withScope(subtreeOf(city.cityPath), (tx) => tx.stageOpening.count({ where: { applicationId: id } }));
      const { status } = await rowOf(city, id);
      expect([opened, back, status]).toEqual(opened === 1 ? [1, "nothingToTakeBack", "districtReview"] : [0, "done", "enterpriseReview"]);
    }
  }, 60_000);
});
