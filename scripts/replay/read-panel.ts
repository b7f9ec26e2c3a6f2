import type { Page } from "@playwright/test";

export type SeenItem = { verdict: string; checks: string[] };
export type SeenPanel = { criteria: Record<string, SeenItem>; messages: Record<string, string> };

const SETTLED_MS = 300;

/** Verdicts, fired checks and messages as the criteria panel of the form shows them, once it stands still: it judges a moment after the last key. */
export async function readPanel(page: Page): Promise<SeenPanel> {
  let seen = "";
  for (let look = 0; look < 20; look += 1) {
    await page.waitForTimeout(SETTLED_MS);
    const panel = await lookAtPanel(page);
    const now = JSON.stringify(panel);
    if (now === seen) return panel;
    seen = now;
  }
  throw new Error("the criteria panel does not come to rest");
}

function lookAtPanel(page: Page): Promise<SeenPanel> {
  return page.evaluate(() => {
    const panel: { criteria: Record<string, { verdict: string; checks: string[] }>; messages: Record<string, string> } = {
      criteria: {},
      messages: {},
    };
    for (const item of document.querySelectorAll("[data-criteria-panel] [data-criterion][data-verdict]")) {
      const checks = [...item.querySelectorAll("[data-check]")];
      panel.criteria[item.getAttribute("data-criterion") ?? ""] = {
        verdict: item.getAttribute("data-verdict") ?? "",
        checks: checks.map((check) => check.getAttribute("data-check") ?? "").sort(),
      };
      for (const check of checks) {
        const words = check.querySelector("[data-message]") ?? check;
        panel.messages[check.getAttribute("data-check") ?? ""] = (words.textContent ?? "").trim();
      }
    }
    return panel;
  });
}

export type SeenSubmit = { allowed: boolean; formErrors: string[]; blocks: string[] };

/** Opens "check and submit", reads what blocks, and leaves it open. */
export async function openSubmitCheck(page: Page): Promise<SeenSubmit> {
  await page.locator('[data-action="check-submit"]').first().click();
  const list = page.locator("[data-submit-check]");
  await list.waitFor();
  return list.evaluate((element) => ({
    allowed: element.getAttribute("data-submit-check") === "allowed",
    formErrors: [...element.querySelectorAll("[data-rule][data-path]")].map(
      (error) => `${error.getAttribute("data-path")} ${error.getAttribute("data-rule")}`,
    ),
    blocks: [...element.querySelectorAll('[data-check][data-severity="block"]')]
      .map((check) => check.getAttribute("data-check") ?? "")
      .sort(),
  }));
}

export async function closeSubmitCheck(page: Page): Promise<void> {
  await page.locator('[data-submit-check] [data-action="close-submit"]').click();
  await page.locator("[data-submit-check]").waitFor({ state: "detached" });
}
