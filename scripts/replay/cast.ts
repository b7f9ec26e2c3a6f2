import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "@playwright/test";

/** Row of DATA_DIR/demo-accounts.json. */
export type DemoAccount = { tenant: string; org: string; role: string; name: string; login: string; password: string };

/** The people of a replay: one browser context each, signed in through the sign-in page on first use. */
export class Cast {
  readonly #browser: Browser;
  readonly #baseUrl: string;
  readonly #accounts: DemoAccount[];
  readonly #pages = new Map<string, Page>();

  constructor(browser: Browser, baseUrl: string, dataDir: string) {
    this.#browser = browser;
    this.#baseUrl = baseUrl;
    this.#accounts = JSON.parse(readFileSync(path.join(dataDir, "demo-accounts.json"), "utf8")) as DemoAccount[];
  }

  /** Accounts of an organisation in a role, in the order of the file. */
  accounts(org: string, role: string): DemoAccount[] {
    return this.#accounts.filter((account) => account.org === org && account.role === role);
  }

  accountsOfTenant(tenant: string, role: string): DemoAccount[] {
    return this.#accounts.filter((account) => account.tenant === tenant && account.role === role);
  }

  openPages(): [string, Page][] {
    return [...this.#pages];
  }

  /** The page of a signed-in person. A session that ended is opened again. */
  async page(account: DemoAccount): Promise<Page> {
    const known = this.#pages.get(account.login);
    if (known) return known;
    const context = await this.#browser.newContext({
      baseURL: this.#baseUrl,
      viewport: { width: 1366, height: 768 },
      locale: "zh-CN",
      acceptDownloads: true,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    this.#pages.set(account.login, page);
    await this.signIn(page, account);
    return page;
  }

  async signIn(page: Page, account: DemoAccount): Promise<void> {
    await page.goto("/sign-in");
    await page.locator("input[name=login]").fill(account.login);
    await page.locator("input[name=password]").fill(account.password);
    await page.locator("form button[type=submit]").last().click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  }

  /** Opens an address as a person; signs in again where the session has ended meanwhile. */
  async open(account: DemoAccount, address: string): Promise<Page> {
    const page = await this.page(account);
    await page.goto(address);
    if (new URL(page.url()).pathname.startsWith("/sign-in")) {
      await this.signIn(page, account);
      await page.goto(address);
    }
    return page;
  }
}
