// `npm run bench -- --rows 10000|100000|1000000`: speed of the portal over that many applications, each figure beside its control (bench/bench.ts). `--compare SMALL LARGE`: two of its results (bench/compare.ts). `--growth`: lists over a million beside ten thousand, asked in turn (bench/growth.ts). `--browser`: Lighthouse and JavaScript per page (bench/browser.ts).
import { runsOnRightNode } from "./support/right-node.mjs";

if (runsOnRightNode(import.meta.url)) {
  const { spawnSync } = await import("node:child_process");
  const { join } = await import("node:path");
  const { ensureBuild, ensureClient, ensurePackages } = await import("./support/prepare.mjs");
  const { ROOT } = await import("./support/root.mjs");
  await ensurePackages(ROOT);
  await ensureClient(ROOT);
  await ensureBuild(ROOT, process.env);
  const args = process.argv.slice(2);
  const scripts = { "--browser": "browser.ts", "--compare": "compare.ts", "--growth": "growth.ts" };
  const script = scripts[args[0]] ?? "bench.ts";
  if (script !== "bench.ts") args.shift();
  const { status } = spawnSync(process.execPath, ["--import", "tsx", join(ROOT, "scripts/bench", script), ...args], { stdio: "inherit" });
  process.exit(status ?? 1);
}
