import { openSection } from "../../scripts/replay/fill-form";
import { expect, type Page, test } from "@playwright/test";
import { makeImage } from "../support/generated-files";
import { demoAccount, signInAs } from "./support/demo";

/** One lead and one draft for the whole file; each test looks at its own section. */
let draft = "";
const LEAD = "ay-u-10-lead";

/** A new draft; the one that stands there when an earlier worker of this file made it. */
async function ownDraft(page: Page): Promise<string> {
  await page.goto("/applications/new");
  const batch = page.locator('[data-batch-code="AY-2026-C"]');
  if ((await batch.getAttribute("data-live")) === "true") {
    return `${await batch.locator('a[href^="/applications/"]').getAttribute("href")}/edit`;
  }
  await batch.locator('[data-action="create-application"]').click();
  await page.waitForURL(/\/edit/);
  return new URL(page.url()).pathname;
}

async function openDraft(page: Page, section: string): Promise<void> {
  await signInAs(page, LEAD);
  if (draft === "") draft = await ownDraft(page);
  await page.goto(draft);
  // by its link, and again when the page was not awake yet at the first click
  await openSection(page, draft, section);
}

const box = (page: Page, path: string) => page.locator(`input[data-path="${path}"], textarea[data-path="${path}"]`);
const saveState = (page: Page) => page.locator("[data-save-state]");

async function saved(page: Page): Promise<void> {
  await expect(saveState(page)).toHaveAttribute("data-save-state", "saved");
}

test.describe("the form", () => {
  test("saves about a second after typing and says when; the criteria follow live", async ({ page }) => {
    await openDraft(page, "studio");
    const sign = page.locator('[data-criteria-panel] [data-criterion="name"]');
    await box(page, "studio.name").pressSequentially("周启明劳模创新");
    await expect(sign.locator('[data-check="NAME_SUFFIX"]')).toContainText("没有以“工作室”结尾");
    await box(page, "studio.name").pressSequentially("工作室");
    await expect(sign.locator('[data-check="NAME_SUFFIX"]')).toHaveCount(0);
    await saved(page);
    await expect(saveState(page)).toContainText(/已保存 \d{2}:\d{2}/);
    await page.reload();
    await expect(box(page, "studio.name")).toHaveValue("周启明劳模创新工作室");
  });

  test("says what is wrong after leaving a field, and never cuts what was typed", async ({ page }) => {
    await openDraft(page, "unit");
    const long = "长".repeat(130);
    await box(page, "unit.address").fill(long);
    await expect(page.locator('[data-error-at="unit.address"]')).toHaveCount(0);
    await box(page, "unit.staffCount").fill("约三百人");
    await expect(page.locator('[data-error-at="unit.address"][data-rule="maxLength"]')).toContainText("最多 120 个字，现有 130 个字");
    await box(page, "unit.address").focus();
    await expect(page.locator('[data-error-at="unit.staffCount"][data-rule="type"]')).toBeVisible();
    await saved(page);
    await page.reload();
    await expect(box(page, "unit.address")).toHaveValue(long);
    await expect(box(page, "unit.staffCount")).toHaveValue("约三百人");
  });

  test("leads from a criterion to its field", async ({ page }) => {
    await openDraft(page, "unit");
    await page.locator('[data-criteria-panel] [data-check="SIGN_PHOTO"] a').click();
    await expect(page.locator('[data-section="sign"]')).toBeVisible();
    await expect(page.locator('input[type=file][data-slot="sign.photos"]')).toBeFocused();
  });

  test("does not disturb an input method while it composes", async ({ page }) => {
    await openDraft(page, "plan");
    const plan = box(page, "plan.nextYear");
    await plan.focus();
    const client = await page.context().newCDPSession(page);
    for (const text of ["j", "ji", "ji'h", "ji'hua"]) {
      await client.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
      await page.waitForTimeout(350);
      await expect(plan).toHaveValue(text);
    }
    await client.send("Input.insertText", { text: "计划" });
    await expect(plan).toHaveValue("计划");
    await saved(page);
  });
});

