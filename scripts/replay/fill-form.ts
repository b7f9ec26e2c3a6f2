import type { Page } from "@playwright/test";
import { FORM, type FormField } from "@/domain/application-form";
import type { AttachmentRef, FieldValue, Filing, FormRow } from "@/domain/form-content";
import { fillSlot } from "./attach";
import { fillField, fillRows } from "./fill-section";

const isFile = (field: FormField) => field.type === "files" || field.type === "images";

function filesOf(filing: Filing, slot: string, rowId?: string): AttachmentRef[] {
  return filing.attachments.filter((file) => file.slot === slot && file.rowId === rowId);
}

/** What a section holds, for "is there anything to do here": values and file names. */
function sectionDigest(filing: Filing, section: string): string {
  const files = filing.attachments.filter((file) => file.slot.startsWith(`${section}.`));
  return JSON.stringify([filing.content[section] ?? {}, files.map(({ slot, rowId, fileName }) => [slot, rowId, fileName])]);
}

/**
 * Makes the form on the screen hold the filing. Sections that are equal to what stands there (before) are not opened.
 * Waits until everything is saved.
 */
export async function fillForm(page: Page, address: string, filing: Filing, before: Filing | null): Promise<void> {
  for (const section of FORM.sections) {
    if (before && sectionDigest(before, section.key) === sectionDigest(filing, section.key)) continue;
    await openSection(page, address, section.key);
    for (const field of section.fields) await fillOne(page, filing, section.key, field);
    await waitUntilSaved(page);
  }
}

async function fillOne(page: Page, filing: Filing, section: string, field: FormField): Promise<void> {
  const value = filing.content[section]?.[field.key];
  if (isFile(field)) return fillSlot(page, field.path, filesOf(filing, field.path));
  if (field.type !== "rows") {
    if (!field.readOnly) await fillField(page, field, value as FieldValue | undefined);
    return;
  }
  const rows = (value ?? []) as FormRow[];
  await fillRows(page, field, rows);
  for (const column of field.columns ?? []) {
    if (!isFile(column)) continue;
    for (const [index, row] of rows.entries()) await fillSlot(page, column.path, filesOf(filing, column.path, row._id), index + 1);
  }
}

/** Goes to a section by its link, again when the page was not awake yet at the first click. */
export async function openSection(page: Page, address: string, section: string): Promise<void> {
  if (new URL(page.url()).pathname !== address) await page.goto(`${address}#${section}`);
  const shown = page.locator(`[data-section="${section}"]`);
  for (let attempt = 0; attempt < 8; attempt += 1) {
    if ((await shown.count()) > 0) return;
    await page.locator(`[data-nav-section="${section}"] a`).click();
    await shown.waitFor({ timeout: 2500 }).catch(() => undefined);
  }
  await shown.waitFor();
}

export async function waitUntilSaved(page: Page): Promise<void> {
  await page.locator('[data-save-state="saved"]').first().waitFor({ timeout: 30_000 });
}
