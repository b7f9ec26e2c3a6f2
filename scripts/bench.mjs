// `npm run bench -- --rows 10000|100000|1000000`: speed of the portal over that many applications, each figure beside its control. See bench/bench.ts.
import { runsOnRightNode } from "./support/right-node.mjs";

if (runsOnRightNode(import.meta.url)) {
  const { spawnSync } = await import("node:child_process");
  const { join } = await import("node:path");
  const { ensureBuild, ensureClient, ensurePackages } = await import("./support/prepare.mjs");
  const { ROOT } = await import("./support/root.mjs");
  await ensurePackages(ROOT);
  await ensureClient(ROOT);
  await ensureBuild(ROOT, process.env);
  const { status } = spawnSync(process.execPath, ["--import", "tsx", join(ROOT, "scripts/bench/bench.ts"), ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  process.exit(status ?? 1);
}
