/**
 * npm run proof:crash -- [--web 250] [--database 250] [--writers 6] [--control 20] [--within 1500] [--port N]
 * Kills the web server and PostgreSQL with -9 under people who work over HTTP, and compares what was acknowledged with what
 * is there. --control: so many kills of a database with synchronous_commit=off, which must lose. The last line is the figure.
 */
import { type CrashFigures, runCrashes } from "./crash-run";

const flag = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? otherwise : Number(process.argv[at + 1]);
  if (Number.isInteger(value) && value >= 0) return value;
  console.error(`--${name} takes a whole number`);
  process.exit(2);
};

const writers = Math.min(6, Math.max(1, flag("writers", 6)));
const port = flag("port", 0);
const within = flag("within", 1500);
// what prepares says goes to stderr: stdout is the figure
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);
const say = (line: string) => void process.stderr.write(`… ${line}\n`);

const figures = await runCrashes({ web: flag("web", 250), database: flag("database", 250), writers, within, port, say });
const controls = flag("control", 20);
const control =
  controls === 0
    ? null
    : await runCrashes({
        web: 0,
        database: controls,
        writers,
        within,
        port,
        say,
        settings: { synchronous_commit: "off", wal_writer_delay: "10s", wal_writer_flush_after: "1GB" },
      });
for (const problem of figures.problems.slice(0, 40)) say(problem);
const good = isClean(figures) && (control === null || control.lost > 0);
const moves = Object.entries(figures.moves)
  .map(([action, count]) => `${action} ${count}`)
  .join(", ");
const words =
  `${good ? "✓" : "✗"} crash: ${figures.kills.web} kills of the server, ${figures.kills.database} of the database; ` +
  `${figures.acknowledged} acknowledged, ${figures.lost} lost, ${figures.halfDone} half done, ${figures.repeated} repeated, ${figures.doubled} doubled, ` +
  `${figures.errors} HTTP 500, ${figures.refused} refused; files without a row ${figures.strayFiles.crashed}, after the cleaner ${figures.strayFiles.cleaned}; ` +
  `numbers and the audit chains (${figures.audited} rows) checked after every kill; moves ${moves}; ` +
  `ready again p50 / max: server ${figures.recovery.web}, database ${figures.recovery.database}` +
  (control === null ? "" : `; control (synchronous_commit=off, ${controls} kills): ${control.lost} of ${control.acknowledged} lost`);
print(`${words}\n`, () => process.exit(good ? 0 : 1));

function isClean(run: CrashFigures): boolean {
  return run.lost + run.halfDone + run.doubled + run.errors + run.refused + run.strayFiles.cleaned === 0;
}
