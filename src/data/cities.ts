import "server-only";
import { authClient } from "./prisma";

/** Paths of all cities, through the sign-in login: the only one that sees organisations without a scope. */
export async function listCityPaths(): Promise<string[]> {
  const rows = await authClient().$queryRaw<{ org_path: string }[]>`SELECT org_path FROM org_unit WHERE kind = 'city' ORDER BY org_path`;
  return rows.map((row) => row.org_path);
}
