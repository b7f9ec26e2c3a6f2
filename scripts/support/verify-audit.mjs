// The console's side of the audit check.
import { writeFileSync } from "node:fs";
import { verifyAuditChains } from "./audit-chain.mjs";
import { readJson } from "./data-dir.mjs";
import { withDatabase } from "./portal.mjs";
import { StopError, say } from "./report.mjs";

/** @param {string[]} args */
export async function verifyAudit(args) {
  const file = anchorFile(args);
  await withDatabase(async (urls) => {
    const chains = await verifyAuditChains({ ...urls, anchors: file ? (readJson(file) ?? {}) : {} });
    if (chains.length === 0) throw new StopError("没有可核验的城市：审计链尚不存在。", "There is no city, hence no audit chain to verify.");
    for (const { city, links, head, problems } of chains) {
      say(`${problems.length === 0 ? "✓" : "✗"} ${city} ${links} 条 · links${head ? `, ${head.hash}` : ""}`);
      for (const problem of problems) say(`    ${problem}`);
    }
    const broken = chains.filter(({ problems }) => problems.length > 0);
    if (broken.length > 0)
      throw new StopError(`${broken.length} 条审计链不完整，详见上文。`, `${broken.length} audit chain(s) are broken, see above.`);
    if (file)
      writeFileSync(
        file,
        `${JSON.stringify(Object.fromEntries(chains.filter(({ head }) => head).map(({ city, head }) => [city, head])), null, 2)}\n`,
      );
    say("审计链完整 · the audit chains are whole");
  });
}

function anchorFile(args) {
  const at = args.indexOf("--anchor");
  if (at < 0) return undefined;
  if (args[at + 1]) return args[at + 1];
  throw new StopError("--anchor 之后应为文件名。", "--anchor takes the name of a file.");
}
