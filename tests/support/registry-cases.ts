import { randomBytes, randomUUID } from "node:crypto";
import { withScope } from "@/data/with-scope";
import { childPath, parentPathOf, subtreeOf } from "@/domain/org-path";
import type { FormContent } from "@/domain/form-content";
import { rowsAt } from "@/domain/form-context";
import { enumRank } from "@/domain/enumerations";
import { derivedNumbers } from "@/domain/derived-numbers";
import { searchText } from "@/lib/search-text";
import { exampleContext } from "./judge-example";
import { exampleFiling, readExample } from "./example-file";
import type { SmallCity } from "./small-city";

const EXAMPLE = readExample("tests/reference/examples/EX01.yaml");
const ROUTE = ["enterprise", "district", "city"];

export type FiledCase = {
  studioName?: string;
  leadName?: string;
  status?: string;
  stageIndex?: number | null;
  submittedAt?: Date;
  /** false: a draft that was never submitted */
  submitted?: boolean;
  unmet?: string[];
  honor?: string;
  industry?: string;
  change?: (content: FormContent) => void;
  decisions?: { stage: string; stageIndex: number; outcome: string; opinion: string; verdicts?: object; lapsed?: boolean }[];
};

/** What the rows hang on: a city of the tests, or one of the demo. */
export type FilingPlace = Pick<SmallCity, "cityPath" | "studioPath" | "batchId" | "criteriaSetId"> & {
  lead: { accountId: string };
  enterprise: { accountId: string };
  /** keys of the criteria that get a verdict */
  items?: readonly string[];
};

/** Submitted applications as rows, each of a studio of its own below the enterprise: what the registries read. Returns their ids. */
export async function fileCases(city: FilingPlace, cases: readonly FiledCase[]): Promise<string[]> {
  const enterprise = parentPathOf(city.studioPath)!;
  const rows = cases.map((one, index) => caseRows(city, enterprise, one, index));
  await withScope(
    subtreeOf(city.cityPath),
    async (tx) => {
      await tx.orgUnit.createMany({ data: rows.map((row) => row.org) });
      await tx.application.createMany({ data: rows.map((row) => row.application) });
      await tx.submission.createMany({ data: rows.flatMap((row) => row.submission) });
      await tx.decision.createMany({ data: rows.flatMap((row) => row.decisions) });
    },
    { timeout: 60_000 },
  );
  return rows.map((row) => row.application.id);
}

function caseRows(city: FilingPlace, enterprise: string, one: FiledCase, index: number) {
  const { cityPath, batchId, criteriaSetId } = city;
  const orgPath = childPath(enterprise, randomBytes(4).toString("hex"));
  const id = randomUUID();
  const filing = structuredClone(exampleFiling(EXAMPLE));
  const content = filing.content as Record<string, Record<string, unknown>>;
  if (one.studioName) content["studio"]!["name"] = one.studioName;
  if (one.leadName) content["team"]!["leadName"] = one.leadName;
  if (one.industry) content["unit"]!["industry"] = one.industry;
  one.change?.(filing.content);
  const studioName = String(content["studio"]!["name"]);
  const leadName = String(content["team"]!["leadName"]);
  const unitName = String(content["unit"]!["name"]);
  const submitted = one.submitted ?? true;
  const submittedAt = one.submittedAt ?? new Date(Date.UTC(2026, 2, 1, 0, 0, index));
  const status = one.status ?? (submitted ? "districtReview" : "draft");
  const stageIndex = one.stageIndex === undefined ? 1 : one.stageIndex;
  const context = exampleContext(EXAMPLE, filing, []);
  const submissionId = randomUUID();
  return {
    org: {
      id: randomUUID(),
      orgPath,
      cityPath,
      parentPath: enterprise,
      code: `S-${orgPath.slice(-9, -1)}`,
      kind: "studio",
      name: studioName,
    },
    application: {
      id,
      orgPath,
      cityPath,
      batchId,
      criteriaSetId,
      status,
      liveBatchId: ["withdrawn", "rejected", "expired", "voided"].includes(status) ? null : batchId,
      formVersion: "2026-1",
      createdBy: city.lead.accountId,
      createdAt: submittedAt,
      updatedAt: submittedAt,
      ...(submitted
        ? {
            number: `T-2026-${orgPath.slice(-9, -1)}-${index}`,
            route: ROUTE,
            stageIndex,
            round: 1,
            submittedAt,
            firstSubmittedAt: submittedAt,
            stageSince: submittedAt,
          }
        : {}),
      studioName,
      leadName,
      unitName,
      studioKind: "innovation",
      industry: String(content["unit"]!["industry"]),
      recommenderPath: parentPathOf(enterprise),
      topHonorRank: enumRank("honorLevel", one.honor ?? "provincial"),
      metCount: 8 - (one.unmet?.length ?? 0),
      unmetCriteria: one.unmet ?? [],
      searchText: searchText([studioName, leadName, unitName]),
      memberCount: 1 + rowsAt(filing.content, "team.members").length,
    },
    submission: submitted
      ? [
          {
            id: submissionId,
            orgPath,
            applicationId: id,
            round: 1,
            content: filing.content as never,
            attachments: [],
            derived: derivedNumbers(context) as never,
            verdicts: Object.fromEntries(
              (city.items ?? ["name", "sign", "team"]).map((key) => [
                key,
                { verdict: one.unmet?.includes(key) ? "warn" : "met", fired: [] },
              ]),
            ) as never,
            criteriaSetId,
            formVersion: "2026-1",
            sha256: "0".repeat(64),
            submittedBy: city.lead.accountId,
            submittedByName: "lead",
            submittedAt,
          },
        ]
      : [],
    decisions: (one.decisions ?? []).map((decision, order) => ({
      id: randomUUID(),
      orgPath,
      applicationId: id,
      submissionId,
      round: 1,
      stage: decision.stage,
      stageIndex: decision.stageIndex,
      outcome: decision.outcome,
      standingKey: decision.lapsed ? null : `1:${decision.stageIndex}`,
      lapsedAt: decision.lapsed ? submittedAt : null,
      actorId: city.enterprise.accountId,
      actorName: "审核员",
      actorOrgPath: enterprise,
      actorOrgName: "企业工会",
      actorRole: "enterpriseReviewer",
      opinion: decision.opinion,
      verdicts: decision.verdicts ?? {},
      snapshotSha256: "0".repeat(64),
      decidedAt: new Date(submittedAt.getTime() + 1000 * (order + 1)),
    })),
  };
}
