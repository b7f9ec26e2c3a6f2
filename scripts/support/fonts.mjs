// Chinese glyphs for screenshots and measured layouts: the system's, else an npm font in a fontconfig of our own.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StopError, say } from "./report.mjs";
import { aptInstall } from "./browser.mjs";

const PACKAGE = "@expo-google-fonts/noto-sans-sc@0.4.3";
/** Where fonts lie when there is no fontconfig to ask. */
const FONT_FOLDERS = ["/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "C:\\Windows\\Fonts"];

/** @param {string} root @returns {Promise<{ source: string, env: Record<string, string> }>} env: for the browser */
export async function ensureChineseFont(root) {
  const found = systemFont();
  if (found) return { source: found, env: {} };
  if (await aptInstall(["fonts-noto-cjk"])) {
    const installed = systemFont();
    if (installed) return { source: installed, env: {} };
  }
  return fontFromNpm(root);
}

/** @returns {string} a name, or "" */
function systemFont() {
  const asked = spawnSync("fc-list", [":lang=zh", "family"], { encoding: "utf8" });
  if (asked.status === 0) return asked.stdout.split("\n")[0]?.split(",")[0] ?? "";
  if (process.platform !== "linux") return FONT_FOLDERS.find(existsSync) ?? "";
  const files = FONT_FOLDERS.filter(existsSync).flatMap((folder) => readdirSync(folder, { recursive: true }).map(String));
  return files.find((file) => /cjk|wqy|sourcehan|noto.*sc/i.test(file)) ?? "";
}

function fontFromNpm(root) {
  const home = join(root, ".data-test-tools");
  const folder = join(home, "node_modules", "@expo-google-fonts", "noto-sans-sc");
  mkdirSync(home, { recursive: true });
  if (!existsSync(folder)) {
    say("… 从 npm 取中文字体 · fetching a Chinese font from npm");
    const args = ["install", "--prefix", home, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", PACKAGE];
    if (spawnSync("npm", args, { stdio: "ignore", timeout: 300_000, shell: process.platform === "win32" }).status !== 0) {
      throw new StopError(
        "本机没有中文字体，也未能从 npm 取得。请安装 fonts-noto-cjk 后重试。",
        "This machine has no Chinese font, and npm could not supply one. Install fonts-noto-cjk and try again.",
      );
    }
  }
  const config = join(home, "fonts.conf");
  writeFileSync(
    config,
    `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>${folder}</dir><dir>/usr/share/fonts</dir><cachedir>${join(home, "cache")}</cachedir></fontconfig>\n`,
  );
  return { source: PACKAGE, env: { FONTCONFIG_FILE: config } };
}
