// LibreOffice opens what the portal exports, as a second reader. Without it those tests are skipped, and the run says so.
import { spawnSync } from "node:child_process";
import { aptInstall } from "./browser.mjs";

const ASK = ["soffice", ["--version"]];

/** @returns {Promise<string>} one line for the console */
export async function ensureOffice() {
  const found = version();
  if (found) return found;
  await aptInstall(["libreoffice-calc-nogui"], ["--no-install-recommends"]);
  return (
    version() ||
    "本机没有且无法安装，用它回读导出文件的测试将跳过 · not here and not to be had: the tests that read exports back with it are skipped"
  );
}

function version() {
  const asked = spawnSync(...ASK, { encoding: "utf8", timeout: 60_000 });
  return asked.status === 0 ? asked.stdout.trim() || "installed" : "";
}
