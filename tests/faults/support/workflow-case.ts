import { randomUUID } from "node:crypto";
import type pg from "pg";
import { expireDueReturns } from "@/data/clock-work";
import { copyToDraft, createDraft, deleteDraft } from "@/data/applications";
import { approveCase, recordOpening, reopenExpired, returnCase, takeBackApproval } from "@/data/decisions";
import { proposeEnd, settleProposal } from "@/data/proposals";
import type { Seen } from "@/data/decision-requirements";
import { getReviewCase } from "@/data/review-case";
import { SubmissionBlocked } from "@/data/submissions";
import { withScope } from "@/data/with-scope";
import { RuleError } from "@/domain/rule-error";
import type { Filing } from "@/domain/form-content";
import type { Viewer } from "@/domain/viewer";
import { moveByLead } from "@/features/application/lead-moves";
import { batchIdOf, DAY, demoViewer, draftHolding, filingOf, momentOf } from "../../support/filing-world";
import { submitUnder } from "../../support/submitting";
import type { Act, Actor } from "./workflow-model";

/** One enterprise of the demo city with everybody who may act on a case of its studio, and a filled draft to copy from. */
export type Line = {
  lead: Viewer;
  batchId: string;
  templateId: string;
  viewers: Record<string, Viewer>;
  route: string[];
  /** names of the actors by their grants, for those who may lose them */
  reviewers: Record<string, string>;
};

export const ACTORS: readonly Actor[] = [
  { name: "lead", kind: "lead", level: -1 },
  { name: "e1", kind: "reviewer", level: 0 },
  { name: "e2", kind: "reviewer", level: 0 },
  { name: "u1", kind: "reviewer", level: 1 },
  { name: "u2", kind: "reviewer", level: 1 },
  { name: "c1", kind: "reviewer", level: 2 },
  { name: "c2", kind: "reviewer", level: 2 },
  { name: "a1", kind: "admin", level: 2 },
  { name: "a2", kind: "admin", level: 2 },
  { name: "clock", kind: "clock", level: -1 },
  { name: "office", kind: "office", level: -1 },
];

const DUE = "2026-05-28";
const LATE = momentOf("2026-05-29");
const LEAVING: Partial<Record<Act, readonly string[]>> = { emptyEnterprise: ["e1", "e2"], emptyUnion: ["u1", "u2"], leaveOne: ["u2"] };

/** organisations: codes of the enterprise union, the union above it and the city. */
export async function openLine(
  owner: pg.Client,
  example: string,
  organisations: readonly [string, string, string],
  batch = "AY-2026-C",
  change: (filing: Filing) => Filing = (filing) => filing,
): Promise<Line> {
  const [enterprise, union, city] = organisations;
  const lead = await demoViewer(enterprise, "lead");
  const viewers: Record<string, Viewer> = { lead };
  const roles = [
    ["e", enterprise, "enterpriseReviewer"],
    ["u", union, "districtReviewer"],
    ["c", city, "cityReviewer"],
    ["a", city, "cityAdmin"],
  ] as const;
  for (const [prefix, code, role] of roles) {
    const first = await demoViewer(code, role);
    viewers[`${prefix}1`] = first;
    const { rows } = await owner.query(
      "SELECT g.id, g.account_id, a.name, a.mobile FROM role_grant g JOIN user_account a ON a.id = g.account_id WHERE g.org_path = $1 AND g.role = $2 AND g.account_id <> $3 AND a.org_path = g.org_path ORDER BY a.login LIMIT 1",
      [first.orgPath, role, first.accountId],
    );
    const other = rows[0];
    viewers[`${prefix}2`] = { ...first, accountId: other.account_id, grantId: other.id, mobile: other.mobile, accountName: other.name };
  }
  // nobody else holds these roles, so that "nobody left" means what the model means by it
  await owner.query(
    "UPDATE role_grant SET revoked_at = now() WHERE org_path = ANY($1) AND role IN ('enterpriseReviewer', 'districtReviewer', 'cityReviewer', 'cityAdmin') AND id <> ALL($2)",
    [Object.values(viewers).map((one) => one.orgPath), Object.values(viewers).map((one) => one.grantId)],
  );
  const batchId = await batchIdOf(lead, batch);
  const filing = filingOf(example);
  // every line is filed on the same day, whenever its example was
  filing.content["pledge"] = { ...filing.content["pledge"], signedOn: DAY.today };
  const templateId = await draftHolding(lead, batch, change(filing));
  // the template is set aside: neither live nor a name that is taken
  await owner.query("UPDATE application SET live_batch_id = NULL, status = 'withdrawn', name_key = '', lead_key = '' WHERE id = $1", [
    templateId,
  ]);
  const { rows } = await owner.query("SELECT kind FROM org_unit WHERE code = $1 AND city_path = $2", [union, lead.cityPath]);
  const reviewers = Object.fromEntries(Object.entries(viewers).map(([name, viewer]) => [viewer.grantId, name]));
  return { lead, batchId, templateId, viewers, reviewers, route: ["enterpriseReview", `${rows[0].kind}Review`, "cityReview"] };
}

