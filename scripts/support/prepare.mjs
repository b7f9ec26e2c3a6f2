// From a bare checkout to something that can be started: packages, the generated database client, the build.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { markEagerScripts } from "./eager-scripts.mjs";
import { StopError, stage } from "./report.mjs";
import { dropStamp, hashOf, readStamp, writeStamp } from "./stamps.mjs";

const BUILD_INPUTS = [
  "src",
  "public",
  "prisma/schema",
  "package-lock.json",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "scripts/support/eager-scripts.mjs",
];
/** Children that a Ctrl-C has to end before we go. */
const running = new Set();

/** Ends tools that are still at work. */
export function stopTools() {
  for (const child of running) child.kill("SIGTERM");
}

/**
 * Runs a tool silently and keeps what it said for the case that it fails.
 * @param {string} command @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, failure: (output: string) => Error }} options
 * @returns {Promise<string>} its output
 */
export function runTool(command, args, { cwd, env = process.env, failure }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], shell: process.platform === "win32" });
    let output = "";
    running.add(child);
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => reject(failure(error.message)));
    child.on("close", (code) => {
      running.delete(child);
      if (code === 0) resolve(output);
      else reject(failure(output));
    });
  });
}

export function lastLines(text, count = 12) {
  return text.trim().split("\n").slice(-count).join("\n");
}

/** Installs from package-lock.json when packages are missing or another lock file's. */
export async function ensurePackages(root) {
  const stamp = join(root, "node_modules", ".studio-portal-install");
  const wanted = hashOf(root, ["package-lock.json"], { also: [process.platform, process.arch] });
  if (readStamp(stamp) === wanted) return;
  if (installedByNpm(root)) {
    writeStamp(stamp, wanted);
    return;
  }
  const install = async () => {
    dropStamp(stamp);
    // Not `npm ci`: it refuses the whole lock file where a closed network's registry holds only the packages of some platforms.
    // With --no-save the locked versions are installed and the lock file is left alone.
    await runTool("npm", ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--include=dev"], {
      cwd: root,
      failure: (output) =>
        new StopError(
          `依赖安装失败，请检查到 npm 源的网络。npm 的输出：\n${lastLines(output)}`,
          `Installing the packages failed; check the way to the npm registry (npm's words above).`,
        ),
    });
    writeStamp(stamp, wanted);
  };
  await stage("安装依赖 · packages installed", install, { slow: "首次约一分钟 · about a minute at first" });
}

/** Whoever ran `npm ci` by hand: npm keeps its own record of what it put there, complete only at the end. */
function installedByNpm(root) {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages ?? {};
  const wanted = Object.entries(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages);
  return wanted.every(([path, { version, optional, link }]) => path === "" || optional || link || installed[path]?.version === version);
}

/** `prisma generate`, offline: it would fetch a binary that it does not need, unless told that it is there. */
export async function ensureClient(root) {
  const stamp = join(root, "node_modules", ".studio-portal-client");
  const wanted = hashOf(root, ["prisma/schema", "node_modules/prisma/package.json"]);
  if (readStamp(stamp) === wanted && existsSync(join(root, "src/data/generated/client.ts"))) return;
  await stage("生成数据库客户端 · database client generated", async () => {
    await runTool(process.execPath, [join(root, "node_modules/prisma/build/index.js"), "generate"], {
      cwd: root,
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true", CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" },
      failure: (output) =>
        new StopError(`生成数据库客户端失败：\n${lastLines(output)}`, "Generating the database client failed (its words above)."),
    });
    writeStamp(stamp, wanted);
  });
}

/** `next build`, skipped while nothing that it reads has changed. @param {NodeJS.ProcessEnv} env of the server */
export async function ensureBuild(root, env) {
  const stamp = join(root, ".next", "studio-portal-build");
  const wanted = hashOf(root, BUILD_INPUTS, {
    skip: (path) => path.startsWith("src/data/generated"),
    also: [process.version.split(".")[0]],
  });
  if (readStamp(stamp) === wanted && existsSync(join(root, ".next", "BUILD_ID"))) return;
  await stage("构建页面 · pages built", () => build(root, env, stamp, wanted), { slow: "约一分钟 · about a minute" });
}

async function build(root, env, stamp, wanted) {
  dropStamp(stamp);
  const log = join(root, ".next", "build.log");
  const output = await runTool(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
    cwd: root,
    env: { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    failure: (said) => new StopError(`构建失败：\n${lastLines(said, 40)}`, "The build failed (its words above)."),
  });
  rmSync(log, { force: true });
  writeFileSync(log, output);
  markEagerScripts(root);
  writeStamp(stamp, wanted);
}
