// `npm run proof:…`: one of the large runs of scripts/faults, each ending with one line of figures. Exit code 0 when all of it holds.
import { runsOnRightNode } from "./support/right-node.mjs";

if (runsOnRightNode(import.meta.url)) {
  const { spawnSync } = await import("node:child_process");
  const { join } = await import("node:path");
  const { ensureBuild, ensureClient, ensurePackages } = await import("./support/prepare.mjs");
  const { ROOT } = await import("./support/root.mjs");
  // stdout is the line of figures
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  await ensurePackages(ROOT);
  await ensureClient(ROOT);
  // the run reads what the build knows before a portal of its own is up
  await ensureBuild(ROOT, process.env);
  process.stdout.write = write;
  const [name = "", ...args] = process.argv.slice(2);
  const script = join(ROOT, "scripts/faults", `${name}.ts`);
  const { status } = spawnSync(process.execPath, ["--conditions=react-server", "--import", "tsx", script, ...args], { stdio: "inherit" });
  process.exit(status ?? 1);
}
