// `npm run proof:model|races|http|pool`: the large runs of tests/faults, one figure each. `-- NAME=NUMBER` changes a size.
import { runsOnRightNode } from "./support/right-node.mjs";

const RUNS = {
  model: { file: "tests/faults/workflow-model.test.ts", sizes: { MODEL_SEQUENCES: "10000" } },
  races: { file: "tests/faults/races.test.ts", sizes: { RACE_PAIRS: "1000", RACE_POSTS: "10000" } },
  http: { file: "tests/faults/http-isolation.test.ts", sizes: { HTTP_PROOF: "full" } },
  pool: { file: "tests/isolation/pool-poison.test.ts", sizes: { POISON_ROUNDS: "1430" } },
};

if (runsOnRightNode(import.meta.url)) {
  const { spawnSync } = await import("node:child_process");
  const { join } = await import("node:path");
  const { ensureBuild, ensureClient, ensurePackages } = await import("./support/prepare.mjs");
  const { ROOT } = await import("./support/root.mjs");
  const [name, ...given] = process.argv.slice(2);
  const run = RUNS[name];
  if (!run) throw new Error(`one of ${Object.keys(RUNS).join(", ")}`);
  await ensurePackages(ROOT);
  await ensureClient(ROOT);
  if (name === "http") await ensureBuild(ROOT, process.env);
  const sizes = { ...run.sizes, ...Object.fromEntries(given.map((one) => one.split("="))) };
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const { status } = spawnSync(process.execPath, [vitest, "run", "--project", "integration", run.file, "--test-timeout", "7200000"], {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, ...sizes },
  });
  process.exit(status ?? 1);
}
