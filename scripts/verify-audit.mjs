// `npm run verify-audit`: every link of every city's audit chain, while the portal runs or not. `-- --anchor FILE` compares with the
// heads that an earlier check noted there, and notes the new ones: keep FILE on another machine, it is what catches a rewritten chain.
import { runsOnRightNode } from "./support/right-node.mjs";

if (runsOnRightNode(import.meta.url)) {
  const { verifyAudit } = await import("./support/verify-audit.mjs");
  await verifyAudit(process.argv.slice(2));
}
