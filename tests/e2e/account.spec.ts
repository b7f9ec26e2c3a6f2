import { readFileSync } from "node:fs";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";

type Account = { tenant: string; org: string; role: string; name: string; login: string; password: string };

const accounts = JSON.parse(readFileSync(path.join(process.env["E2E_DATA_DIR"] ?? ".data", "demo-accounts.json"), "utf8")) as Account[];
const BY_ROLE = [...new Map(accounts.map((account) => [account.role, account])).values()];

function account(find: (one: Account) => boolean): Account {
  const found = accounts.find(find);
  if (!found) throw new Error("no such demo account");
  return found;
}

async function enter(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel("账号", { exact: true }).fill(login);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("main").getByRole("button", { name: "登录" }).click();
}

async function signIn(page: Page, who: Account): Promise<void> {
  await page.goto("/account");
  await enter(page, who.login, who.password);
  await expect(page.getByRole("heading", { name: "账号与密码" })).toBeVisible();
}

async function sessionCookie(context: BrowserContext): Promise<string> {
  return (await context.cookies()).find((cookie) => cookie.name === "portal-session")?.value ?? "";
}

/** Where a browser with just this cookie lands when it asks for one's own account. */
async function landsAt(page: Page, cookie: string): Promise<string> {
  const context = await page.context().browser()?.newContext();
  if (!context) throw new Error("no browser");
  const url = new URL("/account", page.url()).toString();
  await context.addCookies([{ name: "portal-session", value: cookie, url }]);
  const other = await context.newPage();
  await other.goto(url);
  const landed = new URL(other.url()).pathname;
  await context.close();
  return landed;
}

test("a page asks to sign in and is come back to; the refusal names neither part and keeps the account", async ({ page }) => {
  await page.goto("/account?from=mail");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount%3Ffrom%3Dmail$/);
  const who = account((one) => one.role === "cityAdmin" && one.tenant !== accounts[0]?.tenant);
  await enter(page, who.login, "not the password");
  await expect(page.getByRole("alert").filter({ hasText: "账号或密码不正确。" })).toBeVisible();
  await expect(page.getByLabel("账号", { exact: true })).toHaveValue(who.login);
  await expect(page.getByLabel("密码", { exact: true })).toBeFocused();
  await expect(page.getByLabel("密码", { exact: true })).toHaveValue("");
  await enter(page, who.login.toUpperCase(), who.password);
  await expect(page).toHaveURL(/\/account\?from=mail$/);
  const [cookie] = (await page.context().cookies()).filter((one) => one.name === "portal-session");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  expect(await page.evaluate(() => document.cookie)).not.toContain("portal-session");
});

test("empty boxes are named, and what was typed can be shown", async ({ page }) => {
  await page.goto("/sign-in");
  await enter(page, "", "");
  await expect(page.getByText("请填写账号。")).toBeVisible();
  await expect(page.getByText("请填写密码。")).toBeVisible();
  await expect(page.getByLabel("账号", { exact: true })).toBeFocused();
  const box = page.getByLabel("密码", { exact: true });
  await box.fill("visible");
  await page.getByRole("button", { name: "显示" }).click();
  await expect(box).toHaveAttribute("type", "text");
  await expect(box).toHaveValue("visible");
});

test("an address of another site is never gone to after signing in", async ({ page }) => {
  for (const next of ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"]) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await expect(page.locator("input[name=next]")).toHaveCount(0);
  }
});

test("five failures lock an account that does not exist just the same, and say for how long", async ({ page }) => {
  await page.goto("/sign-in");
  for (let n = 1; n <= 4; n += 1) {
    await enter(page, "nobody-locks-me", `wrong ${n}`);
    await expect(page.locator("[data-code=signIn]")).toBeVisible();
    await expect(page.getByLabel("密码", { exact: true })).toHaveValue("");
  }
  await enter(page, "nobody-locks-me", "wrong 5");
  await expect(page.locator("[data-code=signInLocked]")).toHaveText(/请在 15 分钟后再试/);
});

test("signing in works without script", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  const who = account((one) => one.role === "cityAdmin" && one.tenant !== accounts[0]?.tenant);
  await page.goto("/account");
  await enter(page, who.login, who.password);
  await expect(page.getByRole("heading", { name: "账号与密码" })).toBeVisible();
  await context.close();
});

