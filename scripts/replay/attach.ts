import type { Page } from "@playwright/test";
import { fileFor } from "../../tests/support/generated-files";

/** Files wanted in one slot (of one row), by name and in order. */
export type WantedFile = { fileName: string; kind: string };

function container(slot: string, row?: number): string {
  return row === undefined ? `[data-slot-list="${slot}"]` : `[data-slot-list="${slot}"][data-row="${row}"]`;
}

/** Makes a slot hold exactly the wanted files: removes what is too many, uploads generated files for what is missing. */
export async function fillSlot(page: Page, slot: string, wanted: readonly WantedFile[], row?: number): Promise<void> {
  const list = page.locator(container(slot, row));
  const left = [...wanted];
  const items = list.locator("[data-attachment]");
  for (let index = 0; index < (await items.count());) {
    const name = await items.nth(index).getAttribute("data-attachment");
    const stored = (await items.nth(index).getAttribute("data-state")) === "stored";
    const hit = stored ? left.findIndex((file) => file.fileName === name) : -1;
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
  const before = await items.count();
  await list
    .locator("input[type=file]")
    .first()
    .setInputFiles(files.map((file) => ({ name: file.fileName, mimeType: file.mimeType, buffer: file.bytes })));
  // every file has arrived or was refused; a refused one stays in sight until it is taken away
  await page.waitForFunction(
    ([selector, n]) => {
      const all = [...document.querySelectorAll(`${selector} [data-attachment]`)];
      return all.length >= (n as number) && all.every((item) => item.getAttribute("data-state") !== "uploading");
    },
    [container(slot, row), before + files.length] as const,
    { timeout: 120_000 },
  );
}
