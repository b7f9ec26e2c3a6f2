import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { giveVariables } from "../support/give-variables";
import { testDatabase } from "./database";

const { appUrl, authUrl } = await testDatabase();
const dataDir = mkdtempSync(path.join(tmpdir(), "portal-files-"));
giveVariables({ APP_DATABASE_URL: appUrl, AUTH_DATABASE_URL: authUrl, DATA_DIR: dataDir, PORTAL_MODE: "demo", LOG_LEVEL: "silent" });

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