test("a person with two roles switches; the cookie from before is dead, and after signing out the last one too", async ({ page }) => {
  const who = account((one) => one.login.endsWith("-both"));
  await signIn(page, who);
  const before = await sessionCookie(page.context());
  const face = page.getByRole("banner").getByRole("button", { name: /切换单位和身份/ });
  const from = await face.getAttribute("aria-label");
  await face.click();
  const items = page.getByRole("menuitemradio").or(page.getByRole("menuitem"));
  await expect(items.first()).toBeVisible();
  const words = await items.allTextContents();
  const other = words.findIndex((text) => !from?.includes(text.replace(/(工会).*$/, "$1")));
  await items.nth(other).click();
  await expect.poll(() => sessionCookie(page.context())).not.toBe(before);
  await page.goto("/account");
  await expect(face).not.toHaveAttribute("aria-label", from ?? "");
  expect(await landsAt(page, before)).toBe("/sign-in");
  const after = await sessionCookie(page.context());
  expect(await landsAt(page, after)).toBe("/account");
  await page.getByRole("banner").getByRole("button", { name: "退出登录" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  expect(await landsAt(page, after)).toBe("/sign-in");
});

test("a new password must be a good one; it signs out the other devices", async ({ page, browser, baseURL }) => {
  const who = account((one) => one.role === "cityReviewer" && one.tenant !== accounts[0]?.tenant);
  const elsewhere = await browser.newContext(baseURL ? { baseURL } : {});
  const other = await elsewhere.newPage();
  await signIn(other, who);
  await signIn(page, who);
  const change = async (current: string, fresh: string, again = fresh) => {
    await page.getByLabel("当前密码", { exact: true }).fill(current);
    await page.getByLabel("新密码", { exact: true }).fill(fresh);
    await page.getByLabel("再次输入新密码", { exact: true }).fill(again);
    await page.getByRole("button", { name: "修改密码" }).click();
  };
  await change(who.password, "Password2026!");
  await expect(page.getByText("这个密码太常见")).toBeVisible();
  await expect(page.getByLabel("新密码", { exact: true })).toHaveValue("Password2026!");
  await change(who.password, "River cloud train 42", "River cloud train 43");
  await expect(page.getByText("两次填写的新密码不一致。")).toBeVisible();
  await change("not the current one", "River cloud train 42");
  await expect(page.getByText("当前密码不正确。")).toBeVisible();
  await change(who.password, "River cloud train 42");
  await expect(page.getByText("密码已修改")).toBeVisible();
  await other.reload();
  await expect(other).toHaveURL(/\/sign-in/);
  await change("River cloud train 42", who.password);
  await expect(page.getByText("密码已修改")).toBeVisible();
  await elsewhere.close();
});

test("another device can be signed out from one's own account", async ({ page, browser, baseURL }) => {
  const who = account((one) => one.login.endsWith("-admin2") && one.tenant !== accounts[0]?.tenant);
  const elsewhere = await browser.newContext({
    ...(baseURL ? { baseURL } : {}),
    userAgent: "Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 Chrome/109.0.0.0 Safari/537.36",
  });
  const other = await elsewhere.newPage();
  await signIn(other, who);
  await signIn(page, who);
  const row = page.getByRole("listitem").filter({ hasText: "Chrome · Windows" });
  await expect(row).toHaveCount(1);
  await row.getByRole("button", { name: /退出/ }).click();
  await expect(row).toHaveCount(0);
  await other.reload();
  await expect(other).toHaveURL(/\/sign-in/);
  await elsewhere.close();
});

test("the library's endpoints that are not needed are not there, and posts from elsewhere are refused", async ({ request }) => {
  for (const name of ["session", "signin", "providers", "error", "verify-request"])
    expect((await request.get(`/api/auth/${name}`)).status(), name).toBe(404);
  expect((await request.post("/api/auth/_log", { data: {} })).status()).toBe(404);
  for (const headers of [{}, { origin: "null" }, { origin: "https://evil.example" }]) {
    expect((await request.post("/api/auth/callback/credentials", { form: { login: "x", password: "x" }, headers })).status()).toBe(403);
  }
});

test("sign-in and account have no axe violation, for every role", async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto("/sign-in");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  for (const who of BY_ROLE) {
    await page.context().clearCookies();
    await signIn(page, who);
    expect((await new AxeBuilder({ page }).analyze()).violations, who.role).toEqual([]);
  }
});
