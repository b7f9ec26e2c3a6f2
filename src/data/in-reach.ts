import "server-only";
import { subtreeOf } from "@/domain/org-path";
import type { Viewer } from "@/domain/viewer";
import { Prisma } from "./generated/client";
import { planOf } from "./statement-names";

/**
 * What the viewer may see of a list, alias a, as the policy says it too: the second lock, and the city with which every index of a list
 * begins. Of a whole city the city says all (the table checks that both are one). With the range beside it PostgreSQL takes the plan
 * that it could keep for a search of few rows, finds it dear, and plans a city's page each time: as long as reading it takes.
 */
export function inReach(viewer: Pick<Viewer, "orgKind" | "cityPath" | "scope">): Prisma.Sql {
  const { cityPath, scope } = viewer;
  const whole = subtreeOf(cityPath);
  const city = Prisma.sql`${planOf(viewer)} a.city_path = ${cityPath}`;
  if (scope.lo === whole.lo && scope.hi === whole.hi) return city;
  return Prisma.sql`${city} AND a.org_path >= ${scope.lo} AND a.org_path < ${scope.hi}`;
}
