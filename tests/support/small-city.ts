import { randomBytes, randomUUID } from "node:crypto";
import { withScope } from "@/data/with-scope";
import { CRITERIA_SETS } from "@/domain/criteria-sets";
import { childPath, subtreeOf } from "@/domain/org-path";
import type { OrgKind, Role } from "@/domain/roles";
import type { Viewer } from "@/domain/viewer";

type Unit = { path: string; kind: OrgKind; name: string };

/** A city with one union of each level and two studios of the enterprise, a batch, and people in their roles. */
export type SmallCity = {
  cityPath: string;
  studioPath: string;
  lead: Viewer;
  contributor: Viewer;
  otherLead: Viewer;
  enterprise: Viewer;
  district: Viewer;
  city: Viewer;
  batchId: string;
  criteriaSetId: string;
};

const segment = () => randomBytes(4).toString("hex");

/** Written through the fenced login inside the city's own scope, as the portal itself writes. */
export async function makeSmallCity(): Promise<SmallCity> {
  const cityPath = `/${segment()}/`;
  const districtPath = childPath(cityPath, segment());
  const enterprisePath = childPath(districtPath, segment());
  const studioPath = childPath(enterprisePath, segment());
  const otherPath = childPath(enterprisePath, segment());
  const units: Unit[] = [
    { path: cityPath, kind: "city", name: "市总工会" },
    { path: districtPath, kind: "district", name: "区总工会" },
    { path: enterprisePath, kind: "enterprise", name: "企业工会" },
    { path: studioPath, kind: "studio", name: "第一工作室" },
    { path: otherPath, kind: "studio", name: "第二工作室" },
  ];
  const criteriaSetId = randomUUID();
  const batchId = randomUUID();
  const people: Viewer[] = [];
  const person = (path: string, role: Role) => {
    const unit = units.find((one) => one.path === path);
    const viewer: Viewer = {
      sessionId: randomUUID(),
      accountId: randomUUID(),
      accountName: role,
      mobile: null,
      role,
      grantId: randomUUID(),
      orgId: randomUUID(),
      orgPath: path,
      orgName: unit?.name ?? "",
      orgKind: unit?.kind ?? "studio",
      cityPath,
      cityName: "市总工会",
      tenantCode: "test",
      mustChangePassword: false,
      grants: [],
      scope: subtreeOf(path),
    };
    people.push(viewer);
    return viewer;
  };
  const city: SmallCity = {
    cityPath,
    studioPath,
    lead: person(studioPath, "lead"),
    contributor: person(studioPath, "contributor"),
    otherLead: person(otherPath, "lead"),
    enterprise: person(enterprisePath, "enterpriseReviewer"),
    district: person(districtPath, "districtReviewer"),
    city: person(cityPath, "cityReviewer"),
    batchId,
    criteriaSetId,
  };
  const set = CRITERIA_SETS[0];
  if (!set) throw new Error("no criteria set");
  await withScope(subtreeOf(cityPath), async (tx) => {
    for (const { path, kind, name } of units) {
      const parentPath = kind === "city" ? null : path.slice(0, -9);
      await tx.orgUnit.create({
        data: { id: randomUUID(), orgPath: path, cityPath, parentPath, code: `T-${segment()}`, kind, name },
      });
    }
    await tx.criteriaSet.create({
      data: {
        id: criteriaSetId,
        orgPath: cityPath,
        code: set.code,
        version: set.version,
        title: set.title,
        titleEn: set.titleEn,
        body: structuredClone(set) as never,
      },
    });
    await tx.batch.create({
      data: {
        id: batchId,
        orgPath: cityPath,
        code: "T-2026",
        title: "批次",
        year: 2026,
        level: "city",
        criteriaSetId,
        formVersion: "2026-1",
        allowedKinds: [],
        minHonorLevel: "city",
        minRunningYears: 0,
        requiresStory: false,
        requiresInternalPublicity: true,
        requiresStampedForm: false,
        opensOn: "2026-01-01",
        closesAt: new Date("2026-12-31T16:00:00Z"),
        maxReturns: 2,
        publicityWorkingDays: 5,
        routes: {},
        quotas: [],
      },
    });
    for (const viewer of people) {
      const { accountId, orgPath, role, grantId } = viewer;
      await tx.userAccount.create({
        data: { id: accountId, orgPath, cityPath, login: `u${accountId.slice(0, 8)}`, name: role, passwordHash: "x" },
        select: { id: true },
      });
      await tx.roleGrant.create({ data: { id: grantId, orgPath, cityPath, accountId, role }, select: { id: true } });
    }
  });
  return city;
}

/** An application of the first studio as a row; `status` and stage as asked. */
export async function makeApplication(
  city: SmallCity,
  { status = "draft", stageIndex = null as number | null, round = 0 } = {},
): Promise<string> {
  const id = randomUUID();
  const now = new Date();
  await withScope(subtreeOf(city.cityPath), async (tx) => {
    await tx.application.updateMany({
      where: { orgPath: city.studioPath, liveBatchId: city.batchId },
      data: { status: "withdrawn", liveBatchId: null },
    });
    await tx.application.create({
      data: {
        id,
        orgPath: city.studioPath,
        cityPath: city.cityPath,
        batchId: city.batchId,
        liveBatchId: city.batchId,
        status,
        ...(stageIndex === null ? {} : { route: ["enterprise", "district", "city"], stageIndex }),
        round,
        criteriaSetId: city.criteriaSetId,
        formVersion: "2026-1",
        createdBy: city.lead.accountId,
        createdAt: now,
        updatedAt: now,
      },
      select: { id: true },
    });
  });
  return id;
}
