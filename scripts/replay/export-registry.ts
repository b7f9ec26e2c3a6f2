import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { type ReadSheet, readXlsx } from "../../tests/support/read-xlsx";

/** Exports the registry on the screen as xlsx, as a person does, and reads the file with a reader of its own. */
export async function exportRegistry(page: Page, address: string): Promise<ReadSheet[]> {
  await page.goto(address);
  const menu = page.locator("[data-export-menu]");
  // an empty list offers nothing to export
  if ((await menu.count()) === 0) return [];
  if ((await menu.getAttribute("open")) === null) await menu.locator("summary").click();
  await menu.locator("[name=format][value=xlsx]").check();
  await menu.locator("[name=columns][value=all]").check();
  const [download] = await Promise.all([page.waitForEvent("download"), menu.locator("button[type=submit]").click()]);
  return (await readXlsx(readFileSync(await download.path()))).sheets;
}

export function textsOf(sheets: readonly ReadSheet[]): Set<string> {
  const texts = new Set<string>();
  // an empty cell is left out of the file: the rows have gaps
  for (const sheet of sheets) for (const row of sheet.rows) for (const cell of row) if (cell?.kind === "text") texts.add(cell.value);
  return texts;
}
