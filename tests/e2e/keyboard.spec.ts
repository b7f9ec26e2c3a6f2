import { expect, type Locator, type Page, test } from "@playwright/test";
import type { Cast } from "../../scripts/replay/cast";
import { fileFor } from "../support/generated-files";
import { somebody, wholeFiling } from "./support/example-filing";
import { demoAccount } from "./support/demo";
import { gather } from "./support/people";
import { submitted } from "./support/quick-filing";

const ORG = "AY-U-04";

let cast: Cast;
let leave: () => Promise<void>;

test.beforeEach(({ browser, baseURL }) => {
  ({ cast, leave } = gather(browser, baseURL));
});
test.afterEach(() => leave());

/** What has the focus, if it can be seen: an outline, a ring or a border that the element does not have without it. */
async function expectVisibleFocus(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const one = document.activeElement;
    if (!(one instanceof HTMLElement) || one === document.body) return "nothing has the focus";
    const marks = (element: Element) => {
      const style = getComputedStyle(element);
      return style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0;
    };
    // a hidden radio button is drawn by its label
    const around = one.closest("label");
    const box = one.getBoundingClientRect();
    const shown = marks(one) || (around !== null && marks(around)) || getComputedStyle(one).boxShadow !== "none";
    if (!shown) return `no mark on ${one.outerHTML.slice(0, 120)}`;
    const inSight = (around ?? one).getBoundingClientRect();
    if (inSight.bottom < 0 || inSight.top > innerHeight) return `out of sight: ${one.outerHTML.slice(0, 120)} ${box.top}`;
    return "";
  });
  expect(seen).toBe("");
}

/** Presses Tab until the element has the focus. Every stop on the way must be visible; a trap never arrives. */
async function tabTo(page: Page, target: Locator, { limit = 150, back = false } = {}): Promise<void> {
  await target.first().waitFor();
  for (let pressed = 0; pressed < limit; pressed += 1) {
    if (await target.first().evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
    // past the last element the browser's own frame has the focus: the next Tab is the first element again
    if (await page.evaluate(() => document.activeElement !== document.body && document.activeElement !== null))
      await expectVisibleFocus(page);
  }
  throw new Error(`${limit} times Tab did not lead to ${String(target)}`);
}

async function press(page: Page, target: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

async function signInByKeyboard(page: Page, login: string): Promise<void> {
  await page.goto("/sign-in");
  await type(page, page.locator("[name=login]"), login);
  await type(page, page.locator("[name=password]"), demoAccount(login).password);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in") && url.pathname !== "/");
}

test("a lead signs in, begins, fills in, adds a row and goes from the check to the field by keyboard alone", async ({ page }) => {
  test.setTimeout(180_000);
  const login = cast.accounts(ORG, "lead")[0]!.login;
  await signInByKeyboard(page, login);
  // the first stop leads past the navigation
  await page.keyboard.press("Tab");
  await expectVisibleFocus(page);
  await press(page, page.locator('a[href="/applications/new"]').first());
  await page.waitForURL(/\/applications\/new/);
  await press(page, page.locator('[data-batch-code="AY-2026-C"] [data-action="create-application"]'));
  await page.waitForURL(/\/edit/);

  await press(page, page.locator('[data-nav-section="sign"] a'));
  // going to a part of the form leads the focus to its heading; Tab goes on from there
  await expect(page.locator("#section-sign")).toBeFocused();
  await type(page, page.locator('[data-path="sign.text"]'), "键盘职工创新工作室");
  await page.keyboard.press("Tab");
  await page.keyboard.type("实训楼二层门口");
  await expect(page.locator('[data-path="sign.location"]').first()).toHaveValue("实训楼二层门口");

  await press(page, page.locator('[data-nav-section="team"] a'));
  await expect(page.locator("#section-team")).toBeFocused();
  await press(page, page.locator('[data-table="team.members"] [data-action="add-row"]'));
  const name = page.locator('[data-path="team.members.name"][data-row="1"]');
  await expect(name).toBeFocused();
  await page.keyboard.type("娄明澈");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator('[data-path="team.members.gender"][data-row="1"]')).not.toHaveValue("");
  await expect(page.locator('[data-save-state="saved"]').first()).toBeVisible();

  await press(page, page.locator('[data-action="check-submit"]').first());
  await expect(page.locator("[data-submit-check=blocked]")).toBeVisible();
  await expect(page.locator("#submit-title")).toBeFocused();
  await press(page, page.locator('[data-submit-check] a[href="#sign.photos"], [data-submit-check] [data-check^="SIGN"] a').first());
  await expect(page.locator('[data-section="sign"]')).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest("[data-slot-list], [data-path]") !== null)).toBe(true);
  // and out of the field again, both ways
  await page.keyboard.press("Tab");
  await expectVisibleFocus(page);
  await page.keyboard.press("Shift+Tab");
  await expectVisibleFocus(page);
});

test("a reviewer opens a case, judges and approves it by keyboard alone", async ({ page }) => {
  test.setTimeout(180_000);
  const id = await submitted(cast, cast.accounts(ORG, "lead")[0]!, wholeFiling(ORG, somebody()));
  await signInByKeyboard(page, cast.accounts(ORG, "enterpriseReviewer")[0]!.login);
  await press(page, page.locator(`[data-application-id="${id}"] a[href*="/review/"]`).first());
  await page.waitForURL(/\/review\//);
  const choice = page.locator('input[name="choice"]');
  await tabTo(page, page.locator('input[name="choice"]:checked'));
  await page.keyboard.press("ArrowRight");
  await expect(choice.nth(1)).toBeChecked();
  await page.keyboard.press("ArrowLeft");
  await expect(choice.nth(0)).toBeChecked();
  const proof = page.locator('[data-slot-list="stage.internalPublicity"]');
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), press(page, proof.getByRole("button"))]);
  const { fileName: name, mimeType, bytes: buffer } = await fileFor("单位内部公示证明.pdf", "pdf");
  await chooser.setFiles({ name, mimeType, buffer });
  await expect(proof.locator('[data-attachment][data-state="stored"]')).toHaveCount(1);
  await type(page, page.locator("textarea[name=opinion]"), "材料属实，同意申报。");
  await press(page, page.locator('[data-action="approve"]'));
  // a unit of an industry union: the case goes on to that union
  const decided = page.locator('[data-status="industryReview"], [data-status="districtReview"]').first();
  await expect(decided).toBeVisible();
});
