// `npm test`: everything that must hold, on a fresh clone as well. `-- --only static|unit|integration|e2e` for work.
// Plain JavaScript that an old Node parses; nothing from node_modules is imported before the packages are known to be there.
import { runsOnRightNode } from "./support/right-node.mjs";

if (runsOnRightNode(import.meta.url)) {
  const { testEverything } = await import("./support/test-run.mjs");
  process.exit(await testEverything(process.argv.slice(2)));
}
