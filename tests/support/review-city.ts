import { randomBytes, randomUUID } from "node:crypto";
import { applyMove, MOVE_SUBJECT } from "@/data/apply-move";
import { approveCase, type Moment, returnCase } from "@/data/decisions";
import { getReviewCase, type ReviewCase } from "@/data/review-case";
import { type ScopedTx, withScope } from "@/data/with-scope";
import { CRITERIA_SETS } from "@/domain/criteria-sets";
import { childPath, parentPathOf, subtreeOf } from "@/domain/org-path";
import { type ApplicationStatus, moveFor } from "@/domain/review-stages";
import type { Role } from "@/domain/roles";
import { RuleError } from "@/domain/rule-error";
import type { ReviewVerdicts } from "@/domain/verdict-kinds";
import type { Viewer } from "@/domain/viewer";
import { makeSmallCity, type SmallCity } from "./small-city";

export const ROUTE = ["enterprise", "district", "city"] as const;
const set = CRITERIA_SETS[0];
if (!set) throw new Error("no criteria set");

/** A small city with two reviewers on each level and two city administrators. */
export type ReviewCity = SmallCity & { second: { enterprise: Viewer; district: Viewer; city: Viewer }; admin: Viewer; otherAdmin: Viewer };

/** 10:00 of a day in UTC+8. */
export function on(day: string): Moment {
  return { now: new Date(`${day}T10:00:00+08:00`), today: day };
}

export async function makeReviewCity(): Promise<ReviewCity> {
  const city = await makeSmallCity();
  return {
    ...city,
    second: {
      enterprise: await addPerson(city, city.enterprise.orgPath, "enterpriseReviewer"),
      district: await addPerson(city, city.district.orgPath, "districtReviewer"),
      city: await addPerson(city, city.cityPath, "cityReviewer"),
    },
    admin: await addPerson(city, city.cityPath, "cityAdmin"),
    otherAdmin: await addPerson(city, city.cityPath, "cityAdmin"),
  };
}

/** One more person in a role, under a name of its own; `as` gives an existing account a second role instead. */
export async function addPerson(
  city: SmallCity,
  orgPath: string,
  role: Role,
  who: { as?: Viewer; name?: string; mobile?: string } = {},
): Promise<Viewer> {
  const accountId = who.as?.accountId ?? randomUUID();
  const name = who.as?.accountName ?? who.name ?? `审核${randomBytes(3).toString("hex")}`;
  const grantId = randomUUID();
  const unit = await withScope(subtreeOf(city.cityPath), async (tx) => {
    if (!who.as) {
      await tx.userAccount.create({
        data: {
          id: accountId,
          orgPath,
          cityPath: city.cityPath,
          login: `u${accountId.slice(0, 8)}`,
          name,
          mobile: who.mobile ?? null,
          passwordHash: "x",
        },
        select: { id: true },
      });
    }
    await tx.roleGrant.create({ data: { id: grantId, orgPath, cityPath: city.cityPath, accountId, role }, select: { id: true } });
    return tx.orgUnit.findUniqueOrThrow({ where: { orgPath }, select: { name: true, kind: true } });
  });
  return {
    ...city.city,
    accountId,
    accountName: name,
    mobile: who.mobile ?? null,
    grantId,
    role,
    orgPath,
    orgName: unit.name,
    orgKind: unit.kind as Viewer["orgKind"],
    scope: subtreeOf(orgPath),
  };
}

/** Ends every grant of a role in an organisation. */
export function revokeRole(city: SmallCity, orgPath: string, role: Role): Promise<unknown> {
  return withScope(subtreeOf(city.cityPath), (tx) =>
    tx.roleGrant.updateMany({ where: { orgPath, role }, data: { revokedAt: new Date() } }),
  );
}

export const CONTENT = {
  unit: { contactName: "联系人甲", contactMobile: "13900000901" },
  team: { leadName: "领衔人甲", leadMobile: "13900000902", members: [{ _id: "m1", name: "成员甲" }] },
};
const EVALUATION = Object.fromEntries(["general", ...set.items.map((item) => item.key)].map((key) => [key, { verdict: "met", fired: [] }]));
export const ALL_MET: ReviewVerdicts = Object.fromEntries(set.items.map((item) => [item.key, { verdict: "met" as const }]));

/** A new studio with an application that its lead has submitted. Answers the application's id and the lead. */
export async function submittedCase(city: SmallCity, { day = "2026-05-04", proof = true } = {}): Promise<{ id: string; lead: Viewer }> {
  const enterprisePath = parentPathOf(city.studioPath) ?? "";
  const orgPath = childPath(enterprisePath, randomBytes(4).toString("hex"));
  await withScope(subtreeOf(city.cityPath), (tx) =>
    tx.orgUnit.create({
      data: {
        id: randomUUID(),
        orgPath,
        cityPath: city.cityPath,
        parentPath: enterprisePath,
        code: orgPath,
        kind: "studio",
        name: "工作室",
      },
    }),
  );
  const lead = await addPerson(city, orgPath, "lead");
  const id = randomUUID();
  const { now } = on(day);
  await withScope(lead.scope, async (tx) => {
    await tx.application.create({
      data: {
        id,
        orgPath,
        cityPath: city.cityPath,
        batchId: city.batchId,
        liveBatchId: city.batchId,
        status: "draft",
        criteriaSetId: city.criteriaSetId,
        formVersion: "2026-1",
        createdBy: lead.accountId,
        createdAt: now,
        updatedAt: now,
        studioName: "某工作室",
      },
      select: { id: true },
    });
  });
  await submitAgain(lead, id, day);
  if (proof) await attachProof(city, id, orgPath);
  return { id, lead };
}

