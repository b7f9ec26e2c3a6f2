import { writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../support/root.mjs";
import { type BenchPortal, startBenchPortal } from "./bench-portal";
import { seedRows } from "./seed-rows";
import { restock } from "./writes";

/** A day on which the newest batch is open. */
const DAY = "2026-05-18";

const open = new Set<BenchPortal>();

/** Ctrl-C and SIGTERM stop every portal that was started, and then the bench. */
function stopOnSignals(portal: BenchPortal): void {
  if (open.size === 0)
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, () => void Promise.all([...open].map((one) => one.stop())).then(() => process.exit(1)));
  open.add(portal);
}

/** The portal over so many applications, seeded once into .data/bench-<rows> and kept. */
export async function startSeededPortal(rows: number, port: number, env: Record<string, string> = {}): Promise<BenchPortal> {
  const dataDir = path.join(ROOT, ".data", `bench-${rows}`);
  const portal = await startBenchPortal(dataDir, port, env);
  stopOnSignals(portal);
  try {
    writeFileSync(path.join(dataDir, "business-clock"), DAY);
    await seeded(portal, rows);
    await restock(portal);
    return portal;
  } catch (error) {
    await portal.stop();
    throw error;
  }
}

async function seeded(portal: BenchPortal, rows: number): Promise<void> {
  const { rows: found } = await portal.database.query("SELECT count(*)::int AS n FROM org_unit WHERE code LIKE 'BU-%'");
  if ((found[0] as { n: number }).n > 0) return;
  const from = performance.now();
  await seedRows(portal.database, rows);
  const took = (performance.now() - from) / 1000;
  process.stdout.write(
    `seeded ${rows} applications in ${took.toFixed(1)} s, ${Math.round(rows / took)} rows/s, with all that belongs to them\n`,
  );
}

/** A grant of this role in the city that holds most. */
export async function grantOf(portal: BenchPortal, role: string): Promise<string> {
  const { rows: found } = await portal.database.query(
    "SELECT g.id FROM role_grant g JOIN org_unit o ON o.org_path = g.org_path WHERE g.role = $1 AND o.code = 'AY' AND g.revoked_at IS NULL ORDER BY g.id LIMIT 1",
    [role],
  );
  return (found[0] as { id: string }).id;
}
