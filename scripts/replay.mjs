// `npm run replay -- FILE.yaml …`: plays example applications through the screens. See replay/replay.ts.
import { runsOnRightNode } from "./support/right-node.mjs";

if (runsOnRightNode(import.meta.url)) {
  const { spawnSync } = await import("node:child_process");
  const { join } = await import("node:path");
  const { ensureClient, ensurePackages } = await import("./support/prepare.mjs");
  const { ROOT } = await import("./support/root.mjs");
  // what prepares says goes to stderr: stdout is one JSON object a file
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  await ensurePackages(ROOT);
  await ensureClient(ROOT);
  const { findBrowser } = await import("./support/browser.mjs");
  const browser = await findBrowser(ROOT);
  process.stdout.write = write;
  const { status } = spawnSync(process.execPath, ["--import", "tsx", join(ROOT, "scripts/replay/replay.ts"), ...process.argv.slice(2)], {
    stdio: "inherit",
    env: { ...process.env, ...browser.env, CHROMIUM_PATH: browser.executable },
  });
  process.exit(status ?? 1);
}
