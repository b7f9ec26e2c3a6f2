import { readFileSync, readlinkSync, renameSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "../../scripts/support/embedded-postgres.mjs";
import { makeDataDir, PortalProcess, readLock, removeDataDir } from "../support/portal-process";

/** More than the portal would start a part again that is broken and not only kept down. */
const ATTEMPTS_SEEN_MS = 12_000;

test("a database that cannot start is tried until it can; meanwhile a page is the calm one, and nothing has to be started again", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const dataDir = makeDataDir();
  const port = await freePort();
  const portal = new PortalProcess({ DATA_DIR: dataDir, PORT: String(port) });
  const lock = () => readLock(dataDir)?.children ?? {};
  try {
    await portal.ready();
    const [account] = JSON.parse(readFileSync(path.join(dataDir, "demo-accounts.json"), "utf8")) as { login: string; password: string }[];
    await page.goto(`http://127.0.0.1:${port}/sign-in`);
    await page.locator("input[name=login]").fill(account?.login ?? "");
    await page.locator("input[name=password]").fill(account?.password ?? "");
    await page.locator("form:has(input[name=password]) button[type=submit]").click();
    await page.waitForURL((url) => url.pathname !== "/sign-in");
    const { database, server } = lock();
    const control = path.join(readlinkSync(`/proc/${database?.pid}/cwd`), "global", "pg_control");
    renameSync(control, `${control}.away`);
    process.kill(database?.pid as number, "SIGKILL");
    await expect.poll(() => portal.said, { timeout: 20_000 }).toContain("trying again until it starts");
    await page.waitForTimeout(ATTEMPTS_SEEN_MS);
    const answer = await page.goto(`http://127.0.0.1:${port}/account`);
    expect(answer?.status()).toBe(503);
    expect(answer?.headers()["retry-after"]).toBe("5");
    await expect(page.locator("main[data-away] h1")).toBeVisible();

    // the web server may end as well meanwhile: it comes back without waiting for the database
    process.kill(server?.pid as number, "SIGKILL");
    const health = () =>
      fetch(`http://127.0.0.1:${port}/api/health`)
        .then(({ status }) => status)
        .catch(() => 0);
    await expect.poll(() => lock()["server"]?.pid, { timeout: 20_000 }).not.toBe(server?.pid);
    await expect.poll(health, { timeout: 20_000 }).toBe(200);
    expect((await page.goto(`http://127.0.0.1:${port}/sign-in`))?.status()).toBe(503);

    renameSync(`${control}.away`, control);
    await expect.poll(() => portal.said, { timeout: 30_000 }).toContain("is back");
    await expect.poll(async () => (await page.goto(`http://127.0.0.1:${port}/account`))?.status(), { timeout: 20_000 }).toBe(200);
    expect(new URL(page.url()).pathname).toBe("/account");
    expect(await portal.stop()).toBe(0);
  } catch (error) {
    console.error(portal.said.slice(-6000));
    throw error;
  } finally {
    await portal.stop();
    removeDataDir(dataDir);
  }
});
