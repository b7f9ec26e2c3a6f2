import { beforeAll, describe, expect, it } from "vitest";
import { expireDueReturns } from "@/data/clock-work";
import { recordOpening, reopenExpired, takeBackApproval } from "@/data/decisions";
import { getReviewCase } from "@/data/review-case";
import { withScope } from "@/data/with-scope";
import { subtreeOf } from "@/domain/org-path";
import {
  addPerson,
  ALL_MET,
  approve,
  asReviewer,
  makeReviewCity,
  on,
  outcome,
  type ReviewCity,
  revokeRole,
  rowOf,
  sendBack,
  submitAgain,
  submittedCase,
} from "../support/review-city";

let city: ReviewCity;
beforeAll(async () => {
  city = await makeReviewCity();
});

const all = <T>(read: (tx: Parameters<Parameters<typeof withScope>[1]>[0]) => Promise<T>) => withScope(subtreeOf(city.cityPath), read);
const countAudit = (id: string) => all((tx) => tx.auditEvent.count({ where: { entityId: id } }));
const notices = async (id: string) =>
  (await all((tx) => tx.notice.findMany({ where: { applicationId: id }, orderBy: { createdAt: "asc" } }))).map(
    (one) => `${one.kind} ${one.recipientPath}`,
  );

describe("approveCase", () => {
  it("leads a case through every stage, with one decision, one event and one audit row each, and tells the next", async () => {
    const { id, lead } = await submittedCase(city);
    expect(await approve(city.enterprise, id, "2026-05-06")).toEqual({ status: "districtReview" });
    expect(await approve(city.district, id, "2026-05-08")).toEqual({ status: "cityReview" });
    expect(await approve(city.city, id, "2026-05-12")).toEqual({ status: "approved" });
    const row = await rowOf(city, id);
    expect(row).toMatchObject({
      status: "approved",
      stageIndex: null,
      version: 4,
      liveBatchId: city.batchId,
      finishedAt: on("2026-05-12").now,
    });
    const decisions = await all((tx) => tx.decision.findMany({ where: { applicationId: id }, orderBy: { stageIndex: "asc" } }));
    expect(decisions.map((one) => [one.stage, one.standingKey, one.actorOrgPath])).toEqual([
      ["enterprise", "1:0", city.enterprise.orgPath],
      ["district", "1:1", city.district.orgPath],
      ["city", "1:2", city.cityPath],
    ]);
    const events = await all((tx) => tx.applicationEvent.findMany({ where: { applicationId: id }, orderBy: { seq: "asc" } }));
    expect(events.map((one) => `${one.seq} ${one.action} ${one.toStatus}`)).toEqual([
      "1 submit enterpriseReview",
      "2 approve districtReview",
      "3 approve cityReview",
      "4 approve approved",
    ]);
    expect(await countAudit(id)).toBe(4);
    const told = await notices(id);
    expect(told).toContain(`arrived ${city.district.orgPath}`);
    expect(told).toContain(`approvedByStage ${lead.orgPath}`);
    expect(told).toContain(`approvedFinally ${lead.orgPath}`);
  });

  it("refuses what the workflow demands and changes nothing", async () => {
    const { id } = await submittedCase(city, { proof: false });
    const one = (verdict: "met" | "doubt" | "unmet", comment?: string) => ({
      ...ALL_MET,
      team: comment ? { verdict, comment } : { verdict },
    });
    const { team: _team, ...without } = ALL_MET;
    expect(await outcome(approve(city.enterprise, id, "2026-05-06", { verdicts: without }))).toBe("verdictMissing");
    expect(await outcome(approve(city.enterprise, id, "2026-05-06", { verdicts: one("unmet") }))).toBe("verdictUnmet");
    expect(await outcome(approve(city.enterprise, id, "2026-05-06", { verdicts: one("doubt", "  ") }))).toBe("doubtNeedsComment");
    expect(await outcome(approve(city.enterprise, id, "2026-05-06", { opinion: " " }))).toBe("required");
    expect(await outcome(approve(city.enterprise, id, "2026-05-06", { opinion: "字".repeat(201) }))).toBe("tooLong");
    expect(await outcome(approve(city.enterprise, id, "2026-05-06"))).toBe("slotMissing");
    expect(await outcome(approve(city.district, id, "2026-05-06"))).toBe("illegalMove");
    expect(await rowOf(city, id)).toMatchObject({ status: "enterpriseReview", version: 1 });
    expect(await countAudit(id)).toBe(1);
  });

  it("refuses a version that is no longer the current one, and says who decided", async () => {
    const { id } = await submittedCase(city);
    await approve(city.enterprise, id, "2026-05-06");
    const late = asReviewer(city.second.enterprise, id, async (tx, one) => {
      const { approveCase } = await import("@/data/decisions");
      return approveCase(
        tx,
        city.second.enterprise,
        one,
        { seen: { version: 1, round: 1, stageIndex: 0 }, verdicts: ALL_MET, opinion: "同意。", actingReason: "" },
        on("2026-05-07"),
      );
    });
    await expect(late).rejects.toMatchObject({
      code: "alreadyDecided",
      params: { org: "企业工会", name: city.enterprise.accountName, at: "2026-05-06 10:00", outcome: "同意" },
    });
  });
});

