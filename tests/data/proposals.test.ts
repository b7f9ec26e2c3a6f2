import { beforeAll, describe, expect, it } from "vitest";
import { proposeEnd, settleProposal } from "@/data/proposals";
import { listTimeline } from "@/data/timeline";
import { listWork } from "@/data/work-list";
import { readInScope, withScope } from "@/data/with-scope";
import { applyMove, MOVE_SUBJECT } from "@/data/apply-move";
import { subtreeOf } from "@/domain/org-path";
import { moveFor } from "@/domain/review-stages";
import type { Viewer } from "@/domain/viewer";
import {
  approve,
  asReviewer,
  makeReviewCity,
  on,
  outcome,
  type ReviewCity,
  ROUTE,
  revokeRole,
  rowOf,
  submittedCase,
} from "../support/review-city";

let city: ReviewCity;
beforeAll(async () => {
  city = await makeReviewCity();
});

const propose = (viewer: Viewer, id: string, kind: "reject" | "void" = "reject") =>
  asReviewer(viewer, id, (tx, one, seen) =>
    proposeEnd(tx, viewer, one, { seen, kind, reason: "与原有班组建制相同。", verdicts: {}, actingReason: "" }, on("2026-05-06")),
  );
const settle = (viewer: Viewer, id: string, answer: "confirm" | "decline" | "cancel", note = "") =>
  asReviewer(viewer, id, (tx, one, seen) => settleProposal(tx, viewer, one, { seen, answer, note }, on("2026-05-07")));
const proposals = (id: string) => withScope(subtreeOf(city.cityPath), (tx) => tx.proposal.findMany({ where: { applicationId: id } }));
const tabOf = (viewer: Viewer) => readInScope(viewer.scope, (tx) => listWork(tx, viewer, { tab: "pending", text: "", after: null }));

describe("不予通过", () => {
  it("takes effect when a second person of the union confirms, and stands as the proposer's decision", async () => {
    const { id, lead } = await submittedCase(city);
    expect(await propose(city.enterprise, id)).toEqual({ status: "enterpriseReview" });
    expect(await outcome(approve(city.second.enterprise, id, "2026-05-07"))).toBe("pendingRejection");
    expect(await outcome(propose(city.second.enterprise, id))).toBe("pendingRejection");
    expect(await outcome(settle(city.enterprise, id, "confirm"))).toBe("secondPerson");
    expect(await outcome(settle(city.district, id, "confirm"))).toBe("illegalMove");
    expect(await settle(city.second.enterprise, id, "confirm")).toEqual({ status: "rejected" });
    expect(await rowOf(city, id)).toMatchObject({ status: "rejected", liveBatchId: null });
    const decisions = await withScope(city.enterprise.scope, (tx) => tx.decision.findMany({ where: { applicationId: id } }));
    expect(decisions).toMatchObject([{ outcome: "reject", actorId: city.enterprise.accountId, standingKey: "1:0" }]);
    expect(await proposals(id)).toMatchObject([{ outcome: "confirmed", pendingKey: null, settledBy: city.second.enterprise.accountId }]);
    const seen = await withScope(lead.scope, (tx) => listTimeline(tx, lead, id));
    expect(seen.map((one) => one.action)).toEqual(["submit", "confirmReject"]);
  });

  it("ends with a decline that gives a reason, or when the proposer cancels; then the review goes on", async () => {
    const { id } = await submittedCase(city);
    await propose(city.enterprise, id);
    expect(await outcome(settle(city.second.enterprise, id, "decline"))).toBe("required");
    expect(await outcome(settle(city.second.enterprise, id, "cancel"))).toBe("illegalMove");
    await settle(city.second.enterprise, id, "decline", "材料其实齐全。");
    await propose(city.second.enterprise, id);
    await settle(city.second.enterprise, id, "cancel");
    expect((await proposals(id)).map((one) => one.outcome).sort()).toEqual(["cancelled", "declined"]);
    expect(await approve(city.enterprise, id, "2026-05-08")).toEqual({ status: "districtReview" });
  });

  it("is confirmed by the union above only where the union has one reviewer, and waits in its work list", async () => {
    const own = await makeReviewCity();
    const { id } = await submittedCase(own);
    await withScope(subtreeOf(own.cityPath), (tx) =>
      tx.roleGrant.updateMany({ where: { id: own.second.enterprise.grantId }, data: { revokedAt: new Date() } }),
    );
    await propose(own.enterprise, id);
    expect((await tabOf(own.district)).rows.map((row) => [row.id, row.proposed])).toEqual([[id, "reject"]]);
    expect((await tabOf(own.city)).rows).toEqual([]);
    expect(await outcome(settle(own.city, id, "confirm"))).toBe("illegalMove");
    expect(await settle(own.district, id, "confirm")).toEqual({ status: "rejected" });
  });

  it("ends with the lead's withdrawal", async () => {
    const { id, lead } = await submittedCase(city);
    await propose(city.enterprise, id);
    await withScope(lead.scope, async (tx) => {
      const subject = await tx.application.findUniqueOrThrow({ where: { id }, select: MOVE_SUBJECT });
      const target = moveFor({
        action: "withdraw",
        status: "enterpriseReview",
        role: "lead",
        relations: ["lead"],
        route: ROUTE,
        stageIndex: 0,
        pending: "reject",
      });
      await applyMove(tx, lead, subject, { target, at: on("2026-05-07").now });
    });
    expect(await rowOf(city, id)).toMatchObject({ status: "withdrawn" });
    expect(await proposals(id)).toMatchObject([{ outcome: "withdrawn", pendingKey: null }]);
    expect(await outcome(settle(city.second.enterprise, id, "confirm"))).toBe("stale");
  });
});

describe("作废", () => {
  it("is proposed by a city administrator after approval and confirmed by another person of the city union", async () => {
    const { id, lead } = await submittedCase(city);
    await approve(city.enterprise, id, "2026-05-06");
    await approve(city.district, id, "2026-05-06");
    expect(await outcome(propose(city.admin, id, "void"))).toBe("illegalMove");
    await approve(city.city, id, "2026-05-06");
    expect(await outcome(propose(city.city, id, "void"))).toBe("illegalMove");
    expect(await propose(city.admin, id, "void")).toEqual({ status: "approved" });
    expect((await tabOf(city.second.city)).rows.map((row) => row.id)).toContain(id);
    expect(await outcome(settle(city.admin, id, "confirm"))).toBe("secondPerson");
    expect(await settle(city.otherAdmin, id, "confirm")).toEqual({ status: "voided" });
    expect(await rowOf(city, id)).toMatchObject({ status: "voided", liveBatchId: null });
    const notices = await withScope(lead.scope, (tx) =>
      tx.notice.findMany({ where: { applicationId: id, recipientPath: lead.orgPath, kind: "voided" } }),
    );
    expect(notices).toHaveLength(1);
  });
});

describe("revoked roles", () => {
  it("leave a proposal to whoever is still there", async () => {
    const own = await makeReviewCity();
    const { id } = await submittedCase(own);
    await propose(own.enterprise, id);
    await revokeRole(own, own.enterprise.orgPath, "enterpriseReviewer");
    expect(await settle(own.district, id, "confirm")).toEqual({ status: "rejected" });
  });
});
