import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { measureScripts } from "../../scripts/bench/page-scripts";
import { signInAs } from "./support/demo";
import { somebody, wholeFiling } from "./support/example-filing";
import { gather } from "./support/people";
import { submitted } from "./support/quick-filing";

const BUDGET = JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../../scripts/bench/js-budget.json"), "utf8")) as {
  pages: Record<string, number>;
};

/** A draft of this person: the first link to a form, or a new one. */
async function draftOf(page: Page): Promise<string> {
  await page.goto("/applications/new");
  const batch = page.locator('[data-batch-code="AY-2026-C"]');
  if ((await batch.getAttribute("data-live")) === "true")
    return `${await batch.locator('a[href^="/applications/"]').getAttribute("href")}/edit`;
  await batch.locator('[data-action="create-application"]').click();
  await page.waitForURL(/\/edit/);
  return new URL(page.url()).pathname;
}

async function expectWithin(page: Page, name: string, address: string): Promise<void> {
  const { own, bare, files } = await measureScripts(page, address);
  const limit = BUDGET.pages[name] ?? 0;
  expect(bare, "the framework's own scripts were seen").toBeGreaterThan(50_000);
  const heaviest = files.filter((file) => !file.bare).slice(0, 8);
  expect(own / 1000, `${name}: ${heaviest.map((file) => `${file.name} ${(file.bytes / 1000).toFixed(1)}`).join(", ")}`).toBeLessThanOrEqual(
    limit,
  );
}

test.describe("JavaScript of a page, gzipped, beyond a bare page's own", () => {
  test("of the pages that need no account", async ({ page }) => {
    await expectWithin(page, "home", "/");
    await expectWithin(page, "signIn", "/sign-in");
  });

  test("of the lists of a union", async ({ page }) => {
    await signInAs(page, "ay-r1");
    await expectWithin(page, "work", "/work");
    await expectWithin(page, "registry", "/registry");
    await expectWithin(page, "matrix", "/registry/criteria");
    await expectWithin(page, "roster", "/registry/members");
  });

  test("of a case under review", async ({ browser, baseURL }) => {
    const { cast, leave } = gather(browser, baseURL);
    const [lead, reviewer] = [cast.accounts("AY-U-09", "lead")[0]!, cast.accounts("AY-U-09", "enterpriseReviewer")[0]!];
    const id = await submitted(cast, lead, wholeFiling("AY-U-09", somebody()));
    await expectWithin(await cast.page(reviewer), "review", `/review/${id}`);
    await leave();
  });

  test("of the lists and the form of a lead", async ({ page }) => {
    await signInAs(page, "ay-u-09-lead");
    await expectWithin(page, "applications", "/applications");
    await expectWithin(page, "notices", "/notices");
    await expectWithin(page, "form", await draftOf(page));
  });
});

/** Rules that stand inside the rule of a selector: Chromium 109 knows no nesting, and drops them without a word. */
function nestedRules(sheets: readonly CSSStyleSheet[]): { seen: number; nested: string[] } {
  const nested: string[] = [];
  let seen = 0;
  const walk = (rules: CSSRuleList, inside: boolean) => {
    for (const rule of rules) {
      seen += 1;
      if (inside) nested.push(rule.cssText.slice(0, 80));
      if ("cssRules" in rule) walk(rule.cssRules as CSSRuleList, inside || rule instanceof CSSStyleRule);
    }
  };
  for (const sheet of sheets) walk(sheet.cssRules, false);
  return { seen, nested };
}

test("the built styles are flat, for the browsers of an old office", async ({ page }) => {
  await page.goto("/");
  const built = await page.evaluate(`(${nestedRules.toString()})([...document.styleSheets])`);
  const { seen, nested } = built as ReturnType<typeof nestedRules>;
  expect(seen, "the styles were seen").toBeGreaterThan(300);
  expect(nested).toEqual([]);
  const planted = `(() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(".a { color: red; @media print { & .b { color: blue } } }"); return (${nestedRules.toString()})([sheet]).nested.length; })()`;
  expect(await page.evaluate(planted), "a nested rule would be noticed").toBeGreaterThan(0);
});
