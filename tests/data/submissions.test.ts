import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveSection } from "@/data/application-sections";
import { copyToDraft, createDraft, deleteDraft } from "@/data/applications";
import { openSiblingStudio } from "@/data/studios";
import { SubmissionBlocked } from "@/data/submissions";
import { withScope, writeInScope } from "@/data/with-scope";
import type { Filing } from "@/domain/form-content";
import { blockingCodes } from "@/domain/evaluate-criteria";
import { parentPathOf, subtreeOf } from "@/domain/org-path";
import { RuleError } from "@/domain/rule-error";
import type { Viewer } from "@/domain/viewer";
import { moveByLead } from "@/features/application/lead-moves";
import { seedDemo } from "../../prisma/demo/seed";
import { batchIdOf, DAY, demoViewer, draftHolding, filingOf, momentOf } from "../support/filing-world";
import { submitUnder } from "../support/submitting";

beforeAll(async () => void (await seedDemo(() => {})), 120_000);

const PAIRS = 100;
/** of one submission sent twice at once, that had one effect */
let pairs = 0;
afterAll(() => void process.stdout.write(`submission-pairs: ${pairs} of one request sent twice: one effect in each\n`));

const version = (viewer: Viewer, id: string) =>
  withScope(viewer.scope, async (tx) => (await tx.application.findFirstOrThrow({ where: { id }, select: { version: true } })).version);

async function submit(viewer: Viewer, id: string, at = DAY, key = randomUUID()) {
  const seen = await version(viewer, id);
  return submitUnder(key, viewer, { applicationId: id, version: seen, answers: [] }, at);
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: unknown) => (error instanceof RuleError ? error.code : error),
  );

/** The filing under another studio name and lead. */
function renamed(filing: Filing, name: string, lead: string, mobile: string): Filing {
  const { content } = structuredClone(filing) as { content: Filing["content"] };
  content["studio"] = { ...content["studio"], name };
  content["team"] = { ...content["team"], leadName: lead, leadMobile: mobile };
  return { content, attachments: filing.attachments };
}

describe("createDraft", () => {
  it("fills in what the organisation and the account know", async () => {
    const lead = await demoViewer("AY-U-07", "lead");
    const batchId = await batchIdOf(lead, "AY-2026-C");
    const draft = await withScope(lead.scope, (tx) => createDraft(tx, lead, batchId, DAY));
    const unit = await withScope(lead.scope, (tx) =>
      tx.applicationSection.findFirstOrThrow({ where: { applicationId: draft?.id ?? "", section: "unit" } }),
    );
    expect(unit.data).toMatchObject({
      name: "林州虚构建材有限公司",
      uscc: "91410581TTTT000738",
      recommender: "AY-D-LZ",
      region: "410581",
      staffCount: 132,
    });
  });

  it("allows one live application of a studio in a batch, and none in a batch that is closed", async () => {
    const lead = await demoViewer("AY-U-07", "lead");
    const batchId = await batchIdOf(lead, "AY-2026-C");
    const create = (at = DAY) => codeOf(withScope(lead.scope, (tx) => createDraft(tx, lead, batchId, at)));
    expect(await create()).toBe("liveApplication");
    expect(await create(momentOf("2020-01-01"))).toBe("batchClosed");
    expect(await create(momentOf("2030-01-01"))).toBe("batchClosed");
  });

  it("gives a draft away that was never submitted, and nothing else", async () => {
    const lead = await demoViewer("AY-U-07", "lead");
    const other = await demoViewer("AY-U-08", "lead");
    const { id } = await withScope(lead.scope, (tx) => tx.application.findFirstOrThrow({ select: { id: true } }));
    expect(await withScope(other.scope, (tx) => deleteDraft(tx, other, id))).toBe(false);
    expect(await withScope(lead.scope, (tx) => deleteDraft(tx, lead, id))).toBe(true);
    expect(await withScope(lead.scope, (tx) => tx.applicationSection.count())).toBe(0);
  });
});