test.describe("tables", () => {
  test("add, move, remove with undo, by keyboard", async ({ page }) => {
    await openDraft(page, "talent");
    const table = page.locator('[data-table="talent.pairs"]');
    const mentors = table.locator('[data-path="talent.pairs.mentor"]');
    for (const name of ["甲师傅", "乙师傅"]) {
      await table.locator('[data-action="add-row"]').focus();
      await page.keyboard.press("Enter");
      await expect(mentors.last()).toBeFocused();
      await page.keyboard.type(name);
    }
    await table.locator('[data-action="move-up"]').last().press("Enter");
    await expect(mentors.first()).toHaveValue("乙师傅");
    await table.locator('[data-action="remove-row"]').first().press("Enter");
    await expect(mentors).toHaveCount(1);
    await page.getByRole("button", { name: "撤销" }).click();
    await expect(mentors.first()).toHaveValue("乙师傅");
    await saved(page);
  });

  test("take a block of cells from Excel, show what did not fit, and lose nothing", async ({ page }) => {
    await openDraft(page, "facilities");
    const table = page.locator('[data-table="facilities.equipment"]');
    await table.locator('[data-action="paste-rows"]').click();
    await page.locator("[data-paste]").fill("设施名称\t类别\t数量\n数字化焊机\t器材工具\t6\n投影机\t办公机具\t两台\n");
    await expect(page.locator('[data-fits="false"]')).toHaveText("两台");
    await page.locator('[data-action="accept-paste"]').click();
    await expect(table.locator("[data-table-row]")).toHaveCount(2);
    await expect(table.locator('select[data-path="facilities.equipment.kind"][data-row="1"]')).toHaveValue("tool");
    await expect(table.locator('[data-path="facilities.equipment.quantity"][data-row="2"]')).toHaveValue("两台");
    await saved(page);
  });
});

test.describe("files", () => {
  test("upload with a picture, refuse with the reason, remove with undo", async ({ page }) => {
    await openDraft(page, "sign");
    const slot = page.locator('[data-slot-list="sign.photos"]');
    await slot
      .locator("input[type=file]")
      .first()
      .setInputFiles([
        { name: "标牌.jpg", mimeType: "image/jpeg", buffer: await makeImage("标牌.jpg") },
        { name: "不是图片.jpg", mimeType: "image/jpeg", buffer: Buffer.from("hello") },
      ]);
    await expect(slot.locator('[data-attachment="标牌.jpg"][data-state="stored"]')).toBeVisible();
    await expect(slot.locator('[data-upload="refused"]')).toContainText("不是图片.jpg");
    await slot.getByRole("button", { name: "不上传了" }).click();
    await slot.locator('[data-action="remove-attachment"]').click();
    await expect(slot.locator("[data-attachment]")).toHaveCount(0);
    await page.getByRole("button", { name: "撤销" }).click();
    await expect(slot.locator("[data-attachment]")).toHaveCount(1);
    await page.reload();
    await expect(slot.locator('[data-attachment="标牌.jpg"]')).toBeVisible();
  });
});

