import { expect, type Page, test } from "@playwright/test";
import type { Cast } from "../../scripts/replay/cast";
import { openSection, waitUntilSaved } from "../../scripts/replay/fill-form";
import { editAddress } from "../../scripts/replay/lead-steps";
import { openSubmitCheck } from "../../scripts/replay/read-panel";
import { demoContributor } from "./support/demo-contributor";
import { somebody, wholeFiling } from "./support/example-filing";
import { gather } from "./support/people";
import { draftOf, submitted } from "./support/quick-filing";

let cast: Cast;
let leave: () => Promise<void>;

test.beforeEach(({ browser, baseURL }) => {
  ({ cast, leave } = gather(browser, baseURL));
});
test.afterEach(() => leave());

const lead = () => cast.accounts("AY-U-09", "lead")[0]!;
const events = (page: Page, name: string) => page.locator(`[data-timeline] > [data-event="${name}"]`);

test("of two reviewers who decide at the same moment one is heard, and the other reads who decided", async () => {
  test.setTimeout(120_000);
  const id = await submitted(cast, lead(), wholeFiling("AY-U-09", somebody()));
  const reviewers = cast.accounts("AY-U-09", "enterpriseReviewer");
  expect(reviewers.length).toBeGreaterThanOrEqual(2);
  const pages = await Promise.all(reviewers.slice(0, 2).map((reviewer) => cast.open(reviewer, `/review/${id}`)));
  for (const page of pages) {
    await page.locator('[data-action="choose-return"]').click();
    const first = page.locator("[data-return-items] [data-return-item]").first();
    await first.locator("select[name=path]").selectOption("rules.wallPhotos");
    await first.locator("textarea[name=reason]").fill("上墙照片不清楚，请重新拍摄。");
    // a day that the clock of the main story does not reach
    await page.locator("input[name=dueOn]").fill("2026-06-30");
  }
  await Promise.all(pages.map((page) => page.locator('[data-action="return"]').click()));
  const refusals = await Promise.all(
    pages.map((page) =>
      Promise.race([
        page
          .locator('[role=alert][data-code="alreadyDecided"]')
          .waitFor()
          .then(() => true),
        page
          .locator('[data-status="returned"]')
          .first()
          .waitFor()
          .then(() => false),
      ]),
    ),
  );
  expect(refusals.toSorted()).toEqual([false, true]);
  const loser = refusals.indexOf(true);
  const winner = reviewers[1 - loser]!;
  await expect(pages[loser]!.locator('[role=alert][data-code="alreadyDecided"]')).toContainText(winner.name);
  const page = await cast.open(reviewers[loser]!, `/review/${id}`);
  await expect(events(page, "return")).toHaveCount(1);
  await expect(page.locator("[data-status]").first()).toHaveAttribute("data-status", "returned");
});

/** A page with the draft's section of the unit open and awake. */
async function unitOf(page: Page, id: string): Promise<Page> {
  await openSection(page, editAddress(id), "unit");
  await waitUntilSaved(page);
  return page;
}
const address = (page: Page) => page.locator('input[data-path="unit.address"], textarea[data-path="unit.address"]');

test("who saves the same place on a draft later reads by whom and when the other text was saved, and chooses", async () => {
  test.setTimeout(120_000);
  const id = await draftOf(cast, lead(), wholeFiling("AY-U-09", somebody()));
  const { contributor, dismiss } = await demoContributor(lead(), id);
  try {
    const mine = await cast.open(lead(), editAddress(id));
    const tab = await mine.context().newPage();
    await tab.goto(editAddress(id));
    const theirs = await cast.open(contributor, editAddress(id));
    for (const page of [mine, tab, theirs]) await unitOf(page, id);
    await address(theirs).fill("协助人填写的地址");
    await waitUntilSaved(theirs);

    await address(mine).fill("负责人填写的地址");
    const named = mine.getByRole("alertdialog");
    const when = String.raw`\d{4}年\d{1,2}月\d{1,2}日 \d{2}:\d{2}`;
    await expect(named).toContainText(
      new RegExp(`${contributor.name}在 ${when} 修改并保存了这部分，和您填写的有不同。请逐处选择保留哪一个，其余改动已合并。`),
    );
    await expect(named.locator("label", { hasText: "我填写的" })).toContainText("负责人填写的地址");
    await expect(named.locator("label", { hasText: `${contributor.name}填写的` })).toContainText("协助人填写的地址");
    await named.locator('[data-action="resolve-conflict"]').click();
    await waitUntilSaved(mine);
    await expect(address(mine)).toHaveValue("负责人填写的地址");

    await address(tab).fill("另一页填写的地址");
    const own = tab.getByRole("alertdialog");
    await expect(own).toContainText(
      new RegExp(`您于 ${when} 在另一个窗口或设备上修改并保存了这部分，和这里填写的有不同。请逐处选择保留哪一个，其余改动已合并。`),
    );
    await expect(own.locator("label", { hasText: "这里填写的" })).toContainText("另一页填写的地址");
    await expect(own.locator("label", { hasText: "另一处填写的" })).toContainText("负责人填写的地址");
    await own.getByRole("radio").nth(1).check();
    await own.locator('[data-action="resolve-conflict"]').click();
    await waitUntilSaved(tab);
    await expect(address(tab)).toHaveValue("负责人填写的地址");
  } finally {
    await dismiss();
  }
});

test("two clicks on “submit” are one submission", async () => {
  test.setTimeout(120_000);
  const id = await draftOf(cast, lead(), wholeFiling("AY-U-09", somebody()));
  const page = await cast.open(lead(), editAddress(id));
  await waitUntilSaved(page);
  expect((await openSubmitCheck(page)).allowed).toBe(true);
  const warned = page.locator('[data-submit-check] input[name="confirmWarnings"]');
  if ((await warned.count()) > 0) await warned.check();
  await page.locator('[data-action="confirm-submit"]').dblclick();
  await page.waitForURL((url) => !url.pathname.endsWith("/edit"));
  await expect(page.locator("[data-number]").first()).toHaveAttribute("data-number", /^AY-2026-\d{4}$/);
  const reviewer = cast.accounts("AY-U-09", "enterpriseReviewer")[0]!;
  await expect(events(await cast.open(reviewer, `/review/${id}`), "submit")).toHaveCount(1);
  const work = await cast.open(reviewer, "/work");
  await expect(work.locator(`tr[data-application-id="${id}"]`)).toHaveCount(1);
});
