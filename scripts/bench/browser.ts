/**
 * `npm run bench:browser`: Lighthouse with a four times slower CPU and JavaScript per page, in Chromium, against the portal over the
 * rows of the last `npm run bench -- --rows N` (10,000 unless told). Prints a table and one line of JSON.
 */
import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import lighthouse from "lighthouse";
import { findBrowser } from "../support/browser.mjs";
import { freePort } from "../support/embedded-postgres.mjs";
import { ROOT } from "../support/root.mjs";
import { startBenchPortal } from "./bench-portal";
import { measureScripts } from "./page-scripts";
import { seedDrafts } from "./seed-drafts";
import { seedRows } from "./seed-rows";

const { values } = parseArgs({ options: { rows: { type: "string", default: "10000" }, port: { type: "string", default: "5410" } } });
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;
/** Lighthouse's desktop network, and the CPU of an old office computer. */
const SETTINGS = {
  onlyCategories: [...CATEGORIES],
  formFactor: "desktop" as const,
  screenEmulation: { mobile: false, width: 1366, height: 768, deviceScaleFactor: 1, disabled: false },
  throttlingMethod: "simulate" as const,
  throttling: {
    rttMs: 40,
    throughputKbps: 10_240,
    cpuSlowdownMultiplier: 4,
    requestLatencyMs: 0,
    downloadThroughputKbps: 0,
    uploadThroughputKbps: 0,
  },
};

const dataDir = path.join(ROOT, ".data", `bench-${values.rows}`);
const portal = await startBenchPortal(dataDir, Number(values.port));
const { executable } = await findBrowser(ROOT);
const debugging = await freePort();
const browser = await chromium.launch({
  executablePath: executable,
  args: ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage", `--remote-debugging-port=${debugging}`],
});
try {
  writeFileSync(path.join(dataDir, "business-clock"), "2026-05-18");
  const { rows: units } = await portal.database.query("SELECT 1 FROM org_unit WHERE code LIKE 'BU-%' LIMIT 1");
  if (units.length === 0) await seedRows(portal.database, Number(values.rows));
  const one = async (sql: string) => ((await portal.database.query(sql)).rows[0] as { id: string }).id;
  const city = await portal.signIn(
    await one(
      "SELECT g.id FROM role_grant g JOIN org_unit o ON o.org_path = g.org_path WHERE g.role = 'cityReviewer' AND o.code = 'AY' LIMIT 1",
    ),
  );
  const [draft] = await seedDrafts(portal.database, 1);
  if (!draft) throw new Error("no draft");
  const lead = await portal.signIn(draft.grantId);
  const caseId = await one("SELECT id FROM application WHERE status = 'cityReview' AND round > 0 LIMIT 1");
  const pages = [
    { name: "sign-in", path: "/sign-in", cookie: "" },
    { name: "work list", path: "/work", cookie: city },
    { name: "registry", path: "/registry", cookie: city },
    { name: "matrix", path: "/registry/criteria", cookie: city },
    { name: "review", path: `/review/${caseId}`, cookie: city },
    { name: "form", path: `/applications/${draft.id}/edit`, cookie: lead },
  ];
  const results = [];
  for (const { name, path: address, cookie } of pages) {
    const url = portal.baseUrl + address;
    const context = await browser.newContext();
    if (cookie) {
      const at = cookie.indexOf("=");
      await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url: portal.baseUrl }]);
    }
    const scripts = await measureScripts(await context.newPage(), url);
    await context.close();
    const run = await lighthouse(
      url,
      { port: debugging, output: "json", logLevel: "error", extraHeaders: cookie ? { cookie } : {} },
      { extends: "lighthouse:default", settings: SETTINGS },
    );
    const lhr = run?.lhr;
    if (!lhr || lhr.runtimeError) throw new Error(`${name}: ${lhr?.runtimeError?.message ?? "no report"}`);
    const scores = Object.fromEntries(CATEGORIES.map((key) => [key, Math.round((lhr.categories[key]?.score ?? 0) * 100)]));
    const value = (audit: string) => Math.round(lhr.audits[audit]?.numericValue ?? 0);
    const faults = Object.values(lhr.audits)
      .filter((audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode !== "informative")
      .map((audit) => audit.id);
    const times = {
      firstPaint: value("first-contentful-paint"),
      largestPaint: value("largest-contentful-paint"),
      blocked: value("total-blocking-time"),
    };
    results.push({ name, ...scores, ...times, ownScripts: scripts.own, bareScripts: scripts.bare, faults });
    process.stdout.write(
      `${name.padEnd(12)} ${CATEGORIES.map((key) => `${key} ${scores[key]}`).join("  ")}  FCP ${times.firstPaint} ms  LCP ${times.largestPaint} ms  TBT ${times.blocked} ms  JS ${(scripts.own / 1000).toFixed(1)} + ${(scripts.bare / 1000).toFixed(1)} kB  ${faults.join(" ")}\n`,
    );
  }
  process.stdout.write(`${JSON.stringify({ rows: Number(values.rows), loadAverage: loadavg()[0], results })}\n`);
} finally {
  await browser.close();
  await portal.stop();
}
