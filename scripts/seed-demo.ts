/**
 * Loads the demo cities. Run by the start script in demo mode on an empty database:
 * node --import tsx --conditions=react-server scripts/seed-demo.ts
 */
import { renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { env } from "@/env";
import { seedDemo } from "../prisma/demo/seed";

const file = path.join(env().DATA_DIR, "demo-accounts.json");
const accounts = await seedDemo((rows) => {
  // written before the rows are: an interrupted load starts again with new passwords, never with lost ones
  writeFileSync(`${file}.new`, `${JSON.stringify(rows, null, 1)}\n`, { mode: 0o600 });
});
renameSync(`${file}.new`, file);
console.log(`demo cities loaded, ${accounts.length} accounts`);
process.exit(0);
