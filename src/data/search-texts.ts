import "server-only";
import { subtreeOf } from "@/domain/org-path";
import { SEARCH_TEXT_VERSION, searchText } from "@/lib/search-text";
import { constant } from "./constant";
import { Prisma } from "./generated/client";
import { withScope } from "./with-scope";

/** As many rows in one transaction: about a tenth of a second, for which they are held. */
const BATCH = 100;

type Named = { id: string; studioName: string; leadName: string; unitName: string };

/** Applications of a city whose search text was made by earlier rules: makes the next few anew. Answers how many; 0 when none is left. */
export async function renewSearchTexts(cityPath: string, most = BATCH): Promise<number> {
  const scope = subtreeOf(cityPath);
  // the index of what is left was made with the number in its text
  const isOld = Prisma.sql`city_path = ${cityPath} AND org_path >= ${scope.lo} AND org_path < ${scope.hi} AND search_version < ${constant(SEARCH_TEXT_VERSION)}`;
  return withScope(scope, async (tx) => {
    // held, so that a submission meanwhile comes before this, and is left alone, or after it
    const rows = await tx.$queryRaw<Named[]>`
      SELECT a.id::text AS id, a.studio_name AS "studioName", a.lead_name AS "leadName", a.unit_name AS "unitName" FROM application a
      WHERE ${isOld} ORDER BY a.id LIMIT ${most} FOR NO KEY UPDATE`;
    if (rows.length === 0) return 0;
    const [ids, texts] = [rows.map((row) => row.id), rows.map((row) => searchText([row.studioName, row.leadName, row.unitName]))];
    // no join: the planner reads the whole city for one with rows that it knows nothing of
    return tx.$executeRaw`
      UPDATE application a SET search_text = (${texts}::text[])[array_position(${ids}::text[], a.id::text)], search_version = ${SEARCH_TEXT_VERSION}::int
      WHERE a.id = ANY (${ids}::uuid[]) AND a.org_path >= ${scope.lo} AND a.org_path < ${scope.hi}`;
  });
}
