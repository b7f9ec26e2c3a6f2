// The variables that a start understands. A wrong one is one clear sentence.
import { isAbsolute, resolve } from "node:path";
import { StopError } from "./report.mjs";

/**
 * @typedef {{ port: number, host: string | undefined, dataDir: string, databaseUrl: string | undefined, publicUrl: string,
 *   secret: string | undefined, mode: "demo" | "production", appUrl: string | undefined, authUrl: string | undefined }} Settings
 */

/** @param {NodeJS.ProcessEnv} env @param {string} root of the checkout @returns {Settings} */
export function readSettings(env, root) {
  const port = readPort(env.PORT);
  const databaseUrl = readDatabaseUrl(env, "DATABASE_URL");
  const dataDir = env.DATA_DIR || ".data";
  return {
    port,
    host: env.HOST || undefined,
    dataDir: isAbsolute(dataDir) ? dataDir : resolve(root, dataDir),
    databaseUrl,
    publicUrl: readPublicUrl(env.PUBLIC_URL || env.NEXTAUTH_URL, port),
    secret: readSecret(env.PORTAL_SECRET),
    mode: databaseUrl ? "production" : "demo",
    appUrl: readDatabaseUrl(env, "APP_DATABASE_URL"),
    authUrl: readDatabaseUrl(env, "AUTH_DATABASE_URL"),
  };
}

function wrong(name, value, zh, en) {
  return new StopError(`环境变量 ${name}（现为“${value}”）不正确：${zh}`, `The variable ${name} (now "${value}") is wrong: ${en}`);
}

function readPort(text) {
  if (text === undefined || text === "") return 3000;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65535) return port;
  throw wrong("PORT", text, "应为 1 到 65535 之间的整数。", "it must be a whole number from 1 to 65535.");
}

/** The value is not repeated in the sentence: it may hold a password. */
function readDatabaseUrl(env, name) {
  const text = env[name];
  if (!text) return undefined;
  try {
    const url = new URL(text);
    if (["postgres:", "postgresql:"].includes(url.protocol) && url.hostname && url.pathname.length > 1) return text;
  } catch {
    // said below
  }
  throw wrong(
    name,
    "…",
    "应形如 postgresql://用户:口令@主机:5432/数据库。",
    "it must look like postgresql://user:password@host:5432/database.",
  );
}

function readPublicUrl(text, port) {
  if (!text) return `http://localhost:${port}`;
  try {
    const url = new URL(text);
    if (["http:", "https:"].includes(url.protocol)) return url.origin;
  } catch {
    // said below
  }
  throw wrong(
    "PUBLIC_URL",
    text,
    "应为浏览器访问本系统的地址，如 https://studio.example.cn。",
    "it must be the address that browsers use, such as https://studio.example.cn.",
  );
}

function readSecret(text) {
  if (!text) return undefined;
  if (text.length >= 32) return text;
  throw wrong("PORTAL_SECRET", "…", "至少需要 32 个字符。", "it needs at least 32 characters.");
}