/** One application on the real data layer. */
export class RealCase {
  readonly line: Line;
  readonly id: string;
  private readonly owner: pg.Client;
  private emptied = false;

  private constructor(owner: pg.Client, line: Line, id: string) {
    this.owner = owner;
    this.line = line;
    this.id = id;
  }

  /** A new draft, filled in by copying the rows of the template, with the proof that the first stage has to attach. */
  static async open(owner: pg.Client, line: Line): Promise<RealCase> {
    const draft = await withScope(line.lead.scope, (tx) => createDraft(tx, line.lead, line.batchId, DAY));
    if (!draft) throw new Error("no draft");
    await owner.query(
      "UPDATE application_section s SET data = t.data, revision = 1 FROM application_section t WHERE s.application_id = $1 AND t.application_id = $2 AND t.section = s.section",
      [draft.id, line.templateId],
    );
    await owner.query(
      `INSERT INTO attachment (id, org_path, application_id, slot, row_id, stage, file_name, kind, mime_type, size, sha256, width, height, storage_key, position, uploaded_by, uploaded_at)
       SELECT gen_random_uuid(), org_path, $1::uuid, slot, row_id, stage, file_name, kind, mime_type, size, sha256, width, height, storage_key, position, uploaded_by, uploaded_at
       FROM attachment WHERE application_id = $2
       UNION ALL SELECT gen_random_uuid(), $3, $1::uuid, 'stage.internalPublicity', NULL, 'enterprise', 'proof.pdf', 'pdf', 'application/pdf', 1, 'x', NULL, NULL, 'x', 0, $4::uuid, now()`,
      [draft.id, line.templateId, line.lead.orgPath, line.viewers["e1"]?.accountId],
    );
    return new RealCase(owner, line, draft.id);
  }

  /** "done" or the code of the refusal. stale: as if the page showed the version before; page: what it shows. */
  async act(actor: Actor, act: Act, stale = false, page?: Seen): Promise<string> {
    try {
      return (await this.run(actor, act, stale, page)) ?? "done";
    } catch (error) {
      if (error instanceof RuleError) return error.code;
      if (error instanceof SubmissionBlocked) return `blocked: ${JSON.stringify(error.errors)}`;
      throw error;
    }
  }

  private async run(actor: Actor, act: Act, stale: boolean, page?: Seen): Promise<string | undefined> {
    if (act === "expire") return (await expireDueReturns(this.line.lead.cityPath, LATE)) > 0 ? "done" : "nothing";
    if (act === "announce") {
      // the steps after the approval are not built yet; what is tested is that a case there can still be voided
      const { rowCount } = await this.owner.query(
        "UPDATE application SET status = CASE status WHEN 'approved' THEN 'publicity' ELSE 'named' END WHERE id = $1 AND status IN ('approved', 'publicity')",
        [this.id],
      );
      return rowCount === 1 ? "done" : "nothing";
    }
    if (actor.kind === "office") return this.runOffice(act);
    const viewer = this.line.viewers[actor.name];
    if (!viewer) throw new Error(actor.name);
    return actor.kind === "lead" ? this.runLead(viewer, act, stale) : this.runUnion(viewer, act, stale, page);
  }

