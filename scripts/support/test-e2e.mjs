// Browser tests against a real server, started as a person starts it, with a data directory of its own.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { say, seconds } from "./report.mjs";
import { ROOT } from "./root.mjs";
import { freePort } from "./embedded-postgres.mjs";
import { removeDatabaseOf } from "./postgres-home.mjs";
import { stopProcess } from "./processes.mjs";
import { runStreaming } from "./test-process.mjs";

const START_WITHIN = 180_000;

/**
 * @param {{ executable: string, env: Record<string, string> }} browser
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function runE2e(browser) {
  const from = performance.now();
  return withPortal("portal-e2e-", async ({ port, dataDir }) => {
    const report = join(ROOT, "node_modules", ".cache", "playwright.json");
    const { code } = await runStreaming(process.execPath, [join(ROOT, "node_modules/@playwright/test/cli.js"), "test"], {
      report,
      env: {
        ...browser.env,
        // without a UTF-8 locale Chromium names every Chinese download "download"
        LC_ALL: "C.UTF-8",
        E2E_BASE_URL: `http://localhost:${port}`,
        E2E_DATA_DIR: dataDir,
        E2E_BROWSER: browser.executable,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      },
    });
    const count = readPlaywright(report);
    if (code !== 0 && count.failed === 0) count.failed = 1;
    say(
      `${count.failed ? "✗" : "✓"} e2e: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped (${seconds(performance.now() - from)})`,
    );
    return count;
  });
}

/**
 * Work against a portal of its own with a fresh data directory, gone afterwards.
 * @template T @param {string} prefix of the directory @param {(portal: { port: number, dataDir: string }) => Promise<T>} work @returns {Promise<T>}
 */
export async function withPortal(prefix, work) {
  const dataDir = mkdtempSync(join(tmpdir(), prefix));
  const port = await freePort();
  const server = startPortal(dataDir, port);
  try {
    await server.ready;
    return await work({ port, dataDir });
  } finally {
    await server.stop();
    removeDatabaseOf(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function startPortal(dataDir, port) {
  const { DATABASE_URL: _given, APP_DATABASE_URL: _app, AUTH_DATABASE_URL: _auth, PUBLIC_URL: _url, ...env } = process.env;
  const child = spawn(process.execPath, [join(ROOT, "scripts", "start.mjs")], {
    cwd: ROOT,
    env: { ...env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ready = new Promise((resolve, reject) => {
    let said = "";
    const timer = setTimeout(() => reject(new Error(`the portal did not start:\n${said}`)), START_WITHIN);
    const hear = (chunk) => {
      said += chunk;
      if (!said.includes("Ctrl-C")) return;
      clearTimeout(timer);
      resolve(undefined);
    };
    child.stdout.on("data", hear);
    // what the server complains of during the tests is worth seeing
    child.stderr.on("data", (chunk) => {
      process.stderr.write(chunk);
      hear(chunk);
    });
    child.on("exit", (code) => reject(new Error(`the portal ended with ${code}:\n${said}`)));
  });
  ready.catch(() => {});
  return {
    ready,
    stop: () =>
      stopProcess(child.pid, [
        ["SIGTERM", 30_000],
        ["SIGKILL", 5_000],
      ]),
  };
}

/** A test that passed only at its second attempt has failed: flakiness hides races. */
function readPlaywright(report) {
  try {
    const { stats } = JSON.parse(readFileSync(report, "utf8"));
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
