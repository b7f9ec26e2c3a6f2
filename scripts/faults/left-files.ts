import { execFile } from "node:child_process";
import { readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../support/root.mjs";
import type { FaultPortal, PortalData } from "./fault-portal";

const DAYS = 86_400_000;

/** Everything below DATA_DIR/files and the folder of uploads that no row names: halves of killed uploads. */
export async function filesWithoutRow(portal: PortalData): Promise<string[]> {
  const rows = await portal.sql<{ key: string }>(
    "SELECT storage_key AS key FROM attachment UNION SELECT thumb_key FROM attachment WHERE thumb_key IS NOT NULL",
  );
  const named = new Set(rows.map((row) => `files/${row.key}`));
  return uploadedFiles(portal).filter((file) => !named.has(file));
}

function uploadedFiles(portal: PortalData): string[] {
  return ["files", "uploading"].flatMap((folder) => below(portal.dataDir, folder));
}

function below(root: string, folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? below(root, `${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
    );
  } catch {
    return [];
  }
}

/** The server's own cleaner, at once: every file is made three days older, since the young ones may belong to an upload. */
export async function cleanNow(portal: FaultPortal): Promise<void> {
  const then = new Date(Date.now() - 3 * DAYS);
  for (const file of uploadedFiles(portal)) utimesSync(join(portal.dataDir, file), then, then);
  const script = join(ROOT, "scripts", "faults", "clean-now.ts");
  await promisify(execFile)(process.execPath, ["--conditions=react-server", "--import", "tsx", script], { cwd: ROOT, env: portal.env });
}