describe("saveSection", () => {
  it("saves whatever is typed, and answers an older revision with what stands there", async () => {
    const lead = await demoViewer("AY-U-08", "lead");
    const id = await draftHolding(lead, "AY-2026-C", { content: {}, attachments: [] });
    const save = (revision: number, data: Record<string, string>) =>
      writeInScope(lead.scope, (tx) => saveSection(tx, lead, { applicationId: id, section: "studio", revision, data, now: new Date() }));
    const first = await save(1, { name: "=1+1<script>" });
    expect(first).toMatchObject({ saved: true, revision: 2, taken: { name: null, lead: null } });
    expect(await save(1, { name: "晚到的" })).toMatchObject({ saved: false, current: { revision: 2, data: { name: "=1+1<script>" } } });
  });

  it("names whoever saved in between, and nobody where it was the same person", async () => {
    const lead = await demoViewer("AY-U-08", "lead");
    const { accountId } = await demoViewer("AY-U-07", "lead");
    const { applicationId } = await withScope(lead.scope, (tx) =>
      tx.applicationSection.findFirstOrThrow({ where: { section: "studio", revision: 2 } }),
    );
    const save = (who: Viewer, revision: number) =>
      writeInScope(who.scope, (tx) =>
        saveSection(tx, who, { applicationId, section: "studio", revision, data: { name: "工作室" }, now: new Date() }),
      );
    expect(await save(lead, 1)).toMatchObject({ saved: false, current: { updatedByName: "" } });
    await save({ ...lead, accountId, accountName: "同事" }, 2);
    expect(await save(lead, 2)).toMatchObject({ saved: false, current: { revision: 3, updatedByName: "同事" } });
  });

  it("tells the state in words once the case has moved on", async () => {
    const lead = await demoViewer("AY-U-08", "lead");
    const { id } = await withScope(lead.scope, (tx) => tx.application.findFirstOrThrow({ select: { id: true } }));
    const save = writeInScope(lead.scope, async (tx) => {
      await tx.$queryRaw`UPDATE application SET status = 'enterpriseReview' WHERE id = ${id}::uuid`;
      return saveSection(tx, lead, { applicationId: id, section: "studio", revision: 2, data: {}, now: new Date() });
    });
    await expect(save).rejects.toMatchObject({
      code: "illegalMove",
      params: { status: "待基层工会审核", statusEn: "With the enterprise union" },
    });
  });

  it("keeps the values that nobody types", async () => {
    const lead = await demoViewer("AY-U-08", "lead");
    const row = await withScope(lead.scope, (tx) => tx.applicationSection.findFirstOrThrow({ where: { section: "unit" } }));
    expect(row.data).toMatchObject({ recommender: "AY-D-YD" });
  });

  it("knows no application of another studio", async () => {
    const lead = await demoViewer("AY-U-08", "lead");
    const other = await demoViewer("AY-U-07", "lead");
    const { id } = await withScope(lead.scope, (tx) => tx.application.findFirstOrThrow({ select: { id: true } }));
    const save = writeInScope(other.scope, (tx) =>
      saveSection(tx, other, { applicationId: id, section: "studio", revision: 2, data: {}, now: new Date() }),
    );
    expect(await save).toBeNull();
  });
});

