import "server-only";
import { subtreeOf } from "@/domain/org-path";
import { SEARCH_TEXT_VERSION, searchText } from "@/lib/search-text";
import { Prisma } from "./generated/client";
import { withScope } from "./with-scope";

/** As many rows in one transaction: some fifty milliseconds, for which they are held. */
const BATCH = 100;

type Named = { id: string; studioName: string; leadName: string; unitName: string };

/** Applications of a city whose search text was made by earlier rules: makes the next few anew. Answers how many; 0 when none is left. */
export async function renewSearchTexts(cityPath: string, most = BATCH): Promise<number> {
  const scope = subtreeOf(cityPath);
  // the index of what is left was made with the number in its text
  const isOld = Prisma.sql`city_path = ${cityPath} AND org_path >= ${scope.lo} AND org_path < ${scope.hi} AND search_version < ${Prisma.raw(String(SEARCH_TEXT_VERSION))}`;
  return withScope(scope, async (tx) => {
    // held, so that a submission meanwhile comes before this, and is left alone, or after it
    const rows = await tx.$queryRaw<Named[]>`
      SELECT id::text, studio_name AS "studioName", lead_name AS "leadName", unit_name AS "unitName" FROM application
      WHERE ${isOld} ORDER BY id LIMIT ${most} FOR NO KEY UPDATE`;
    if (rows.length === 0) return 0;
    const texts = rows.map((row) => searchText([row.studioName, row.leadName, row.unitName]));
    return tx.$executeRaw`
      UPDATE application a SET search_text = made.text, search_version = ${SEARCH_TEXT_VERSION}::int
      FROM unnest(${rows.map((row) => row.id)}::text[], ${texts}::text[]) AS made (id, text)
      WHERE a.id = made.id::uuid AND a.org_path >= ${scope.lo} AND a.org_path < ${scope.hi}`;
  });
}
