import type { Page } from "@playwright/test";
import { fileFor } from "../../tests/support/generated-files";

/** Files wanted in one slot (of one row), by name and in order. */
export type WantedFile = { fileName: string; kind: string };

function container(slot: string, row?: number): string {
  return row === undefined ? `[data-slot-list="${slot}"]` : `[data-slot-list="${slot}"][data-row="${row}"]`;
}

/** Names that stand in a slot on the screen. */
export async function attachedNames(page: Page, slot: string, row?: number): Promise<string[]> {
  return page
    .locator(`${container(slot, row)} [data-attachment]`)
    .evaluateAll((items) => items.map((item) => item.getAttribute("data-attachment") ?? ""));
}

/** Makes a slot hold exactly the wanted files: removes what is too many, uploads generated files for what is missing. */
export async function fillSlot(page: Page, slot: string, wanted: readonly WantedFile[], row?: number): Promise<void> {
  const list = page.locator(container(slot, row));
  const left = [...wanted];
  const items = list.locator("[data-attachment]");
  for (let index = 0; index < (await items.count());) {
    const name = await items.nth(index).getAttribute("data-attachment");
    const hit = left.findIndex((file) => file.fileName === name);
    if (hit >= 0) {
      left.splice(hit, 1);
      index += 1;
      continue;
    }
    const before = await items.count();
    await items.nth(index).locator('[data-action="remove-attachment"]').click();
    await page.waitForFunction(([selector, n]) => document.querySelectorAll(`${selector} [data-attachment]`).length < (n as number), [
      container(slot, row),
      before,
    ] as const);
  }
  if (left.length === 0) return;
  const files = await Promise.all(left.map((file) => fileFor(file.fileName, file.kind)));
  const before = await list.locator('[data-attachment][data-state="stored"]').count();
  await list
    .locator("input[type=file]")
    .first()
    .setInputFiles(files.map((file) => ({ name: file.fileName, mimeType: file.mimeType, buffer: file.bytes })));
  await page.waitForFunction(
    ([selector, n]) => document.querySelectorAll(`${selector} [data-attachment][data-state="stored"]`).length >= (n as number),
    [container(slot, row), before + files.length] as const,
    { timeout: 60_000 },
  );
}
