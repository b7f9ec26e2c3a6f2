/**
 * Files approved applications into a demo city through the fenced login, as rows: `file-cases.ts <org code> <how many> <prefix>`.
 * For screens that show many; how an application is made is told by the other stories.
 */
import { withScope } from "@/data/with-scope";
import type { CriteriaSet } from "@/domain/criteria-set";
import { cityPathOf, subtreeOf } from "@/domain/org-path";
import { fileCases } from "../../support/registry-cases";
import { connect } from "../../setup/cluster-urls";

const [code = "", count = "1", prefix = ""] = process.argv.slice(2);

const owner = await connect(process.env["OWNER_DATABASE_URL"] ?? "");
const { rows } = await owner.query<{ org_path: string }>(
  "SELECT s.org_path FROM org_unit s JOIN org_unit e ON e.org_path = s.parent_path WHERE e.code = $1 AND s.kind = 'studio' ORDER BY s.code LIMIT 1",
  [code],
);
await owner.end();
const studioPath = rows[0]?.org_path ?? "";
const cityPath = cityPathOf(studioPath);
const place = await withScope(subtreeOf(cityPath), async (tx) => {
  const batch = await tx.batch.findFirstOrThrow({ where: { orgPath: cityPath }, orderBy: { code: "asc" }, include: { criteriaSet: true } });
  const account = await tx.userAccount.findFirstOrThrow({ where: { orgPath: studioPath }, select: { id: true } });
  const person = { accountId: account.id };
  const items = (batch.criteriaSet.body as unknown as CriteriaSet).items.map((item) => item.key);
  return { cityPath, studioPath, batchId: batch.id, criteriaSetId: batch.criteriaSetId, lead: person, enterprise: person, items };
});
await fileCases(
  place,
  Array.from({ length: Number(count) }, (_, i) => ({
    studioName: `${prefix}第${i + 1}工作室`,
    leadName: "欧阳雪",
    status: "approved",
    stageIndex: null,
    unmet: i === 0 ? ["team"] : [],
  })),
);
process.exit(0);