describe("returnCase", () => {
  it("resumes at the returning stage, lets the same reviewer go on, and keeps earlier approvals standing", async () => {
    const { id, lead } = await submittedCase(city);
    await approve(city.enterprise, id, "2026-05-06");
    await sendBack(city.district, id, "2026-05-07", "2026-05-14");
    expect(await rowOf(city, id)).toMatchObject({ status: "returned", stageIndex: 1, dueOn: "2026-05-14" });
    await submitAgain(lead, id, "2026-05-14");
    expect(await rowOf(city, id)).toMatchObject({ status: "districtReview", stageIndex: 1, round: 2 });
    expect(await approve(city.district, id, "2026-05-15")).toEqual({ status: "cityReview" });
    const standing = await all((tx) =>
      tx.decision.findMany({ where: { applicationId: id, standingKey: { not: null } }, orderBy: { stageIndex: "asc" } }),
    );
    expect(standing.map((one) => `${one.standingKey} ${one.outcome}`)).toEqual(["1:0 approve", "2:1 approve"]);
    expect(await notices(id)).toContain(`resubmitted ${city.enterprise.orgPath}`);
  });

  it("lets earlier approvals lapse when the whole form was opened, and starts over at the first stage", async () => {
    const { id, lead } = await submittedCase(city);
    await approve(city.enterprise, id, "2026-05-06");
    await sendBack(city.district, id, "2026-05-07", "2026-05-14");
    await all((tx) => tx.application.update({ where: { id }, data: { wholeFormOpened: true }, select: { id: true } }));
    await submitAgain(lead, id, "2026-05-11");
    expect(await rowOf(city, id)).toMatchObject({ status: "enterpriseReview", stageIndex: 0, round: 2, wholeFormOpened: false });
    expect(await all((tx) => tx.decision.count({ where: { applicationId: id, standingKey: { not: null } } }))).toBe(0);
    expect(await all((tx) => tx.decision.count({ where: { applicationId: id, lapsedAt: { not: null } } }))).toBe(2);
    expect(await approve(city.enterprise, id, "2026-05-12")).toEqual({ status: "districtReview" });
  });

  it("ends at the batch's number of returns by one stage, and asks for items and a due date in reach", async () => {
    const { id, lead } = await submittedCase(city);
    expect(await outcome(sendBack(city.enterprise, id, "2026-05-06", "2026-05-06"))).toBe("dueOnInvalid");
    expect(await outcome(sendBack(city.enterprise, id, "2026-05-06", "2026-02-30"))).toBe("dueOnInvalid");
    for (const [day, due, again] of [
      ["2026-05-06", "2026-05-08", "2026-05-07"],
      ["2026-05-08", "2026-05-12", "2026-05-11"],
    ] as const) {
      await sendBack(city.enterprise, id, day, due);
      await submitAgain(lead, id, again);
    }
    expect(await outcome(sendBack(city.enterprise, id, "2026-05-12", "2026-05-20"))).toBe("maxReturns");
  });
});

