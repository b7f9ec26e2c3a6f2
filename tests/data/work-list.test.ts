import { beforeAll, describe, expect, it } from "vitest";
import { listCasesNeedingActing } from "@/data/acting-cases";
import { tellWaitingParents } from "@/data/clock-work";
import { listNotices, markRead } from "@/data/notices";
import { readReviewPage } from "@/data/review-page";
import { listTimeline } from "@/data/timeline";
import { listWork, loadWaiting, WORK_PAGE, type WorkTab } from "@/data/work-list";
import { readInScope, withScope } from "@/data/with-scope";
import type { Viewer } from "@/domain/viewer";
import { decodePlace } from "@/lib/keyset";
import {
  addPerson,
  approve,
  CONTENT,
  makeReviewCity,
  on,
  type ReviewCity,
  revokeRole,
  sendBack,
  submitAgain,
  submittedCase,
} from "../support/review-city";

const work = (viewer: Viewer, tab: WorkTab, more: { text?: string; after?: string | null } = {}) =>
  readInScope(viewer.scope, (tx) => listWork(tx, viewer, { tab, text: more.text ?? "", after: decodePlace(more.after) }));
const ids = async (viewer: Viewer, tab: WorkTab, text = "") => (await work(viewer, tab, { text })).rows.map((row) => row.id);

