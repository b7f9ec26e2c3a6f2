import type { Page } from "@playwright/test";
import type { ExampleAttachment, ExampleStep } from "../../tests/support/example-file";
import { fillSlot } from "./attach";
import type { Cast, DemoAccount } from "./cast";

const REVIEWER_ROLE: Record<string, string> = {
  enterprise: "enterpriseReviewer",
  district: "districtReviewer",
  industry: "districtReviewer",
  city: "cityReviewer",
};

/** The reviewers of the union that acts in a step. */
export function reviewersOf(cast: Cast, actor: string, orgs: Record<string, string>): DemoAccount[] {
  const list = cast.accounts(orgs[actor] ?? "", REVIEWER_ROLE[actor] ?? "");
  if (list.length < 2) throw new Error(`no two reviewers for ${actor} ${orgs[actor] ?? ""}`);
  return list;
}

/** Opens a case from the work list of the union, as its reviewer does. */
async function openCase(cast: Cast, reviewer: DemoAccount, id: string): Promise<Page> {
  const page = await cast.open(reviewer, "/work");
  const row = page.locator(`[data-application-id="${id}"]`);
  await row.first().waitFor();
  await row.first().locator(`a[href*="/review/${id}"]`).first().click();
  await page.waitForURL((url) => url.pathname.startsWith(`/review/${id}`));
  await page.locator("[data-status]").first().waitFor();
  return page;
}

async function confirmIfAsked(page: Page): Promise<void> {
  const confirm = page.locator('[data-action="confirm"]');
  await page.waitForTimeout(150);
  if ((await confirm.count()) > 0 && (await confirm.first().isVisible())) await confirm.first().click();
}

async function statusChanged(page: Page, cast: Cast, reviewer: DemoAccount, id: string, from: string): Promise<void> {
  const until = Date.now() + 20_000;
  for (;;) {
    await page.waitForTimeout(200);
    const fresh = await cast.open(reviewer, `/review/${id}`);
    const status = await fresh.locator("[data-status]").first().getAttribute("data-status");
    if (status !== from || (await fresh.locator("[data-proposal]").count()) > 0) return;
    if (Date.now() > until)
      throw new Error(
        `the decision did not take effect: still ${status}; ${(await fresh.locator("[role=alert]").allTextContents()).join(" ")}`,
      );
  }
}

/** One decision of a union, played on its screens. */
export async function playReview(
  cast: Cast,
  step: ExampleStep,
  orgs: Record<string, string>,
  id: string,
  stageFiles: readonly ExampleAttachment[],
): Promise<void> {
  const [first, second] = reviewersOf(cast, step.actor, orgs);
  if (!first || !second) throw new Error("two reviewers are needed");
  const page = await openCase(cast, first, id);
  const before = (await page.locator("[data-status]").first().getAttribute("data-status")) ?? "";
  await page.locator(`[data-action="choose-${step.action}"]`).first().click();
  if (step.action === "approve") {
    await fillStageSlots(page, stageFiles);
    if (step.comment) await page.locator("textarea[name=opinion]").first().fill(step.comment);
    await page.locator('[data-action="approve"]').first().click();
    await confirmIfAsked(page);
  } else if (step.action === "return") {
    await fillReturn(page, step);
    await page.locator('[data-action="return"]').first().click();
    await confirmIfAsked(page);
  } else {
    await page
      .locator("textarea[name=reason]")
      .first()
      .fill(step.comment ?? "不符合本批次条件。");
    await page.locator('[data-action="propose-reject"]').first().click();
    await confirmIfAsked(page);
    await page.locator("[data-proposal]").first().waitFor();
    const other = await openCase(cast, second, id);
    await other.locator('[data-action="confirm-proposal"]').first().click();
    await confirmIfAsked(other);
    return statusChanged(other, cast, second, id, "");
  }
  await statusChanged(page, cast, first, id, before);
}

async function fillStageSlots(page: Page, files: readonly ExampleAttachment[]): Promise<void> {
  const slots = new Set(files.map((file) => file.slot));
  for (const slot of slots) {
    if ((await page.locator(`[data-slot-list="${slot}"]`).count()) === 0) continue;
    await fillSlot(
      page,
      slot,
      files.filter((file) => file.slot === slot),
    );
  }
}

async function fillReturn(page: Page, step: ExampleStep): Promise<void> {
  const items = page.locator("[data-return-items] [data-return-item]");
  for (const [index, item] of (step.items ?? []).entries()) {
    if ((await items.count()) <= index) await page.locator('[data-action="add-item"]').first().click();
    const box = items.nth(index);
    await box.waitFor();
    if (item.criterion !== undefined) await box.locator("select[name=criterion]").selectOption(item.criterion);
    await box.locator("select[name=path]").selectOption(item.path);
    await box.locator("textarea[name=reason]").fill(item.reason);
  }
  if (step.dueOn) await page.locator("input[name=dueOn]").first().fill(step.dueOn);
  if (step.comment) await page.locator("textarea[name=opinion]").first().fill(step.comment);
}
