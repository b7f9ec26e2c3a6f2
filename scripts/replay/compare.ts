import type { Page } from "@playwright/test";
import type { ExampleExpectation, ExampleFile } from "../../tests/support/example-file";
import type { Differences } from "./differences";
import type { SeenPanel, SeenSubmit } from "./read-panel";

/** Expected items against seen ones. whole: every item of the set must be listed, otherwise only those named are compared. */
export function comparePanel(differences: Differences, where: string, seen: SeenPanel, expected: ExampleExpectation, whole: boolean): void {
  const wanted = expected.criteria ?? {};
  if (whole) differences.same(`${where}: items`, Object.keys(seen.criteria).sort(), Object.keys(wanted).sort());
  for (const [key, item] of Object.entries(wanted)) {
    differences.same(`${where}: ${key}`, seen.criteria[key], { verdict: item.verdict, checks: [...(item.checks ?? [])].sort() });
  }
  for (const [code, text] of Object.entries(expected.messages ?? {}))
    differences.same(`${where}: message ${code}`, seen.messages[code], text);
}

export function compareSubmit(differences: Differences, where: string, seen: SeenSubmit, expected: ExampleExpectation): void {
  differences.same(`${where}: submission allowed`, seen.allowed, expected.submitAllowed);
  differences.same(`${where}: form errors`, seen.formErrors, expected.formErrors ?? []);
}

/** Derived numbers and stored values on the read view. Numbers are compared by value: 19 is 19.00. */
export async function compareReadView(
  differences: Differences,
  where: string,
  page: Page,
  expect: Pick<ExampleFile["expect"], "derived" | "stored">,
): Promise<void> {
  for (const [key, value] of Object.entries(expect.derived ?? {})) {
    const shown = page.locator(`[data-derived="${key}"]`).first();
    const seen = (await shown.count()) > 0 ? await shown.getAttribute("data-value") : null;
    if (seen === null || Number(seen) !== Number(value)) differences.add(`${where}: derived ${key}: expected ${value}, seen ${seen}`);
  }
  for (const { path, value } of expect.stored ?? []) {
    const seen = await page
      .locator(`[data-path="${path}"][data-value]`)
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("data-value") ?? ""));
    const wanted = [value].flat().map((entry) => String(entry ?? ""));
    differences.same(`${where}: stored ${path}`, seen.length === 0 ? [""] : seen, wanted);
  }
}
