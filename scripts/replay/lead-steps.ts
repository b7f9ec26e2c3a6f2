import type { Page } from "@playwright/test";
import type { DemoAccount, Cast } from "./cast";
import { closeSubmitCheck, openSubmitCheck, type SeenSubmit } from "./read-panel";

const ID = /\/applications\/([0-9a-f-]{36})/;

/** Creates a draft in the batch and returns its id. Opens another studio when this one has a live application there. */
export async function createDraft(cast: Cast, lead: DemoAccount, batch: string): Promise<string> {
  const page = await cast.open(lead, "/applications/new");
  const choice = page.locator(`[data-batch-code="${batch}"]`);
  await choice.first().waitFor();
  if ((await choice.first().getAttribute("data-live")) === "true") {
    await page.locator('[data-action="open-studio"]').first().click();
    await page.locator('[data-action="confirm"]').first().click();
    await page.locator(`[data-batch-code="${batch}"][data-live="false"]`).first().waitFor();
  }
  await page.locator(`[data-batch-code="${batch}"]`).locator('[data-action="create-application"]').first().click();
  await page.waitForURL(/\/applications\/[0-9a-f-]{36}\/edit/);
  const id = ID.exec(page.url())?.[1];
  if (!id) throw new Error(`no application in ${page.url()}`);
  return id;
}

export function editAddress(id: string): string {
  return `/applications/${id}/edit`;
}

/** Deletes a draft that was never submitted. */
export async function deleteDraft(cast: Cast, lead: DemoAccount, id: string): Promise<void> {
  const page = await cast.open(lead, editAddress(id));
  await page.locator('[data-action="delete-draft"]').first().click();
  await page.locator('[data-action="confirm"]').first().click();
  await page.waitForURL((url) => url.pathname === "/applications");
}

/** Opens the check, and submits when nothing blocks. Returns what the check showed. */
export async function submit(page: Page): Promise<SeenSubmit> {
  const seen = await openSubmitCheck(page);
  if (!seen.allowed) {
    await closeSubmitCheck(page);
    return seen;
  }
  const warned = page.locator('[data-submit-check] input[type=checkbox][name="confirmWarnings"]');
  if ((await warned.count()) > 0) await warned.first().check();
  await page.locator('[data-action="confirm-submit"]').click();
  await page.waitForURL((url) => !url.pathname.endsWith("/edit"), { timeout: 30_000 });
  return seen;
}

/** Answers every item of the return. */
export async function answerItems(page: Page, answer: string): Promise<void> {
  const boxes = page.locator("textarea[data-return-item]");
  await boxes.first().waitFor();
  for (const box of await boxes.all()) await box.fill(answer);
}

export async function withdraw(cast: Cast, lead: DemoAccount, id: string, reason: string): Promise<void> {
  const page = await cast.open(lead, `/applications/${id}`);
  await page.locator('[data-action="withdraw"]').first().click();
  const box = page.locator("textarea[name=reason]");
  await box.first().waitFor();
  await box.first().fill(reason);
  await page.locator('[data-action="confirm"]').first().click();
  await page.locator('[data-status="withdrawn"]').first().waitFor();
}

export async function reopen(cast: Cast, lead: DemoAccount, id: string): Promise<void> {
  const page = await cast.open(lead, `/applications/${id}`);
  await page.locator('[data-action="reopen"]').first().click();
  const confirm = page.locator('[data-action="confirm"]');
  await Promise.race([
    confirm
      .first()
      .waitFor()
      .then(() => confirm.first().click()),
    page.waitForURL(/\/edit/),
  ]);
  await page.waitForURL(/\/edit/);
}

/** The state as the lead's page shows it, with the route. */
export async function readCase(cast: Cast, lead: DemoAccount, id: string): Promise<{ state: string; route: string[]; number: string }> {
  const page = await cast.open(lead, `/applications/${id}`);
  await page.locator("[data-status]").first().waitFor();
  const state = (await page.locator("[data-status]").first().getAttribute("data-status")) ?? "";
  const route = page.locator("[data-route]");
  const stages = (await route.count()) > 0 ? ((await route.first().getAttribute("data-route")) ?? "") : "";
  const given = page.locator("[data-number]");
  const number = (await given.count()) > 0 ? ((await given.first().getAttribute("data-number")) ?? "") : "";
  return { state, number, route: stages.split(" ").filter(Boolean) };
}
