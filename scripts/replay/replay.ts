/**
 * npm run replay -- FILE.yaml …   plays example applications through the real screens, in the order given.
 * --base-url URL with DATA_DIR: against a running portal in demo mode; otherwise a fresh one is started.
 * One JSON object a file; exits 0 only when nothing differs.
 */
import { chromium } from "@playwright/test";
import { BROWSER_ARGS } from "../support/browser.mjs";
import { Cast } from "./cast";
import { playExample } from "./play-example";
import { openPortal } from "./portal";

const args = process.argv.slice(2);
let baseUrl: string | undefined;
const files: string[] = [];
for (let i = 0; i < args.length; i += 1) {
  const arg = args[i] as string;
  if (arg === "--base-url") baseUrl = args[(i += 1)];
  else if (arg.startsWith("--base-url=")) baseUrl = arg.slice("--base-url=".length);
  else files.push(arg);
}
if (process.env.DATABASE_URL) fail("refused: DATABASE_URL is set, and the business clock is for demo mode only");
if (files.length === 0) fail("usage: npm run replay -- [--base-url URL] FILE.yaml …");

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

const portal = await openPortal({ ...(baseUrl && { baseUrl }), ...(process.env.DATA_DIR && { dataDir: process.env.DATA_DIR }) });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium", args: BROWSER_ARGS });
let differing = 0;
try {
  const cast = new Cast(browser, portal.baseUrl, portal.dataDir);
  for (const file of files) {
    const result = await playExample(file, cast, portal.dataDir);
    differing += result.differences.length > 0 ? 1 : 0;
    console.log(JSON.stringify(result));
  }
} finally {
  await browser.close();
  await portal.stop();
}
process.exit(differing === 0 ? 0 : 1);
