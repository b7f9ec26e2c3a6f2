/**
 * npm run proof:outage -- [--only start,request,pool,disk,supervised] [--disk any|mount|limit] [--port N]
 * The database away at the start and in mid-request, no connection left, no space left: what people see, and that the server
 * serves again without a restart. A disk is full that is small, or by a file-size limit where mounting is refused. The last line is the figure; every check that failed is on a line of its own before it.
 */
import { FaultPortal, type FaultPortalOptions } from "./fault-portal";
import { diskFull, diskFullSupervised } from "./disk-run";
import { awayAtStart, awayInRequest, poolExhausted } from "./outage-run";
import { Report } from "./outages/checks";
import type { DiskWay } from "./small-disk";

const after = (name: string) => process.argv[process.argv.indexOf(`--${name}`) + 1 || process.argv.length];
const only = after("only")?.split(",");
const port = Number(after("port") ?? 0);
const disk = (after("disk") ?? "any") as DiskWay | "any";
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

const report = new Report();

type Part = { name: string; options?: FaultPortalOptions; web: boolean; run: (portal: FaultPortal, report: Report) => Promise<void> };
/** The first three share one portal; a full disk wants one of its own on a small file system. */
const parts: Part[][] = [
  [
    { name: "start", web: false, run: awayAtStart },
    { name: "request", web: true, run: awayInRequest },
    { name: "pool", web: true, options: { variables: { DATABASE_POOL: "2" } }, run: poolExhausted },
  ],
  [{ name: "disk", web: true, options: { smallDisk: disk }, run: diskFull }],
];

let done = 0;
for (const group of parts) {
  const wanted = group.filter((part) => !only || only.includes(part.name));
  if (wanted.length === 0) continue;
  const portal = await FaultPortal.prepare({ port, ...wanted[0]?.options });
  try {
    for (const part of wanted) {
      if (part.web) {
        await portal.killWeb();
        Object.assign(portal.env, part.options?.variables);
        await portal.startWeb();
      }
      await part.run(portal, report);
      done += 1;
    }
  } finally {
    await portal.remove();
  }
}

if (!only || only.includes("supervised")) {
  await diskFullSupervised(report, disk);
  done += 1;
}

const { findings, planted, missed, ways } = report;
for (const what of missed) process.stderr.write(`✗ not noticed: ${what}\n`);
const failed = findings.filter((one) => !one.holds).map((one) => one.what);
const good = failed.length === 0 && missed.length === 0 && done > 0;
print(
  `${good ? "✓" : "✗"} outage: ${done} outages, ${findings.length - failed.length} of ${findings.length} promises held` +
    `${failed.length > 0 ? ` (not held: ${failed.join("; ")})` : ""}` +
    `${ways.size > 0 ? `; disk full by ${[...ways].join(" and ")}` : ""}; control: ${planted - missed.length} of ${planted} spoilt answers noticed\n`,
  () => process.exit(good ? 0 : 1),
);
