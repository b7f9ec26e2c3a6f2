// What the web process is given. It never learns the owner's login or the installation's secret itself, only what follows from it.
import { derive } from "./database-logins.mjs";
import { StopError } from "./report.mjs";

const KEPT_FROM_SERVER = ["DATABASE_URL", "PORTAL_SECRET", "PUBLIC_URL", "HOST"];

/**
 * @param {import("./settings.mjs").Settings} settings
 * @param {{ appUrl: string, authUrl: string, secret: string }} database secret: of the installation
 * @returns {NodeJS.ProcessEnv}
 */
export function serverEnv(settings, { appUrl, authUrl, secret }) {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !KEPT_FROM_SERVER.includes(name) && !/^PG[A-Z]/.test(name)),
  );
  return {
    ...inherited,
    APP_DATABASE_URL: appUrl,
    AUTH_DATABASE_URL: authUrl,
    NEXTAUTH_SECRET: derive(secret, "sign-in"),
    NEXTAUTH_URL: settings.publicUrl,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.from(derive(secret, "server-actions"), "hex").toString("base64"),
    DATA_DIR: settings.dataDir,
    PORTAL_MODE: settings.mode,
    LOG_LEVEL: process.env.LOG_LEVEL || (settings.mode === "demo" ? "warn" : "info"),
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

/**
 * Lets src/env.ts judge what the web process would be given, before anything is started.
 * @param {import("./settings.mjs").Settings} settings
 */
export async function checkServerEnv(settings) {
  const { readEnv } = await import("../../src/env.ts");
  const address = "postgresql://login:password@127.0.0.1:5432/portal";
  const result = readEnv(serverEnv(settings, { appUrl: address, authUrl: address, secret: "not yet known" }));
  if (!("faults" in result)) return;
  const names = result.faults.map(({ name }) => name).join("、");
  throw new StopError(`环境变量 ${names} 不正确。`, `A variable is wrong: ${result.faults.map(({ text }) => text).join("; ")}.`);
}
