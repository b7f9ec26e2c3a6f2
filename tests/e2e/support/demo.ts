import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "@playwright/test";
import { readSecrets } from "../../../scripts/support/data-dir.mjs";
import { ownerUrlAt } from "../../../scripts/support/database.mjs";
import { derive } from "../../../scripts/support/database-logins.mjs";
import { localUrl, runningPostgres } from "../../../scripts/support/embedded-postgres.mjs";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const DATA_DIR = process.env["E2E_DATA_DIR"] ?? path.join(ROOT, ".data");

type Account = { tenant: string; org: string; role: string; name: string; login: string; password: string };

/** A demo account by its login. */
export function demoAccount(login: string): Account {
  const accounts = JSON.parse(readFileSync(path.join(DATA_DIR, "demo-accounts.json"), "utf8")) as Account[];
  const account = accounts.find((one) => one.login === login);
  if (!account) throw new Error(`no demo account ${login}`);
  return account;
}

/** Signs in on the real page, as the person would. */
export async function signInAs(page: Page, login: string): Promise<void> {
  await page.goto("/sign-in");
  const form = page.locator("form").filter({ has: page.locator("[name=password]") });
  await form.locator("[name=login]").fill(login);
  await form.locator("[name=password]").fill(demoAccount(login).password);
  await form.locator("button[type=submit]").click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in") && url.pathname !== "/");
  await page.waitForLoadState("load");
}

/** The same person in a browser without script. */
export async function withoutScript(browser: Browser, page: Page): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
    locale: "zh-CN",
  });
  return context.newPage();
}

/** Approved applications of one enterprise's studios, as rows; see file-cases.ts. */
export function fileDemoCases(org: string, count: number, prefix: string): void {
  const port = runningPostgres(ROOT, DATA_DIR);
  if (port === undefined) throw new Error(`no portal runs on ${DATA_DIR}`);
  const secrets = readSecrets(DATA_DIR) as { instance: string; owner: string };
  const ownerUrl = ownerUrlAt(port, secrets);
  const login = (name: string) =>
    localUrl({ port, user: name, password: derive(secrets.instance, `database-login/${name}`), database: "portal" });
  execFileSync(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", path.join(import.meta.dirname, "file-cases.ts"), org, String(count), prefix],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        OWNER_DATABASE_URL: ownerUrl,
        APP_DATABASE_URL: login("portal_app"),
        AUTH_DATABASE_URL: login("portal_auth"),
        DATA_DIR,
        PORTAL_MODE: "demo",
        NEXTAUTH_SECRET: "not used by what only writes rows",
        NEXTAUTH_URL: "http://localhost:3000",
        LOG_LEVEL: "silent",
      },
    },
  );
}
