import { execFileSync } from "node:child_process";
import path from "node:path";
import { readSecrets } from "../support/data-dir.mjs";
import { derive, ensureServerLogins } from "../support/database-logins.mjs";
import { ROOT } from "../support/root.mjs";
import type { BenchPortal } from "./bench-portal";
import type { Figure } from "./load";
import { grantOf } from "./seeded-portal";

/** The bounds of src/data: beyond them a page shows “more than”. */
const [TAB_BOUND, TOTAL_BOUND] = [1_000, 10_000];

/** The counts beside the lists (statistics.ts), each against what the database's owner counts. */
export async function measureStatistics(portal: BenchPortal, seconds: number): Promise<Figure[]> {
  const secret = readSecrets(portal.dataDir).instance;
  const { appUrl, authUrl } = await ensureServerLogins({ url: portal.databaseUrl, secret });
  const env = {
    ...process.env,
    APP_DATABASE_URL: appUrl,
    AUTH_DATABASE_URL: authUrl,
    NEXTAUTH_SECRET: derive(secret, "sign-in"),
    NEXTAUTH_URL: portal.baseUrl,
    DATA_DIR: portal.dataDir,
    TOKEN: await portal.openSession(await grantOf(portal, "cityReviewer")),
    EXPECTED: JSON.stringify(await expectedCounts(portal)),
    SECONDS: String(seconds),
  };
  const args = ["--conditions=react-server", "--import", "tsx", path.join(ROOT, "scripts/bench/statistics.ts")];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", env, cwd: ROOT })) as Figure[];
}

async function expectedCounts({ database }: BenchPortal): Promise<Record<string, number>> {
  const { rows } = await database.query(
    `SELECT count(*) FILTER (WHERE status = 'returned')::int AS returned, count(first_submitted_at)::int AS all,
       count(first_submitted_at) FILTER (WHERE status = 'cityReview')::int AS status, count(first_submitted_at) FILTER (WHERE industry = 'P')::int AS industry,
       coalesce(sum(member_count) FILTER (WHERE first_submitted_at IS NOT NULL), 0)::int AS members
     FROM application a WHERE city_path = (SELECT org_path FROM org_unit WHERE code = 'AY')`,
  );
  const counted = rows[0] as Record<"returned" | "all" | "status" | "industry" | "members", number>;
  return {
    "tabs of the work list": Math.min(TAB_BOUND, counted.returned),
    "total of the register": Math.min(TOTAL_BOUND, counted.all),
    "total of a status": Math.min(TOTAL_BOUND, counted.status),
    "total of an industry": Math.min(TOTAL_BOUND, counted.industry),
    "total of the roster": Math.min(TOTAL_BOUND, counted.members),
  };
}
