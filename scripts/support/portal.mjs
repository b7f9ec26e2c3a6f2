// One run of the portal: every stage in its order, and everything that was started is stopped in the reverse order.
import { say, sayFailure, seconds, stage } from "./report.mjs";
import { lockDataDir, openDataDir, readSecrets } from "./data-dir.mjs";
import { ROOT } from "./root.mjs";
import { readSettings } from "./settings.mjs";
import { ensureBuild, ensureClient, ensurePackages, stopTools } from "./prepare.mjs";
import { runningPostgres } from "./embedded-postgres.mjs";
import { requireFreePort, startWebServer } from "./web-server.mjs";
import { limitedReviver, patientReviver } from "./revive.mjs";
import { whyDown } from "./free-space.mjs";
import { checkServerEnv, serverEnv } from "./server-env.mjs";

const undo = [];
let ending;
const isEnding = () => ending !== undefined;

/** Stops everything in the reverse order of its start; once. */
function end(code) {
  ending ??= (async () => {
    stopTools();
    for (const step of undo.reverse()) {
      await step().catch((error) => sayFailure(error));
    }
    process.exit(code);
  })();
  return ending;
}

function onSignals() {
  const stop = () => {
    if (!ending) say("\n… 正在停止 · stopping");
    void end(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  // started by an older Node (right-node.mjs): its death must not leave us behind
  if (process.connected) {
    process.on("disconnect", stop);
    process.channel?.unref();
  }
}

/** @param {{ dev: boolean }} options */
export async function start({ dev }) {
  const from = performance.now();
  onSignals();
  try {
    await run(dev, from);
  } catch (error) {
    if (!ending) sayFailure(error);
    await end(1);
  }
}

async function run(dev, from) {
  const settings = readSettings(process.env, ROOT);
  openDataDir(settings.dataDir);
  const lock = await lockDataDir(settings.dataDir);
  undo.push(async () => lock.release());
  if (lock.recovered) say("✓ 上次未正常停止，已恢复 · recovered from a start that was killed");
  await requireFreePort(settings);
  await ensurePackages(ROOT);
  await checkServerEnv(settings);
  await ensureClient(ROOT);
  const secrets = readSecrets(settings.dataDir);
  const secret = settings.secret ?? secrets.instance;
  const database = await openDatabase({ settings, secrets, secret, lock });
  const env = serverEnv(settings, { ...database, secret });
  const { loadDemo, demoTable, firstRunNote } = await import("./first-data.mjs");
  if (settings.mode === "demo") await loadDemo({ root: ROOT, settings, env, database });
  if (!dev) await ensureBuild(ROOT, env);
  await serve({ settings, env, dev, lock });
  say(`\n  ${settings.publicUrl}  （${seconds(performance.now() - from)}）\n`);
  const note = settings.mode === "demo" ? demoTable(settings.dataDir) : await firstRunNote(settings, database.authUrl);
  if (note) say(note);
  say("按 Ctrl-C 停止 · Ctrl-C stops everything");
}

async function openDatabase({ settings, secrets, secret, lock }) {
  const { checkGiven, prepareDatabase, startEmbedded } = await import("./database.mjs");
  const given = { root: ROOT, secret, appUrl: settings.appUrl, authUrl: settings.authUrl };
  if (settings.databaseUrl) {
    await checkGiven(settings.databaseUrl);
    return { ...(await prepareDatabase({ ...given, ownerUrl: settings.databaseUrl })), ownerUrl: settings.databaseUrl };
  }
  const { postgresHome } = await import("./postgres-home.mjs");
  const reason = (error) => whyDown(error, settings.dataDir, postgresHome(ROOT, settings.dataDir).data);
  const { revive, settled } = patientReviver("数据库 · database", { isEnding, reason });
  let server;
  const launch = async (port) => {
    server = await startEmbedded({
      root: ROOT,
      dataDir: settings.dataDir,
      secrets,
      settings: port ? { port: String(port) } : {},
      onLost: (how) => revive(how, () => launch(server.port)),
    });
    lock.note({ database: server.pid });
  };
  undo.push(async () => {
    await settled();
    await server?.stop();
  });
  await launch();
  const urls = await prepareDatabase({ root: ROOT, secret, ownerUrl: server.ownerUrl });
  return { ...urls, ownerUrl: server.ownerUrl, superUrl: server.superUrl };
}

async function serve({ settings, env, dev, lock }) {
  const revive = limitedReviver("网页服务 · web server", { isEnding, end });
  let server;
  let serving = false;
  const launch = async () => {
    const isFirst = !serving;
    server = startWebServer({
      root: ROOT,
      env,
      port: settings.port,
      host: settings.host,
      dev,
      // before the first readiness the waiting stage tells of the failure
      onLost: (how) => serving && revive(how, launch),
    });
    lock.note({ server: server.pid });
    // started again while the database is away, it answers that it is: for the rest it waits by itself
    await (isFirst ? server.ready() : server.lives());
  };
  undo.push(async () => server?.stop());
  await stage("网页服务就绪 · web server ready", launch);
  serving = true;
}

/** Everything of a start up to the migrations, and back. */
export async function migrateOnly() {
  await withDatabase(async () => {});
}

/**
 * Work on the migrated database without serving: `npm run migrate` and its like. An embedded database that is running is used as it runs.
 * @param {(urls: { appUrl: string, authUrl: string, ownerUrl: string }) => Promise<void>} work
 */
export async function withDatabase(work) {
  onSignals();
  try {
    const settings = readSettings(process.env, ROOT);
    openDataDir(settings.dataDir);
    await ensurePackages(ROOT);
    const secrets = readSecrets(settings.dataDir);
    const secret = settings.secret ?? secrets.instance;
    const running = settings.databaseUrl ? undefined : runningPostgres(ROOT, settings.dataDir);
    if (running) {
      const { prepareDatabase, ownerUrlAt } = await import("./database.mjs");
      const ownerUrl = ownerUrlAt(running, secrets);
      await work({ ...(await prepareDatabase({ root: ROOT, ownerUrl, secret })), ownerUrl });
    } else {
      const lock = await lockDataDir(settings.dataDir);
      undo.push(async () => lock.release());
      await work(await openDatabase({ settings, secrets, secret, lock }));
    }
    await end(0);
  } catch (error) {
    if (!ending) sayFailure(error);
    await end(1);
  }
}
