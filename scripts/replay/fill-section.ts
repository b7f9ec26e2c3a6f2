import type { Locator, Page } from "@playwright/test";
import type { FormField } from "@/domain/application-form";
import type { FieldValue, FormRow } from "@/domain/form-content";

type Cell = { path: string; row?: number };

function at({ path, row }: Cell): string {
  return row === undefined ? `[data-path="${path}"]` : `[data-path="${path}"][data-row="${row}"]`;
}

function asText(value: FieldValue | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}

/** Ticks or clears a box; clicks again when it moved away under the first click, as a person would. */
async function setBox(box: Locator, wanted: boolean): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if ((await box.isChecked()) === wanted) return;
    await box.click();
    await box.page().waitForTimeout(attempt * 200);
  }
  if ((await box.isChecked()) !== wanted) throw new Error(`a box stays ${wanted ? "clear" : "ticked"}`);
}

/** Types a value into one field of the form as a person would. Leaves it alone when it already stands there. */
export async function fillField(page: Page, field: FormField, value: FieldValue | undefined, row?: number): Promise<void> {
  const where = at({ path: field.path, ...(row === undefined ? {} : { row }) });
  if (field.type === "multiEnum") {
    const wanted = new Set(Array.isArray(value) ? value : []);
    const boxes = page.locator(`input[type=checkbox]${where}`);
    for (const box of await boxes.all()) {
      const key = (await box.getAttribute("value")) ?? "";
      await setBox(box, wanted.has(key));
    }
    return;
  }
  if (field.type === "boolean") {
    const box = page.locator(`input[type=checkbox]${where}`);
    await setBox(box, value === true);
    return;
  }
  if (field.type === "enum" || field.type === "orgRef") {
    const select = page.locator(`select${where}`);
    if ((await select.inputValue()) !== asText(value)) await select.selectOption(asText(value));
    return;
  }
  const input = page.locator(`input${where}, textarea${where}`).first();
  const text = asText(value);
  if ((await input.inputValue()) === text) return;
  if (/[\n\r\t]/.test(text) && field.type !== "longText") {
    // as pasted: the browser itself turns line breaks into spaces here
    await input.focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(text);
  } else {
    await input.fill(text);
  }
}

/** One more row; clicks again when the button moved away under the first click, as a person would. */
async function addRow(table: Locator, index: number): Promise<void> {
  const row = table.locator("[data-row-id][data-table-row]").nth(index);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await table.locator('[data-action="add-row"]').click();
    const came = await row.waitFor({ timeout: 3000 }).then(
      () => true,
      () => false,
    );
    if (came) return;
  }
  throw new Error(`no row ${index + 1} after five clicks`);
}

/** Makes a table of the form hold exactly these rows, from the first to the last. */
export async function fillRows(page: Page, field: FormField, rows: readonly FormRow[]): Promise<void> {
  const table = page.locator(`[data-table="${field.path}"]`);
  const countRows = () => table.locator("[data-row-id][data-table-row]").count();
  let count = await countRows();
  while (count > rows.length) {
    await table.locator('[data-action="remove-row"]').last().click();
    await page.waitForFunction(
      ([path, n]) => document.querySelectorAll(`[data-table="${path}"] [data-row-id][data-table-row]`).length < (n as number),
      [field.path, count] as const,
    );
    count = await countRows();
  }
  for (const [index, row] of rows.entries()) {
    if (index >= count) {
      await addRow(table, index);
      // the form moves the caret into the new row; typing before that would land in it
      await page.waitForFunction(
        ([path, n]) => {
          const row = document.querySelectorAll(`[data-table="${path}"] [data-row-id][data-table-row]`)[n as number];
          return row?.contains(document.activeElement);
        },
        [field.path, index] as const,
      );
    }
    for (const column of field.columns ?? []) {
      if (column.type === "files" || column.type === "images") continue;
      await fillField(page, column, row[column.key] as FieldValue | undefined, index + 1);
    }
  }
}
