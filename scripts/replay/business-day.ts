import { renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Sets the business clock of a portal in demo mode: the file DATA_DIR/business-clock. A portal with a DATABASE_URL
 * never reads it, so nothing can be replayed against production.
 */
export function setBusinessDay(dataDir: string, day: string): void {
  const file = path.join(dataDir, "business-clock");
  writeFileSync(`${file}.new`, `${day}T10:00:00+08:00`);
  renameSync(`${file}.new`, file);
}
