import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { removeDatabaseOf } from "../support/postgres-home.mjs";
import { ROOT } from "../support/root.mjs";
import { type BenchPortal, startBenchPortal } from "./bench-portal";
import { seedRows } from "./seed-rows";
import { restock } from "./writes";

/** A day on which the newest batch is open. */
const DAY = "2026-05-18";

/** Raised with every change of what is seeded: rows of an older seed are thrown away and made anew. */
const SEED = "2";
/** In the data directory, once all rows are in. */
const MARK = "bench-seed";

const open = new Set<BenchPortal>();

/** Ctrl-C and SIGTERM stop every portal that was started, and then the bench. */
function stopOnSignals(portal: BenchPortal): void {
  if (open.size === 0)
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, () => void Promise.all([...open].map((one) => one.stop())).then(() => process.exit(1)));
  open.add(portal);
}

/** The portal over so many applications, seeded once into .data/bench-<rows> and kept until the seed changes. */
export async function startSeededPortal(rows: number, port: number, env: Record<string, string> = {}): Promise<BenchPortal> {
  const dataDir = path.join(ROOT, ".data", `bench-${rows}`);
  const isSeeded = seedOf(dataDir) === SEED;
  if (!isSeeded && existsSync(dataDir)) {
    process.stdout.write(`${dataDir} is of seed ${seedOf(dataDir) ?? "1, or not finished"}, this bench of seed ${SEED}: made anew\n`);
    removeDatabaseOf(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  }
  const portal = await startBenchPortal(dataDir, port, env);
  stopOnSignals(portal);
  try {
    writeFileSync(path.join(dataDir, "business-clock"), DAY);
    if (!isSeeded) await seed(portal, rows);
    await restock(portal);
    return portal;
  } catch (error) {
    await portal.stop();
    throw error;
  }
}

function seedOf(dataDir: string): string | undefined {
  const file = path.join(dataDir, MARK);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

async function seed(portal: BenchPortal, rows: number): Promise<void> {
  const from = performance.now();
  await seedRows(portal.database, rows);
  writeFileSync(path.join(portal.dataDir, MARK), SEED);
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