describe("listWork", () => {
  it("pages through everything that waits, oldest first, without loss or repeat", async () => {
    const city = await makeReviewCity();
    const made: string[] = [];
    for (let n = 0; n < WORK_PAGE + 7; n += 1)
      made.push((await submittedCase(city, { day: n % 2 === 0 ? "2026-05-06" : "2026-05-05", proof: false })).id);
    const seen: string[] = [];
    let after: string | null = null;
    let pages = 0;
    do {
      const page: Awaited<ReturnType<typeof work>> = await work(city.enterprise, "pending", { after });
      seen.push(...page.rows.map((row) => row.id));
      after = page.next;
      pages += 1;
    } while (after && pages < 5);
    expect(pages).toBe(2);
    expect(seen).toHaveLength(made.length);
    expect(new Set(seen)).toEqual(new Set(made));
    expect(await readInScope(city.enterprise.scope, (tx) => loadWaiting(tx, city.enterprise))).toMatchObject({
      pending: made.length,
      returned: 0,
    });
  });

  it("shows each union what is its own: waiting, returned, decided, all; never a draft", async () => {
    const city = await makeReviewCity();
    const waiting = await submittedCase(city);
    const passed = await submittedCase(city);
    await approve(city.enterprise, passed.id, "2026-05-06");
    const returned = await submittedCase(city);
    await sendBack(city.enterprise, returned.id, "2026-05-06", "2026-05-13");
    expect(await ids(city.enterprise, "pending")).toEqual([waiting.id]);
    expect(await ids(city.district, "pending")).toEqual([passed.id]);
    expect(await ids(city.city, "pending")).toEqual([]);
    expect(await ids(city.enterprise, "returned")).toEqual([returned.id]);
    expect(new Set(await ids(city.enterprise, "done"))).toEqual(new Set([passed.id, returned.id]));
    expect(await ids(city.district, "done")).toEqual([]);
    expect(new Set(await ids(city.city, "all"))).toEqual(new Set([waiting.id, passed.id, returned.id]));
    expect(await ids(city.city, "all", passed.id.slice(0, 8))).toEqual([passed.id]);
    expect(await ids(city.city, "all", "100%_")).toEqual([]);
    const other = await makeReviewCity();
    expect(await ids(other.city, "all")).toEqual([]);
  });

  it("marks what needs the union above and tells it once an arrival", async () => {
    const city = await makeReviewCity();
    const { id, lead } = await submittedCase(city);
    const acting = (viewer: Viewer) => withScope(viewer.scope, (tx) => listCasesNeedingActing(tx, viewer));
    expect(await acting(city.district)).toEqual([]);
    await revokeRole(city, city.enterprise.orgPath, "enterpriseReviewer");
    // the only one left fills in for the studio
    const helper = await addPerson(city, city.enterprise.orgPath, "enterpriseReviewer");
    expect(await acting(city.district)).toEqual([]);
    await addPerson(city, lead.orgPath, "contributor", { as: helper });
    expect(await acting(city.district)).toEqual([id]);
    expect(await acting(city.city)).toEqual([]);
    expect((await work(city.district, "pending")).rows).toMatchObject([{ id, needsActing: true }]);
    const passes = await Promise.all([1, 2, 3].map(() => tellWaitingParents(city.cityPath, on("2026-05-06").now)));
    expect(passes.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(await tellWaitingParents(city.cityPath, on("2026-05-07").now)).toBe(0);
    const told = await withScope(city.district.scope, (tx) => listNotices(tx, city.district, { unreadOnly: true, after: null }));
    expect(told.rows.map((row) => row.kind)).toEqual(["needsActing"]);
  });

  it("finds the conflict of name and mobile as the case itself does", async () => {
    const city = await makeReviewCity();
    const { id } = await submittedCase(city);
    await revokeRole(city, city.enterprise.orgPath, "enterpriseReviewer");
    await addPerson(city, city.enterprise.orgPath, "enterpriseReviewer", { name: "联系人·甲", mobile: CONTENT.unit.contactMobile });
    expect(await withScope(city.district.scope, (tx) => listCasesNeedingActing(tx, city.district))).toEqual([id]);
  });
});

describe("the trail", () => {
  let city: ReviewCity;
  let told: { id: string; lead: Viewer };
  beforeAll(async () => {
    city = await makeReviewCity();
    told = await submittedCase(city, { day: "2026-05-08" });
    await approve(city.enterprise, told.id, "2026-05-12", { opinion: "材料属实，同意申报。" });
    await sendBack(city.district, told.id, "2026-05-13", "2026-05-20");
    await submitAgain(told.lead, told.id, "2026-05-14", { ...CONTENT, team: { ...CONTENT.team, leadName: "领衔人乙" } });
  });

  it("shows the applicant stage, union, days used, outcome and opinion, and no reviewer's name", async () => {
    const trail = await withScope(told.lead.scope, (tx) => listTimeline(tx, told.lead, told.id));
    expect(trail.map((one) => [one.action, one.stage, one.orgName, one.actorName, one.daysUsed])).toEqual([
      ["submit", null, "工作室", told.lead.accountName, null],
      ["approve", "enterprise", "企业工会", null, 3], // 9 May 2026 is a worked Saturday
      ["return", "district", "区总工会", null, 1],
      ["resubmit", null, "工作室", told.lead.accountName, null],
    ]);
    expect(trail[1]?.comment).toBe("材料属实，同意申报。");
    expect(trail[2]?.items).toMatchObject([{ criterion: "rules", path: "rules.wallPhotos", reason: "照片不清楚，请重拍。" }]);
  });

  it("shows every union on the way the names as well", async () => {
    for (const viewer of [city.enterprise, city.district, city.city]) {
      const trail = await withScope(viewer.scope, (tx) => listTimeline(tx, viewer, told.id));
      expect(trail.map((one) => one.actorName)).toEqual([
        told.lead.accountName,
        city.enterprise.accountName,
        city.district.accountName,
        told.lead.accountName,
      ]);
    }
  });

  it("is empty for everybody else", async () => {
    const other = await makeReviewCity();
    for (const viewer of [other.city, city.otherLead])
      expect(await withScope(viewer.scope, (tx) => listTimeline(tx, viewer, told.id))).toEqual([]);
  });

  it("keeps the returned version, so that the difference can be seen", async () => {
    const before = (await readInScope(city.district.scope, (tx) => readReviewPage(tx, city.district, told.id)))?.before;
    expect(before?.snapshot.round).toBe(1);
    expect(before?.items).toHaveLength(1);
    expect(before?.returnedBy).toBe("区总工会");
  });

  it("tells the organisation once, and remembers what was read", async () => {
    const read = (viewer: Viewer) => withScope(viewer.scope, (tx) => listNotices(tx, viewer, { unreadOnly: true, after: null }));
    expect((await read(told.lead)).rows.map((row) => row.kind).sort()).toEqual(["approvedByStage", "returned"]);
    const [first] = (await read(told.lead)).rows;
    const mark = (viewer: Viewer, id: string) => withScope(viewer.scope, (tx) => markRead(tx, viewer, { id }, on("2026-05-14").now));
    expect(await mark(city.district, first?.id ?? ""), "a union above does not read for the lead").toBe(0);
    expect(await mark(told.lead, first?.id ?? "")).toBe(1);
    expect((await read(told.lead)).rows).toHaveLength(1);
  });
});