  /** Takes roles away or gives them back, as the administration of accounts does: the row of the grant says since when. */
  private async runOffice(act: Act): Promise<undefined> {
    this.emptied = true;
    const grants = (LEAVING[act] ?? []).map((name) => this.line.viewers[name]?.grantId);
    const sql = act === "refill" ? BRING_BACK : "UPDATE role_grant SET revoked_at = now() WHERE id = ANY($1) AND revoked_at IS NULL";
    await this.owner.query(sql, [act === "refill" ? Object.keys(this.line.reviewers) : grants]);
  }

  private runLead(viewer: Viewer, act: Act, stale: boolean): Promise<string | undefined> {
    if (act === "submit" || act === "submitLate") return this.runSubmit(viewer, act === "submit" ? DAY : LATE, stale);
    return withScope(viewer.scope, async (tx) => {
      const { id } = this;
      const row = await tx.application.findFirstOrThrow({ where: { id }, select: { version: true, status: true } });
      const version = row.version - (stale ? 1 : 0);
      if (act === "create") {
        const draft = await createDraft(tx, viewer, this.line.batchId, DAY);
        if (!draft || !(await deleteDraft(tx, viewer, draft.id))) throw new Error("no draft");
        return undefined;
      }
      if (act === "copy") {
        // the action asks the table before it copies; here the table is what is compared
        if (!["rejected", "expired", "voided"].includes(row.status)) return "illegalMove";
        const copy = await copyToDraft(tx, viewer, id, this.line.batchId, DAY);
        if (!copy || !(await deleteDraft(tx, viewer, copy.id))) throw new Error("no copy");
        return undefined;
      }
      await moveByLead(tx, viewer, act as "withdraw" | "reopen" | "openWholeForm", { id, version, reason: "材料需要重新准备。" });
      return undefined;
    });
  }

  private async runSubmit(viewer: Viewer, at: typeof DAY, stale: boolean): Promise<undefined> {
    const { id } = this;
    const { version, items } = await withScope(viewer.scope, async (tx) => ({
      ...(await tx.application.findFirstOrThrow({ where: { id }, select: { version: true } })),
      items: await tx.returnItem.findMany({ where: { applicationId: id }, select: { id: true } }),
    }));
    const answers = items.map((item) => ({ itemId: item.id, answer: "已按意见修改。" }));
    await submitUnder(randomUUID(), viewer, { applicationId: id, version: version - (stale ? 1 : 0), answers }, at);
  }

  private runUnion(viewer: Viewer, act: Act, stale: boolean, page?: Seen): Promise<string | undefined> {
    return withScope(viewer.scope, async (tx) => {
      const one = await getReviewCase(tx, viewer, this.id);
      if (!one) return "notFound";
      const seen = page ?? { version: one.version - (stale ? 1 : 0), round: one.round, stageIndex: one.stageIndex };
      const verdicts = Object.fromEntries(one.set.items.map((item) => [item.key, { verdict: "met" as const }]));
      const head = { seen, verdicts, actingReason: act === "approveUnexplained" ? "" : "本级没有可以审核的人员。" };
      const reason = "与批次要求不符，请核对。";
      if (act === "open") await recordOpening(tx, viewer, one, DAY);
      else if (act === "approve" || act === "approveUnexplained") await approveCase(tx, viewer, one, { ...head, opinion: "同意。" }, DAY);
      else if (act === "return")
        await returnCase(tx, viewer, one, { ...head, items: [{ criterion: "team", path: null, reason }], dueOn: DUE, comment: "" }, DAY);
      else if (act === "proposeReject" || act === "proposeVoid")
        await proposeEnd(tx, viewer, one, { ...head, kind: act === "proposeVoid" ? "void" : "reject", reason }, DAY);
      else if (act === "takeBack") await takeBackApproval(tx, viewer, one, { seen, comment: "" }, DAY);
      else if (act === "reopenExpired") await reopenExpired(tx, viewer, one, { seen, reason, dueOn: DUE }, DAY);
      else await settleProposal(tx, viewer, one, { seen, answer: act as "confirm" | "decline" | "cancel", note: reason }, DAY);
      return undefined;
    });
  }