describe("submitApplication", () => {
  it("refuses what the rules block, says why, and changes nothing", async () => {
    const lead = await demoViewer("AY-U-06", "lead");
    const id = await draftHolding(lead, "AY-2026-C", filingOf("EX06"));
    const refusal = await submit(lead, id, momentOf("2026-04-20")).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SubmissionBlocked);
    expect(blockingCodes((refusal as SubmissionBlocked).evaluation).toSorted()).toEqual(["RULES_ON_WALL", "TEAM_MIN"]);
    const after = await withScope(lead.scope, (tx) => tx.application.findFirstOrThrow({ where: { id } }));
    expect(after).toMatchObject({ status: "draft", version: 0, round: 0, number: null, route: null });
    expect(await withScope(lead.scope, (tx) => tx.submission.count())).toBe(0);
    expect(await withScope(lead.scope, (tx) => tx.idempotencyKey.count())).toBe(0);
  });

  it("writes the snapshot, the number, the route and the columns of lists", async () => {
    const lead = await demoViewer("AY-U-01", "lead");
    const id = await draftHolding(lead, "AY-2026-C", filingOf("EX01"));
    expect(await submit(lead, id)).toEqual({ number: "AY-2026-0001", round: 1, status: "enterpriseReview" });
    const [row, snapshot, events] = await withScope(lead.scope, async (tx) => [
      await tx.application.findFirstOrThrow({ where: { id } }),
      await tx.submission.findFirstOrThrow({ where: { applicationId: id } }),
      await tx.applicationEvent.findMany({ where: { applicationId: id } }),
    ]);
    expect(row).toMatchObject({
      route: ["enterprise", "district", "city"],
      stageIndex: 0,
      studioName: "周启明劳模创新工作室",
      leadName: "周启明",
      studioKind: "modelWorker",
      industry: "C",
      metCount: 8,
      unmetCriteria: [],
      topHonorRank: 50,
    });
    expect(row.searchText).toContain("zqmlmcxgzs");
    expect(snapshot.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(snapshot.derived).toMatchObject({ teamSize: 11, fundsTotal: "65.5" });
    const manifest = snapshot.attachments as { slot: string; row?: number; sha256: string }[];
    expect(manifest.filter((file) => file.slot === "rules.items.file").map((file) => file.row)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(events.map((event) => event.action)).toEqual(["submit"]);
    await expect(
      withScope(lead.scope, (tx) => tx.$executeRaw`UPDATE submission SET round = 9 WHERE application_id = ${id}::uuid`),
    ).rejects.toThrow();
  });

  it("has one effect however often and however fast it is sent", async () => {
    const lead = await demoViewer("AY-U-16", "lead");
    const id = await draftHolding(lead, "AY-2026-C", filingOf("EX15"));
    const key = randomUUID();
    const same = await Promise.all(Array.from({ length: 10 }, () => submit(lead, id, DAY, key).catch(() => null)));
    const numbers = same.flatMap((answer) => answer?.number ?? []);
    expect(new Set(numbers).size).toBe(1);
    expect(numbers.length).toBeGreaterThan(0);
    const others = await Promise.all(Array.from({ length: 5 }, () => codeOf(submit(lead, id))));
    expect(others.every((code) => code === "illegalMove" || code === "stale")).toBe(true);
    expect(await withScope(lead.scope, (tx) => tx.submission.count({ where: { applicationId: id } }))).toBe(1);
  });

  it("has one effect each in a hundred simultaneous pairs of the same request", { timeout: 120_000 }, async () => {
    const lead = await demoViewer("AY-U-12", "lead");
    const id = await draftHolding(lead, "AY-2026-C", renamed(filingOf("EX01"), "成对劳模周启明工作室", "周启明", "13900000779"));
    const counts = () =>
      withScope(lead.scope, async (tx) => ({
        snapshots: await tx.submission.count({ where: { applicationId: id } }),
        events: await tx.applicationEvent.count({ where: { applicationId: id, action: "submit" } }),
        numbers: (await tx.application.findMany({ where: { id }, select: { number: true } })).length,
      }));
    const move = async (action: "withdraw" | "reopen") => {
      const seen = await version(lead, id);
      await withScope(lead.scope, (tx) => moveByLead(tx, lead, action, { id, version: seen, reason: "再改一处。" }));
    };
    for (let pair = 1; pair <= PAIRS; pair += 1) {
      const key = randomUUID();
      const answers = await Promise.all([submit(lead, id, DAY, key), submit(lead, id, DAY, key)].map((one) => one.catch(() => null)));
      // whoever answers, answers the same; at least one does
      const given = answers.filter((answer) => answer !== null);
      expect(given.length).toBeGreaterThan(0);
      for (const answer of given) expect(answer).toEqual(given[0]);
      expect(await counts()).toEqual({ snapshots: pair, events: pair, numbers: 1 });
      pairs = pair;
      await move("withdraw");
      await move("reopen");
    }
  });

  it("lets the second of two studios with one name at the same moment see the first", async () => {
    const first = await demoViewer("AY-U-08", "lead");
    const second = await demoViewer("AY-U-07", "lead");
    const { id: old } = await withScope(first.scope, (tx) => tx.application.findFirstOrThrow({ select: { id: true } }));
    await withScope(first.scope, (tx) => deleteDraft(tx, first, old));
    const filing = renamed(filingOf("EX01"), "同名劳模周启明创新工作室", "周启明", "13900000777");
    const ids = [await draftHolding(first, "AY-2026-C", filing), await draftHolding(second, "AY-2026-C", filing)] as const;
    const answers = await Promise.all(
      [submit(first, ids[0]), submit(second, ids[1])].map((one) =>
        one.then(
          () => "done",
          (error: unknown) => error,
        ),
      ),
    );
    expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
    const blocked = answers.find((answer) => answer instanceof SubmissionBlocked) as SubmissionBlocked;
    expect(blockingCodes(blocked.evaluation).toSorted()).toEqual(["LEAD_ONE_PER_BATCH", "NAME_UNIQUE"]);
    expect(blocked.taken).toEqual({ name: "同名劳模周启明创新工作室", lead: "同名劳模周启明创新工作室" });
  });

  it("is over at the deadline of the batch, to the second", async () => {
    const lead = await demoViewer("AY-U-11", "lead");
    const id = await draftHolding(lead, "AY-2026-C", renamed(filingOf("EX01"), "截止劳模周启明工作室", "周启明", "13900000778"));
    const { closesAt } = await withScope(lead.scope, (tx) =>
      tx.batch.findFirstOrThrow({ where: { code: "AY-2026-C" }, select: { closesAt: true } }),
    );
    expect(await codeOf(submit(lead, id, { now: closesAt, today: "2026-12-31" }))).toBe("deadlinePassed");
    expect(await withScope(lead.scope, (tx) => tx.application.findFirstOrThrow({ where: { id }, select: { status: true } }))).toEqual({
      status: "draft",
    });
  });

  it("keeps number and history when a withdrawn case is reopened and submitted again", async () => {
    const lead = await demoViewer("AY-U-16", "lead");
    const { id, number } = await withScope(lead.scope, (tx) => tx.application.findFirstOrThrow({ select: { id: true, number: true } }));
    const move = async (action: "withdraw" | "reopen") =>
      withScope(lead.scope, async (tx) => moveByLead(tx, lead, action, { id, version: await version(lead, id) }));
    await move("withdraw");
    expect(
      await withScope(lead.scope, (tx) => tx.application.findFirstOrThrow({ where: { id }, select: { status: true, liveBatchId: true } })),
    ).toEqual({ status: "withdrawn", liveBatchId: null });
    await move("reopen");
    expect(await withScope(lead.scope, (tx) => deleteDraft(tx, lead, id))).toBe(false);
    expect(await submit(lead, id)).toEqual({ number, round: 2, status: "enterpriseReview" });
    const events = await withScope(lead.scope, (tx) =>
      tx.applicationEvent.findMany({ where: { applicationId: id }, orderBy: { seq: "asc" }, select: { action: true } }),
    );
    expect(events.map((event) => event.action)).toEqual(["submit", "withdraw", "reopen", "submit"]);
    const row = await withScope(lead.scope, (tx) => tx.application.findFirstOrThrow({ where: { id }, select: { route: true } }));
    expect(row.route).toEqual(["enterprise", "city"]);
  });
});

describe("copyToDraft", () => {
  it("takes content and files along, and asks for the pledges again", async () => {
    const lead = await demoViewer("AY-U-01", "lead");
    const { id } = await withScope(lead.scope, (tx) => tx.application.findFirstOrThrow({ select: { id: true } }));
    const batchId = await batchIdOf(lead, "AY-2026-P");
    const copy = await withScope(lead.scope, (tx) => copyToDraft(tx, lead, id, batchId, DAY));
    const [row, pledge, files] = await withScope(lead.scope, async (tx) => [
      await tx.application.findFirstOrThrow({ where: { id: copy?.id ?? "" } }),
      await tx.applicationSection.findFirstOrThrow({ where: { applicationId: copy?.id ?? "", section: "pledge" } }),
      await tx.attachment.count({ where: { applicationId: copy?.id ?? "" } }),
    ]);
    expect(row).toMatchObject({ status: "draft", copiedFromId: id, number: null, round: 0, leadName: "周启明" });
    expect(pledge.data).not.toHaveProperty("truthful");
    expect(files).toBe(33);
  });
});

describe("openSiblingStudio", () => {
  it("adds one studio beside the own one, led by the same person, and widens nothing else", async () => {
    const lead = await demoViewer("AY-U-01", "lead");
    const { orgPath, grantId } = await openSiblingStudio(lead);
    expect(parentPathOf(orgPath)).toBe(parentPathOf(lead.orgPath));
    const union = subtreeOf(parentPathOf(lead.orgPath) ?? "");
    const studio = await withScope(union, (tx) => tx.orgUnit.findFirstOrThrow({ where: { orgPath } }));
    expect(studio.kind).toBe("studio");
    const grants = await withScope(union, (tx) => tx.roleGrant.findMany({ where: { orgPath } }));
    expect(grants.map((grant) => [grant.id, grant.accountId, grant.role])).toEqual([[grantId, lead.accountId, "lead"]]);
    expect(await withScope(lead.scope, (tx) => tx.orgUnit.count({ where: { orgPath } }))).toBe(0);
    const [again, more] = await Promise.all([openSiblingStudio(lead), openSiblingStudio(lead)]);
    expect(again.orgPath).not.toBe(more.orgPath);
  });
});
