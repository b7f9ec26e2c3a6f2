import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { readOds } from "../support/read-ods";
import { readXlsx } from "../support/read-xlsx";
import { fileDemoCases, signInAs, withoutScript } from "./support/demo";

const COUNT = 60;
/** Its own word, so that what other stories file meanwhile is never counted. */
const PREFIX = `验${Date.now() % 100_000}`;
const LIST = `/registry?q=${encodeURIComponent(PREFIX)}`;

test.beforeAll(() => fileDemoCases("CQ-U-01", COUNT, PREFIX));

/** The first cells of the rows on screen, one column by its header. */
async function column(page: Page, header: string): Promise<string[]> {
  const headers = await page.locator("thead th").allInnerTexts();
  const index = headers.findIndex((text) => text.trim() === header);
  expect(index, `a column ${header}`).toBeGreaterThanOrEqual(0);
  return page.locator(`tbody tr > :nth-child(${index + 1})`).allInnerTexts();
}

async function exportAs(page: Page, format: string, more?: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const menu = page.locator("[data-export-menu]");
  if ((await menu.getAttribute("open")) === null) await menu.locator("summary").click();
  await menu.locator(`[name=format][value=${format}]`).check();
  await more?.();
  const [download] = await Promise.all([page.waitForEvent("download"), menu.locator("button[type=submit]").click()]);
  await expect(menu.locator("[role=status]")).toHaveAttribute("data-export", "done");
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test("a reviewer finds, sorts and turns pages, with and without script", async ({ page, browser }) => {
  await signInAs(page, "cq-r1");
  const plain = await withoutScript(browser, page);
  for (const seen of [page, plain]) {
    await seen.goto("/registry");
    await seen.locator("[name=q]").fill(`${PREFIX}第1`);
    await seen.getByRole("button", { name: "筛选", exact: true }).click();
    await expect(seen.locator("[data-registry-total]")).toHaveAttribute("data-registry-total", "11");
    await seen.goto(LIST);
    await expect(seen.locator("[data-registry-total]")).toHaveText(`共 ${COUNT} 条`);
    expect(await column(seen, "序号")).toEqual(Array.from({ length: 50 }, (_, i) => String(i + 1)));
    expect((await column(seen, "工作室名称"))[0]).toBe(`${PREFIX}第1工作室`);
    await seen.getByRole("link", { name: "下一页" }).click();
    await expect(seen.locator("tbody tr")).toHaveCount(COUNT - 50);
    expect((await column(seen, "序号")).at(-1)).toBe(String(COUNT));
    await seen.getByRole("link", { name: "上一页" }).click();
    await expect(seen.locator("tbody tr")).toHaveCount(50);
    await seen.getByRole("link", { name: "申报编号" }).click();
    await expect(seen.locator("tbody tr").first()).toContainText(`${PREFIX}第${COUNT}工作室`);
  }
  // by the initials of the lead
  await page.goto("/registry?q=oyx");
  await expect(page.locator("tbody tr").first()).toContainText("欧阳雪");
});

test("the rows of a list travel once, and stand there again after going back", async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await signInAs(page, "cq-r1");
  const answer = await page.goto(LIST);
  const name = `${PREFIX}第7工作室`;
  expect((await answer?.text())?.split(name)).toHaveLength(2);
  const rows = page.locator("tbody tr");
  const [row, elsewhere] = [page.getByRole("link", { name }), page.getByRole("link", { name: `${PREFIX}第${COUNT}工作室` })];
  await row.click();
  await expect(page).toHaveURL(/\/review\//);
  await page.goBack();
  await expect(rows).toHaveCount(50);
  await expect(row).toBeVisible();
  await page.getByRole("link", { name: "下一页" }).click();
  await expect(elsewhere).toBeVisible();
  await page.goBack();
  await expect(row).toBeVisible();
  await page.goForward();
  await expect(elsewhere).toBeVisible();
  expect(errors).toEqual([]);
});

test("the criteria of the city's own set name the columns", async ({ page }) => {
  await signInAs(page, "cq-r1");
  await page.goto(`/registry/criteria?q=${encodeURIComponent(PREFIX)}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("五有达标表");
  expect((await column(page, "有创新团队")).slice(0, 2).map((text) => text.trim())).toEqual(["有提醒", "达标"]);
  await page.locator("details summary", { hasText: "更多筛选" }).click();
  await page.locator("[name=criterion]").selectOption("team");
  await page.getByRole("button", { name: "筛选", exact: true }).click();
  await expect(page.locator("tbody tr")).toHaveCount(1);
});

test("the columns that were chosen stay, on the screen and in the file", async ({ page }) => {
  await signInAs(page, "cq-r2");
  await page.goto(LIST);
  const chooser = page.locator("[data-column-chooser]");
  await chooser.locator("summary").click();
  await chooser.locator("[value=phone]").check();
  await chooser.locator("[value=birth]").check();
  await chooser.locator("[value=unit]").uncheck();
  await chooser.getByRole("button", { name: "保存栏目" }).click();
  await expect(page.locator("thead th", { hasText: "联系电话" })).toBeVisible();
  await page.goto(LIST);
  expect((await column(page, "联系电话"))[0]).toMatch(/^1\d\d\*{4}\d{4}$/);
  expect((await column(page, "出生年月"))[0]).toMatch(/^\d{4}-\*\*$/);
  const headers = (await page.locator("thead th").allInnerTexts()).map((text) => text.trim());
  expect(headers).not.toContain("所在单位");

  const { name, bytes } = await exportAs(page, "xlsx");
  expect(name).toMatch(/^2026年度_重庆_申报台账_\d{8}\.xlsx$/);
  const [sheet] = (await readXlsx(bytes)).sheets;
  expect(sheet!.rows[0]!.map((cell) => cell.value)).toEqual(headers);
  expect(sheet!.rows).toHaveLength(COUNT + 1);
  expect(sheet!.formulas).toBe(0);
  expect(sheet!.rows.slice(1, 51).map((row) => row[3]!.value)).toEqual(await column(page, "工作室名称"));

  await chooser.locator("summary").click();
  await chooser.getByRole("button", { name: "恢复默认" }).click();
  await expect(page.locator("thead th", { hasText: "联系电话" })).toHaveCount(0);
});

test("without script the form itself brings the file", async ({ page, browser }) => {
  await signInAs(page, "cq-r1");
  const plain = await withoutScript(browser, page);
  await plain.goto(LIST);
  const menu = plain.locator("[data-export-menu]");
  await menu.locator("summary").click();
  await menu.locator("[value=ods]").check();
  const [download] = await Promise.all([plain.waitForEvent("download"), menu.locator("button[type=submit]").click()]);
  expect(download.suggestedFilename()).toMatch(/申报台账_\d{8}\.ods$/);
  const { tables } = await readOds(readFileSync(await download.path()));
  expect(tables[0]!.rows).toHaveLength(COUNT + 1);
});

test("full personal data need the right and a purpose", async ({ page }) => {
  await signInAs(page, "cq-admin");
  await page.goto(LIST);
  const menu = page.locator("[data-export-menu]");
  await menu.locator("summary").click();
  await menu.locator("[name=unmasked]").check();
  await menu.locator("[name=columns][value=all]").check();
  await menu.locator("button[type=submit]").click();
  await expect(menu.locator("[role=status]")).toContainText("用途至少 5 个字");
  const { bytes } = await exportAs(page, "xlsx", () => menu.locator("[name=purpose]").fill("报市总工会存档"));
  const [sheet] = (await readXlsx(bytes)).sheets;
  const phone = sheet!.rows[0]!.findIndex((cell) => cell.value === "联系电话");
  expect(sheet!.rows[1]![phone]).toMatchObject({ kind: "text", value: expect.stringMatching(/^1\d{10}$/) });
});

test("nobody beside or below sees a row, nor a lead the page", async ({ page }) => {
  await signInAs(page, "cq-u-02-r1");
  await page.goto(LIST);
  await expect(page.getByText("没有符合条件的记录")).toBeVisible();
  await page.context().clearCookies();
  await signInAs(page, "cq-u-02-lead");
  expect((await page.goto(LIST))?.status()).toBe(404);
  const answer = await page.request.post("/registry/export", {
    form: { list: "applications", format: "csv" },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(answer.status()).toBe(404);
});

test("is clean for assistive technology, panels open, full and empty", async ({ page }) => {
  await signInAs(page, "cq-admin");
  for (const address of [LIST, `/registry/criteria?q=${PREFIX}`, `/registry/members?q=${PREFIX}`, "/registry?q=nothing-at-all"]) {
    await page.goto(address);
    for (const summary of await page.locator("main details > summary").all()) await summary.click();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  }
});
