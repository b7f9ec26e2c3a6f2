// The steps of `npm test` in their order, each counted, all added up in the last line.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { StopError, say, sayFailure, seconds } from "./report.mjs";
import { ROOT } from "./root.mjs";
import { ensureBuild, ensureClient, ensurePackages } from "./prepare.mjs";
import { runE2e } from "./test-e2e.mjs";
import { runProofs } from "./test-proofs.mjs";
import { runStreaming } from "./test-process.mjs";

const PARTS = ["static", "unit", "integration", "e2e", "proofs"];
/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

const tool = (path) => join(ROOT, "node_modules", path);

/** One command, one check. */
const STATIC = [
  ["格式 · format", [tool("oxfmt/bin/oxfmt"), "--check", "."]],
  ["规范 · lint", [tool("oxlint/bin/oxlint")]],
  ["路由类型 · route types", [tool("next/dist/bin/next"), "typegen"]],
  ["类型 · types", [tool("typescript/bin/tsc"), "--noEmit", "-p", "."]],
  ["无用代码 · dead code", [tool("knip/bin/knip.js"), "--no-progress"]],
];

/** @param {string[]} args @returns {Promise<number>} exit code */
export async function testEverything(args) {
  const from = performance.now();
  const total = { passed: 0, failed: 0, skipped: 0 };
  const add = (count) => {
    for (const key of Object.keys(total)) total[key] += count[key] ?? 0;
  };
  try {
    const wanted = readParts(args);
    await ensurePackages(ROOT);
    await ensureClient(ROOT);
    const browser = wanted.includes("e2e") ? await requireBrowser() : undefined;
    if (wanted.includes("unit")) await sayWhetherOffice();
    if (wanted.includes("static"))
      for (const [title, command] of STATIC) add(await check(title, () => runStreaming(process.execPath, command, { quiet: true })));
    for (const project of ["unit", "integration"]) if (wanted.includes(project)) add(await runVitest(project));
    if (wanted.includes("e2e") || wanted.includes("proofs")) {
      const built = await check("构建 · build", buildOnce);
      add(built);
      if (wanted.includes("e2e")) add(built.failed ? { failed: 1 } : await runE2e(browser));
      if (wanted.includes("proofs")) add(built.failed ? { failed: 1 } : await runProofs());
    }
  } catch (error) {
    sayFailure(error);
    total.failed++;
  }
  say(`\n(${seconds(performance.now() - from)})`);
  say(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ""}`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

function readParts(args) {
  const at = args.indexOf("--only");
  if (at < 0) return PARTS;
  const wanted = (args[at + 1] ?? "").split(",");
  if (wanted.every((part) => PARTS.includes(part))) return wanted;
  throw new StopError(`--only 之后应为 ${PARTS.join("、")} 之一。`, `--only takes one of ${PARTS.join(", ")}.`);
}

async function requireBrowser() {
  const { findBrowser } = await import("./browser.mjs");
  const { ensureChineseFont } = await import("./fonts.mjs");
  const browser = await findBrowser(ROOT);
  const fonts = await ensureChineseFont(ROOT);
  say(`✓ 浏览器 · browser: ${browser.executable} (${browser.source}); 中文字体 · Chinese font: ${fonts.source}`);
  return { ...browser, env: { ...browser.env, ...fonts.env } };
}

async function sayWhetherOffice() {
  const { ensureOffice } = await import("./office.mjs");
  say(`✓ LibreOffice: ${await ensureOffice()}`);
}

/** @param {() => Promise<{ code: number, output: string }>} work @returns {Promise<Count>} */
async function check(title, work) {
  const from = performance.now();
  const { code, output } = await work().catch((error) => ({ code: 1, output: error.zh ?? error.stack ?? String(error) }));
  const took = seconds(performance.now() - from);
  if (code === 0) {
    say(`✓ ${title} (${took})`);
    return { passed: 1, failed: 0, skipped: 0 };
  }
  say(`${output.trim()}\n✗ ${title} (${took})`);
  return { passed: 0, failed: 1, skipped: 0 };
}

async function buildOnce() {
  await ensureBuild(ROOT, process.env);
  return { code: 0, output: "" };
}

/** @param {string} project @returns {Promise<Count>} */
async function runVitest(project) {
  const report = join(ROOT, "node_modules", ".cache", `vitest-${project}.json`);
  const from = performance.now();
  const args = [
    tool("vitest/vitest.mjs"),
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  const { code } = await runStreaming(process.execPath, args, { report });
  const count = readVitest(report);
  // an error outside of any test (a broken setup, an unhandled rejection) fails the run without failing a test
  if (code !== 0 && count.failed === 0) count.failed = 1;
  say(
    `${count.failed ? "✗" : "✓"} ${project}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped (${seconds(performance.now() - from)})`,
  );
  return count;
}

function readVitest(report) {
  try {
    const said = JSON.parse(readFileSync(report, "utf8"));
    const broken = said.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
    return { passed: said.numPassedTests, failed: said.numFailedTests + broken, skipped: said.numPendingTests + said.numTodoTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
