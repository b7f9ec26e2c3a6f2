/**
 * npm run proof:crash -- [--web 250] [--database 250] [--writers 6] [--control 20] [--within 1500] [--port N]
 * Kills the web server and PostgreSQL with -9 under people who work over HTTP, and compares what was acknowledged with what
 * is there. --control: so many kills of a database with synchronous_commit=off, which must lose, and second tries with fresh keys, which
 * must double (0: no control). The last line is the figure.
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

const controls = flag("control", 20);
const sizes = { web: flag("web", 250), database: flag("database", 250) };
const figures = await runCrashes({ ...sizes, writers, within, port, say, freshKeys: controls > 0 });
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
const fresh = figures.freshKeys;
const good = isClean(figures) && (control === null || control.lost > 0) && (fresh === null || fresh.doubled > 0);
const moves = Object.entries(figures.moves)
  .map(([action, count]) => `${action} ${count}`)
  .join(", ");
const words =
  `${good ? "✓" : "✗"} crash: ${figures.kills.web} kills of the server, ${figures.kills.database} of the database; ` +
  `${figures.acknowledged} acknowledged, ${figures.lost} lost, ${figures.halfDone} half done, ` +
  `${figures.repeated} sent again (${figures.thrownAway} whose answer was thrown away), of which ${figures.met.key} met what their key and ` +
  `${figures.met.version} what their version had done already, ${figures.doubled} doubled, ${figures.without} without effect, ` +
  `${figures.errors} HTTP 500, ${figures.refused} refused; files without a row ${figures.strayFiles.crashed}, after the cleaner ${figures.strayFiles.cleaned}; ` +
  `numbers and the audit chains (${figures.audited} rows) checked after every kill; moves ${moves}; ` +
  `ready again p50 / max: server ${figures.recovery.web}, database ${figures.recovery.database}` +
  (control === null
    ? ""
    : `; control (synchronous_commit=off, ${controls} kills): ${control.lost} of ${control.acknowledged - control.filled} lost`) +
  (fresh === null ? "" : `; control (a fresh key for each of ${fresh.repeated} second tries): ${fresh.doubled} doubled`);
print(`${words}\n`, () => process.exit(good ? 0 : 1));

function isClean(run: CrashFigures): boolean {
  // without a second try that met its effect, none could have been doubled
  return run.met.key > 0 && run.lost + run.halfDone + run.doubled + run.without + run.errors + run.refused + run.strayFiles.cleaned === 0;
}
