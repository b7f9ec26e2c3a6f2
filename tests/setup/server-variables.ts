import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { testDatabase } from "./database";

// What the start script gives the web process, for tests of server code that asks src/env.ts.
const { appUrl, authUrl } = await testDatabase();
const dataDir = mkdtempSync(path.join(tmpdir(), "portal-files-"));
Object.assign(process.env, {
  APP_DATABASE_URL: appUrl,
  AUTH_DATABASE_URL: authUrl,
  DATA_DIR: dataDir,
  PORTAL_MODE: "demo",
  NEXTAUTH_SECRET: "a secret for tests, long enough",
  NEXTAUTH_URL: "http://localhost:3000",
  LOG_LEVEL: "silent",
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