  /** What stands in the tables, in the words of the model. */
  async observe(): Promise<Record<string, unknown>> {
    const { rows } = await this.owner.query(OBSERVE, [this.id, Object.keys(this.line.reviewers)]);
    const names = new Map([
      ...Object.entries(this.line.reviewers),
      ...Object.entries(this.line.viewers).map(([name, viewer]) => [viewer.accountId, name] as const),
    ]);
    const said = JSON.parse(JSON.stringify(rows[0].seen), (_key, value) =>
      typeof value === "string" ? (names.get(value) ?? value) : value,
    );
    const expected = said.level === null ? "review" : this.line.route[said.level];
    return { ...said, gone: said.gone.toSorted(), status: said.status === expected ? "review" : said.status };
  }

  /** Keeps the case as it stands now under this name. */
  async keep(station: string): Promise<void> {
    await this.owner.query("SELECT proof.keep($1, $2)", [this.id, `${this.id} ${station}`]);
  }

  /** The case as it was kept, everybody in their roles. */
  async bringBack(station: string): Promise<void> {
    await this.owner.query("SELECT proof.bring_back($1, $2)", [this.id, `${this.id} ${station}`]);
    if (this.emptied) await this.owner.query(BRING_BACK, [Object.keys(this.line.reviewers)]);
    this.emptied = false;
  }

  /** The draft again as it was made, nothing of its history left; a superuser may pass the triggers that forbid it. */
  async reset(): Promise<void> {
    await this.owner.query("SELECT proof_reset($1)", [this.id]);
  }
}

const BRING_BACK = "UPDATE role_grant SET revoked_at = NULL WHERE id = ANY($1) AND revoked_at IS NOT NULL";

/** Beside the state: one event and one audit row for each step, one snapshot for each round, live exactly while it counts. */
const OBSERVE = `
  SELECT jsonb_build_object(
    'status', a.status, 'level', a.stage_index, 'round', a.round, 'version', a.version, 'whole', a.whole_form_opened,
    'reopened', a.reopened_count, 'live', a.live_batch_id IS NOT NULL,
    'standing', (SELECT coalesce(jsonb_object_agg(d.standing_key, jsonb_build_object('by', d.actor_id, 'outcome', d.outcome)), '{}')
                 FROM decision d WHERE d.application_id = a.id AND d.standing_key IS NOT NULL),
    'pending', (SELECT jsonb_build_object('kind', p.kind, 'by', p.proposed_by) FROM proposal p WHERE p.application_id = a.id AND p.pending_key IS NOT NULL),
    'opened', (SELECT coalesce(jsonb_object_agg(o.round || ':' || o.stage_index, true), '{}') FROM stage_opening o WHERE o.application_id = a.id),
    'events', (SELECT count(*) FROM application_event e WHERE e.application_id = a.id),
    'snapshots', (SELECT count(*) FROM submission s WHERE s.application_id = a.id),
    'gone', (SELECT coalesce(jsonb_agg(g.id), '[]') FROM role_grant g WHERE g.id = ANY($2::uuid[]) AND g.revoked_at IS NOT NULL),
    'audit', (SELECT seq FROM audit_head WHERE org_path = a.city_path)) AS seen
  FROM application a WHERE a.id = $1`;
