import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { ROOT } from "./root.mjs";

/**
 * Runs one command of the test run.
 * @param {string} command @param {string[]} args
 * @param {{ quiet?: boolean, report?: string, env?: NodeJS.ProcessEnv }} [options] quiet: its words come back instead of being shown;
 *   report: a file that it will write, removed before, so that no old one is read
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runStreaming(command, args, { quiet = false, report, env = {} } = {}) {
  if (report) {
    mkdirSync(dirname(report), { recursive: true });
    rmSync(report, { force: true });
  }
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
      stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
    });
    let output = "";
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => resolve({ code: 1, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
