// `npm run build`: what a start would build, ahead of time (for an image, or before the portal is stopped for an update).
import { runsOnRightNode } from "./support/right-node.mjs";

if (runsOnRightNode(import.meta.url)) {
  const { ensureBuild, ensureClient, ensurePackages } = await import("./support/prepare.mjs");
  const { sayFailure } = await import("./support/report.mjs");
  const { ROOT } = await import("./support/root.mjs");
  try {
    await ensurePackages(ROOT);
    await ensureClient(ROOT);
    await ensureBuild(ROOT, process.env);
  } catch (error) {
    sayFailure(error);
    process.exitCode = 1;
  }
}
