// `npm run figures`: runs every proof and bench in turn and writes what they print into docs/figures.md (figures/run.ts).
// `-- --list` names them, `-- --only crash,fuzz` runs some, `-- --short` runs the small sizes.
import { runsOnRightNode } from "./support/right-node.mjs";

if (runsOnRightNode(import.meta.url)) {
  const { spawnSync } = await import("node:child_process");
  const { join } = await import("node:path");
  const { ensureClient, ensurePackages } = await import("./support/prepare.mjs");
  const { ROOT } = await import("./support/root.mjs");
  await ensurePackages(ROOT);
  await ensureClient(ROOT);
  const { status } = spawnSync(process.execPath, ["--import", "tsx", join(ROOT, "scripts/figures/run.ts"), ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: "inherit",
  });
  process.exit(status ?? 1);
}