/** The lead's (re)submission as far as the review sees it: the move, and the next snapshot. */
export async function submitAgain(lead: Viewer, id: string, day: string, content: object = CONTENT): Promise<void> {
  const at = on(day);
  await withScope(lead.scope, async (tx) => {
    const subject = await tx.application.findUniqueOrThrow({ where: { id }, select: MOVE_SUBJECT });
    const round = subject.round + 1;
    const target = moveFor({
      action: subject.status === "returned" ? "resubmit" : "submit",
      status: subject.status as ApplicationStatus,
      role: "lead",
      relations: ["lead"],
      route: ROUTE,
      stageIndex: subject.stageIndex,
      wholeFormOpened: subject.wholeFormOpened,
    });
    await applyMove(tx, lead, subject, {
      target,
      at: at.now,
      set: {
        round,
        route: [...ROUTE],
        dueOn: null,
        wholeFormOpened: false,
        submittedAt: at.now,
        ...(round === 1 ? { firstSubmittedAt: at.now } : {}),
        searchText: `某工作室 mgzs ${id.slice(0, 8)}`,
      },
      ...(subject.number ? {} : { takesNumber: { prefix: "T", year: 2026 } }),
    });
    await tx.submission.create({
      data: {
        id: randomUUID(),
        orgPath: lead.orgPath,
        applicationId: id,
        round,
        content: content as never,
        attachments: [],
        verdicts: EVALUATION as never,
        derived: {},
        criteriaSetId: (await tx.application.findUniqueOrThrow({ where: { id }, select: { criteriaSetId: true } })).criteriaSetId,
        formVersion: "2026-1",
        sha256: `${round}`,
        submittedBy: lead.accountId,
        submittedByName: lead.accountName,
        submittedAt: at.now,
      },
      select: { id: true },
    });
  });
}

async function attachProof(city: SmallCity, id: string, orgPath: string): Promise<void> {
  await withScope(city.enterprise.scope, (tx) =>
    tx.attachment.create({
      data: {
        id: randomUUID(),
        orgPath,
        applicationId: id,
        slot: "stage.internalPublicity",
        stage: "enterprise",
        fileName: "证明.pdf",
        kind: "pdf",
        mimeType: "application/pdf",
        size: 1,
        sha256: "x",
        storageKey: "x",
        uploadedBy: city.enterprise.accountId,
        uploadedAt: new Date(),
      },
      select: { id: true },
    }),
  );
}

/** Does something with a case as this viewer, in one scoped transaction, with what the viewer sees now (or saw). */
export function asReviewer<T>(
  viewer: Viewer,
  id: string,
  work: (tx: ScopedTx, one: ReviewCase, seen: ReturnType<typeof seenOf>) => Promise<T>,
): Promise<T> {
  return withScope(viewer.scope, async (tx) => {
    const one = await getReviewCase(tx, viewer, id);
    if (!one) throw new Error("not found");
    return work(tx, one, seenOf(one));
  });
}

export function seenOf(one: Pick<ReviewCase, "version" | "round" | "stageIndex">) {
  return { version: one.version, round: one.round, stageIndex: one.stageIndex };
}

export function approve(
  viewer: Viewer,
  id: string,
  day: string,
  more: { verdicts?: ReviewVerdicts; opinion?: string; actingReason?: string } = {},
) {
  return asReviewer(viewer, id, (tx, one, seen) =>
    approveCase(tx, viewer, one, { seen, verdicts: ALL_MET, opinion: "同意。", actingReason: "", ...more }, on(day)),
  );
}

export function sendBack(viewer: Viewer, id: string, day: string, dueOn: string) {
  const items = [{ criterion: "rules", path: "rules.wallPhotos", reason: "照片不清楚，请重拍。" }];
  return asReviewer(viewer, id, (tx, one, seen) =>
    returnCase(tx, viewer, one, { seen, verdicts: {}, items, dueOn, comment: "", actingReason: "" }, on(day)),
  );
}

/** The code of the RuleError that the work fails with; "done" when it does not. */
export async function outcome(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "done";
  } catch (error) {
    if (error instanceof RuleError) return error.code;
    throw error;
  }
}

export function rowOf(city: SmallCity, id: string) {
  return withScope(subtreeOf(city.cityPath), (tx) => tx.application.findUniqueOrThrow({ where: { id } }));
}