describe("expireDueReturns", () => {
  it("expires the day after the due date and not before, once, however often it runs; the stage reopens it once", async () => {
    const { id, lead } = await submittedCase(city);
    await sendBack(city.enterprise, id, "2026-05-06", "2026-05-08");
    expect(await expireDueReturns(city.cityPath, on("2026-05-08"))).toBe(0);
    const passes = await Promise.all([1, 2, 3, 4].map(() => expireDueReturns(city.cityPath, on("2026-05-09"))));
    expect(passes.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(await rowOf(city, id)).toMatchObject({ status: "expired", liveBatchId: null });
    expect(await all((tx) => tx.applicationEvent.count({ where: { applicationId: id, action: "expire", actorId: null } }))).toBe(1);
    const reopen = (day: string, dueOn: string) =>
      asReviewer(city.enterprise, id, (tx, one, seen) =>
        reopenExpired(tx, city.enterprise, one, { seen, reason: "单位搬迁，情有可原。", dueOn }, on(day)),
      );
    expect(await reopen("2026-05-11", "2026-05-13")).toEqual({ status: "returned" });
    expect(await rowOf(city, id)).toMatchObject({ status: "returned", dueOn: "2026-05-13", liveBatchId: city.batchId, reopenedCount: 1 });
    await expireDueReturns(city.cityPath, on("2026-05-14"));
    expect(await outcome(reopen("2026-05-14", "2026-05-20"))).toBe("alreadyReopened");
    expect(await outcome(submitAgain(lead, id, "2026-05-14"))).toBe("illegalMove");
  });
});

describe("takeBackApproval", () => {
  const back = (viewer: ReviewCity["enterprise"], id: string) =>
    asReviewer(viewer, id, (tx, one, seen) => takeBackApproval(tx, viewer, one, { seen, comment: "看漏了一张照片。" }, on("2026-05-07")));

  it("gives the case back to the reviewer who decided, and to nobody else", async () => {
    const { id } = await submittedCase(city);
    await approve(city.enterprise, id, "2026-05-06");
    expect(await outcome(back(city.second.enterprise, id))).toBe("nothingToTakeBack");
    expect(await back(city.enterprise, id)).toEqual({ status: "enterpriseReview" });
    expect(await approve(city.enterprise, id, "2026-05-08")).toEqual({ status: "districtReview" });
    const rows = await all((tx) => tx.decision.findMany({ where: { applicationId: id }, orderBy: { decidedAt: "asc" } }));
    expect(rows.map((one) => [one.standingKey, one.takenBackAt !== null])).toEqual([
      [null, true],
      ["1:0", false],
    ]);
  });

  it("is over once somebody of the next stage opened the case; others who look do not open it", async () => {
    const { id } = await submittedCase(city);
    await approve(city.enterprise, id, "2026-05-06");
    await asReviewer(city.city, id, (tx, one) => recordOpening(tx, city.city, one, on("2026-05-07")));
    expect(await all((tx) => tx.stageOpening.count({ where: { applicationId: id } }))).toBe(0);
    await asReviewer(city.district, id, (tx, one) => recordOpening(tx, city.district, one, on("2026-05-07")));
    expect(await outcome(back(city.enterprise, id))).toBe("nothingToTakeBack");
    expect(await rowOf(city, id)).toMatchObject({ status: "districtReview" });
  });
});

describe("the same person", () => {
  it("decides once on an application, whatever roles they hold", async () => {
    const { id } = await submittedCase(city);
    const both = await addPerson(city, city.district.orgPath, "districtReviewer", { as: city.enterprise });
    await approve(city.enterprise, id, "2026-05-06");
    expect(await outcome(approve(both, id, "2026-05-07"))).toBe("samePerson");
    expect(await approve(city.district, id, "2026-05-07")).toEqual({ status: "cityReview" });
  });

  it("does not decide where they are contributor, or lead or contact by name and mobile", async () => {
    const { id, lead } = await submittedCase(city);
    const helper = await addPerson(city, city.enterprise.orgPath, "enterpriseReviewer");
    await addPerson(city, lead.orgPath, "contributor", { as: helper });
    const contact = await addPerson(city, city.enterprise.orgPath, "enterpriseReviewer", { name: "联系人 甲", mobile: "13900000901" });
    const namesake = await addPerson(city, city.enterprise.orgPath, "enterpriseReviewer", { name: "领衔人甲", mobile: "13900000999" });
    expect(await outcome(approve(helper, id, "2026-05-06"))).toBe("samePerson");
    expect(await outcome(approve(contact, id, "2026-05-06"))).toBe("samePerson");
    expect(await approve(namesake, id, "2026-05-06")).toEqual({ status: "districtReview" });
  });

  it("waits without a reviewer until the union above acts, with a reason, by a person who then may not decide again", async () => {
    const own = await makeReviewCity();
    const { id } = await submittedCase(own);
    expect(await outcome(approve(own.district, id, "2026-05-06", { actingReason: "没有审核员，由上级代审。" }))).toBe("illegalMove");
    await revokeRole(own, own.enterprise.orgPath, "enterpriseReviewer");
    expect(await outcome(approve(own.district, id, "2026-05-06"))).toBe("required");
    expect(await outcome(approve(own.city, id, "2026-05-06", { actingReason: "隔了一级，不能代审。" }))).toBe("illegalMove");
    expect(await approve(own.district, id, "2026-05-06", { actingReason: "没有审核员，由上级代审。" })).toEqual({
      status: "districtReview",
    });
    expect(await outcome(approve(own.district, id, "2026-05-07"))).toBe("samePerson");
    expect(await approve(own.second.district, id, "2026-05-07")).toEqual({ status: "cityReview" });
  });
});

describe("getReviewCase", () => {
  it("answers null for an unknown id, another city's and another district's", async () => {
    const { id } = await submittedCase(city);
    const other = await makeReviewCity();
    for (const viewer of [other.city, other.district, other.enterprise, other.admin, city.otherLead]) {
      expect(await withScope(viewer.scope, (tx) => getReviewCase(tx, viewer, id))).toBeNull();
    }
    expect(await withScope(city.city.scope, (tx) => getReviewCase(tx, city.city, "00000000-0000-4000-8000-000000000000"))).toBeNull();
    expect(await withScope(city.city.scope, (tx) => getReviewCase(tx, city.city, id))).not.toBeNull();
  });
});