test.describe("when saving does not work at once", () => {
  test("offline: says so, survives a reload, and saves when the connection is back", async ({ page, context }) => {
    await openDraft(page, "results");
    await saved(page);
    await context.route("**/api/applications/**", (route) => route.abort());
    await box(page, "results.benefitBasis").fill("离线时写的计算依据");
    await expect(saveState(page)).toHaveAttribute("data-save-state", "offline");
    await expect(saveState(page)).toContainText("离线，恢复后自动保存");
    await page.reload();
    await expect(box(page, "results.benefitBasis")).toHaveValue("离线时写的计算依据");
    await context.unroute("**/api/applications/**");
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await saved(page);
  });

  test("two tabs: different fields come together, the same field is compared", async ({ page, context }) => {
    await openDraft(page, "funding");
    const other = await context.newPage();
    await other.goto(`${draft}#funding`);
    await other.locator('[data-section="funding"]').waitFor();
    await box(page, "funding.budget").fill("28.00");
    await saved(page);
    await other.locator('[data-table="funding.byYear"] [data-action="add-row"]').click();
    await other.locator('[data-path="funding.byYear.year"]').fill("2025");
    await saved(other);
    await expect(box(other, "funding.budget")).toHaveValue("28.00");

    await box(page, "funding.budget").fill("30");
    await expect(page.locator('[data-path="funding.byYear.year"]')).toHaveValue("2025");
    await saved(page);
    await box(other, "funding.budget").fill("35");
    const dialog = other.getByRole("alertdialog");
    await expect(dialog.locator('[data-conflict="funding.budget"]')).toContainText("30");
    await expect(dialog).toContainText("35");
    await expect(dialog).toContainText("您于");
    await expect(dialog.getByText("另一处填写的")).toBeVisible();
    await dialog.getByRole("radio").nth(1).check();
    await dialog.locator('[data-action="resolve-conflict"]').click();
    await expect(box(other, "funding.budget")).toHaveValue("30");
    await saved(other);
  });

  test("an expired session asks to sign in again and loses no character", async ({ page, context }) => {
    await openDraft(page, "records");
    const who = demoAccount(LEAD);
    await page.locator('[data-table="records.activities"] [data-action="add-row"]').click();
    await saved(page);
    await context.clearCookies();
    await box(page, "records.activities.topic").fill("写到一半时登录过期");
    const dialog = page.getByRole("alertdialog");
    await expect(dialog).toContainText("登录已过期");
    await dialog.locator('input[name="login"]').fill(who.login);
    await dialog.locator('input[name="password"]').fill(who.password);
    await dialog.locator("form button[type=submit]").click();
    await expect(dialog).toHaveCount(0);
    await saved(page);
    await expect(box(page, "records.activities.topic")).toHaveValue("写到一半时登录过期");
  });
});

test.describe("submission", () => {
  test("lists everything that blocks, with a way to each place", async ({ page }) => {
    await openDraft(page, "plan");
    await page.locator('[data-action="check-submit"]').click();
    const check = page.locator('[data-submit-check="blocked"]');
    await expect(check.locator('[data-path="studio.kind"][data-rule="required"]')).toBeVisible();
    await expect(check.locator('[data-check="RULES_ON_WALL"][data-severity="block"]')).toBeVisible();
    await expect(check.locator('[data-action="confirm-submit"]')).toHaveCount(0);
    await check.locator('[data-path="facilities.equipment.quantity"][data-rule="type"] a').click();
    await expect(page.locator('[data-path="facilities.equipment.quantity"][data-row="2"]')).toBeFocused();
  });

  test("is refused by the server as well, and changes nothing", async ({ page }) => {
    await openDraft(page, "plan");
    const id = draft.split("/")[2];
    const answer = await page.evaluate(async (path) => {
      const response = await fetch(path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ key: crypto.randomUUID(), version: 0 }),
      });
      return { status: response.status, body: (await response.json()) as { code: string } };
    }, `/api/applications/${id}/submit`);
    expect(answer).toMatchObject({ status: 409, body: { code: "blocked" } });
    await page.goto(`/applications/${id}`);
    await expect(page.locator("[data-status]").first()).toHaveAttribute("data-status", "draft");
  });

  test("a draft that was never submitted can be deleted after a question", async ({ page }) => {
    await openDraft(page, "plan");
    await page.locator('[data-action="delete-draft"]').click();
    await page.locator('[data-action="confirm"]').click();
    await page.waitForURL((url) => url.pathname === "/applications");
    await expect(page.locator(`[data-application="${draft.split("/")[2]}"]`)).toHaveCount(0);
  });
});
