import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export const DESK = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

/** What axe finds on the page as it stands, at desk and at phone size, each with the element. */
export async function violations(page: Page, sizes: readonly { width: number; height: number }[] = [DESK, PHONE]): Promise<string[]> {
  const found: string[] = [];
  for (const size of sizes) {
    await page.setViewportSize(size);
    const { violations: list } = await new AxeBuilder({ page }).analyze();
    for (const one of list)
      for (const node of one.nodes)
        found.push(`${size.width} ${one.id}: ${node.html.slice(0, 160)} – ${node.failureSummary?.split("\n")[1]?.trim()}`);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wider > 0) found.push(`${size.width} the page is ${wider} px wider than the screen`);
  }
  await page.setViewportSize(DESK);
  return found;
}

export async function expectClean(page: Page, where: string, sizes?: readonly { width: number; height: number }[]): Promise<void> {
  expect.soft(await violations(page, sizes), where).toEqual([]);
}
