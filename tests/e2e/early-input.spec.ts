import { expect, type Page, test } from "@playwright/test";
import type { Cast } from "../../scripts/replay/cast";
import { waitUntilSaved } from "../../scripts/replay/fill-form";
import { editAddress } from "../../scripts/replay/lead-steps";
import { somebody, wholeFiling } from "./support/example-filing";
import { gather } from "./support/people";
import { draftOf, submitted } from "./support/quick-filing";

const ORG = "AY-U-07";

let cast: Cast;
let leave: () => Promise<void>;

test.beforeEach(({ browser, baseURL }) => {
  ({ cast, leave } = gather(browser, baseURL));
});
test.afterEach(() => leave());

const lead = () => cast.accounts(ORG, "lead")[0]!;
const box = (page: Page, path: string) => page.locator(`[data-path="${path}"]`);

/** Opens the page again with its scripts held back until the answer is called: what the server sent is there, and nothing else. */
async function openAsleep(page: Page, address: string): Promise<() => void> {
  let wake = () => {};
  const awake = new Promise<void>((resolve) => (wake = resolve));
  await page.route("**/_next/static/**/*.js", async (route) => {
    await awake;
    await route.continue();
  });
  await page.goto(address, { waitUntil: "commit" });
  return wake;
}

test("what is typed and chosen before the page's script has come is kept and saved", async () => {
  const id = await draftOf(cast, lead(), wholeFiling(ORG, somebody()));
  const page = await cast.open(lead(), "/applications");
  const wake = await openAsleep(page, editAddress(id));
  await box(page, "unit.address").fill("安阳市北关区早起路 5 号");
  await box(page, "unit.staffCount").fill("4321");
  const chosen = await box(page, "unit.ownership").evaluate(
    (select: HTMLSelectElement) => select.options[select.options.length - 1]!.value,
  );
  await box(page, "unit.ownership").selectOption(chosen);
  // the page says "saved" from the beginning: what counts is the saving that the script begins when it takes over
  const saved = page.waitForResponse((response) => response.url().includes(`/${id}/sections/unit`) && response.ok());
  wake();
  await saved;
  await expect(page.locator("[data-save-state]")).toContainText(/已保存 \d{2}:\d{2}/);
  await waitUntilSaved(page);
  for (const reload of [false, true]) {
    if (reload) await page.reload();
    await expect(box(page, "unit.address")).toHaveValue("安阳市北关区早起路 5 号");
    await expect(box(page, "unit.staffCount")).toHaveValue("4321");
    await expect(box(page, "unit.ownership")).toHaveValue(chosen);
  }
});

test("the rail and the criteria come to life as they were sent, and then tell what was typed before", async () => {
  const id = await draftOf(cast, lead(), wholeFiling(ORG, somebody()));
  const page = await cast.open(lead(), "/applications");
  const said: string[] = [];
  // React throws a part away that does not come to life as it was sent, and says so
  page.on("pageerror", (error) => said.push(error.message));
  page.on("console", (message) => (message.type() === "error" ? said.push(message.text()) : undefined));
  const wake = await openAsleep(page, editAddress(id));
  const rail = page.locator('[data-nav-section="unit"]');
  await expect(rail).toHaveAttribute("data-nav-state", "done");
  const sent = await rail.elementHandle();
  const panel = await page.locator("[data-criteria-panel]").elementHandle();
  await box(page, "unit.address").fill("");
  wake();
  await expect(rail).toHaveAttribute("data-nav-state", "started");
  await page.locator('[data-nav-section="studio"] a').click();
  await expect(page.locator('[data-section="studio"]')).toBeVisible();
  await expect(rail.locator("a")).not.toHaveAttribute("aria-current", "step");
  expect(await sent!.evaluate((element) => element.isConnected)).toBe(true);
  expect(await panel!.evaluate((element) => element.isConnected)).toBe(true);
  expect(said).toEqual([]);
});

test("an answer to a return item written before the page's script has come is kept", async () => {
  test.setTimeout(120_000);
  const id = await submitted(cast, lead(), wholeFiling(ORG, somebody()));
  const review = await cast.open(cast.accounts(ORG, "enterpriseReviewer")[0]!, `/review/${id}`);
  await review.locator('[data-action="choose-return"]').click();
  const item = review.locator("[data-return-items] [data-return-item]").first();
  await item.locator("select[name=path]").selectOption("rules.wallPhotos");
  await item.locator("textarea[name=reason]").fill("上墙照片不清楚，请重新拍摄。");
  await review.locator("input[name=dueOn]").fill("2026-06-30");
  await review.locator('[data-action="return"]').click();
  await review.locator('[data-status="returned"]').first().waitFor();

  const page = await cast.open(lead(), "/applications");
  const wake = await openAsleep(page, editAddress(id));
  const answer = page.locator("textarea[data-return-item]");
  await answer.fill("已在白天重新拍摄，换成清楚的照片。");
  wake();
  // the dialog opens when the script has taken over
  await expect(async () => {
    await page.locator('[data-action="open-whole-form"]').click();
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(answer).toHaveValue("已在白天重新拍摄，换成清楚的照片。");
});
