// `npm start`: from a bare checkout to a usable page, and an orderly end. `--dev` serves the development server instead of the build.
// Plain JavaScript that an old Node parses; nothing from node_modules is imported before the packages are known to be there.
import { runsOnRightNode } from "./support/right-node.mjs";

if (runsOnRightNode(import.meta.url)) {
  const { start } = await import("./support/portal.mjs");
  await start({ dev: process.argv.includes("--dev") });
}
