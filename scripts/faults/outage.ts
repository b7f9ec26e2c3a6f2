/**
 * npm run proof:outage -- [--only start,request,pool,disk,supervised] [--port N]
 * The database away at the start and in mid-request, no connection left, no space left: what people see, and that the server
 * serves again without a restart. The last line is the figure; every check that failed is on a line of its own before it.
 */
import { FaultPortal, type FaultPortalOptions } from "./fault-portal";
import { diskFull, diskFullSupervised } from "./disk-run";
import { awayAtStart, awayInRequest, type Finding, poolExhausted } from "./outage-run";

const after = (name: string) => process.argv[process.argv.indexOf(`--${name}`) + 1 || process.argv.length];
const only = after("only")?.split(",");
const port = Number(after("port") ?? 0);
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

const findings: Finding[] = [];
const say = (what: string, holds: boolean, seen: string) => {
  findings.push({ what, holds, seen });
  process.stderr.write(`${holds ? "✓" : "✗"} ${what}: ${seen}\n`);
};

type Part = { name: string; options?: FaultPortalOptions; web: boolean; run: (portal: FaultPortal, tell: typeof say) => Promise<void> };
/** The first three share one portal; a full disk wants one of its own on a small file system. */
const parts: Part[][] = [
  [
    { name: "start", web: false, run: awayAtStart },
    { name: "request", web: true, run: awayInRequest },
    { name: "pool", web: true, options: { variables: { DATABASE_POOL: "2" } }, run: poolExhausted },
  ],
  [{ name: "disk", web: true, options: { smallDisk: true }, run: diskFull }],
];

let done = 0;
for (const group of parts) {
  const wanted = group.filter((part) => !only || only.includes(part.name) || (part.name === "request" && only.includes("pool")));
  if (wanted.length === 0) continue;
  const portal = await FaultPortal.prepare({ port, ...wanted[0]?.options });
  try {
    for (const part of wanted) {
      if (part.web) {
        await portal.killWeb();
        Object.assign(portal.env, part.options?.variables);
        await portal.startWeb();
      }
      await part.run(portal, say);
      done += 1;
    }
  } finally {
    await portal.remove();
  }
}

if (!only || only.includes("supervised")) {
  await diskFullSupervised(say);
  done += 1;
}

const failed = findings.filter((one) => !one.holds);
const good = failed.length === 0 && done > 0;
print(
  `${good ? "✓" : "✗"} outage: ${done} outages, ${findings.length - failed.length} of ${findings.length} promises held` +
    `${failed.length > 0 ? `; not held: ${failed.map((one) => one.what).join("; ")}` : ""}\n`,
  () => process.exit(good ? 0 : 1),
);
