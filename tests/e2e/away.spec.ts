import { expect, type Page, test } from "@playwright/test";
import { fillSlot } from "../../scripts/replay/attach";
import { FaultPortal } from "../../scripts/faults/fault-portal";
import { Cast, type DemoAccount } from "../../scripts/replay/cast";
import { openSection, waitUntilSaved } from "../../scripts/replay/fill-form";
import { createDraft, editAddress } from "../../scripts/replay/lead-steps";
import { makePdf } from "../support/generated-files";
import { somebody, wholeFiling } from "./support/example-filing";
import { submitted } from "./support/quick-filing";

const TYPED = "明年完成两项工艺改进，带出三名高级工。";
const OPINION = "材料属实，程序完备，同意推荐。";
const SLOT = "results.otherProof";

let portal: FaultPortal;
let cast: Cast;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  portal = await FaultPortal.prepare();
  await portal.startWeb();
  cast = new Cast(browser, portal.baseUrl, portal.dataDir);
});

test.afterAll(async () => {
  for (const [, page] of cast?.openPages() ?? []) await page.context().close();
  await portal?.remove();
});

const person = (org: string, role: string): DemoAccount => cast.accounts(org, role)[0]!;

/** Opens a page as a browser does that goes to an address, and wants the calm page. */
async function expectAway(page: Page, address: string): Promise<void> {
  const answer = await page.goto(address);
  expect(answer?.status()).toBe(503);
  expect(answer?.headers()["retry-after"]).toBe("5");
  await expect(page.locator("main[data-away] h1")).toBeVisible();
}

test("a form keeps what is typed and a file what is chosen while the database is away, and both arrive without a reload", async () => {
  test.setTimeout(180_000);
  const lead = person("AY-U-01", "lead");
  const id = await createDraft(cast, lead, "AY-2026-C");
  const page = await cast.open(lead, editAddress(id));
  await waitUntilSaved(page);
  await openSection(page, editAddress(id), "plan");
  const box = page.locator('textarea[data-path="plan.nextYear"]');
  await expect(box).toBeEditable();

  await portal.killDatabase();
  await box.fill(TYPED);
  await expect(page.locator('[data-save-state="offline"]').first()).toBeVisible({ timeout: 30_000 });
  await expect(box).toHaveValue(TYPED);
  await openSection(page, editAddress(id), "results");
  const list = page.locator(`[data-slot-list="${SLOT}"]`);
  const bytes = makePdf("sent while the database is away");
  await list.locator("input[type=file]").first().setInputFiles({ name: "证明.pdf", mimeType: "application/pdf", buffer: bytes });
  await expect(list.locator('[data-attachment="证明.pdf"][data-state="failed"]')).toBeVisible({ timeout: 60_000 });

  await portal.startDatabase();
  await waitUntilSaved(page);
  await list.getByRole("button", { name: "重试" }).click();
  await expect(list.locator('[data-attachment="证明.pdf"][data-state="stored"]')).toBeVisible({ timeout: 30_000 });
  const [saved] = await portal.sql<{ text: string }>(
    "SELECT data ->> 'nextYear' AS text FROM application_section WHERE application_id = $1 AND section = 'plan'",
    [id],
  );
  expect(saved?.text).toBe(TYPED);
  const files = await portal.sql("SELECT id FROM attachment WHERE application_id = $1 AND slot = $2 AND removed_at IS NULL", [id, SLOT]);
  expect(files).toHaveLength(1);
});

test("a typed opinion stays through an outage and a reload, and decides once", async () => {
  test.setTimeout(240_000);
  const id = await submitted(cast, person("AY-U-09", "lead"), wholeFiling("AY-U-09", somebody()));
  const reviewer = person("AY-U-09", "enterpriseReviewer");
  const page = await cast.open(reviewer, `/review/${id}`);
  await page.locator('[data-action="choose-approve"]').first().click();
  const slot = "stage.internalPublicity";
  if ((await page.locator(`[data-slot-list="${slot}"]`).count()) > 0)
    await fillSlot(page, slot, [{ fileName: "公示证明.pdf", kind: "pdf" }]);

  await portal.killDatabase();
  const opinion = page.locator("textarea[name=opinion]").first();
  await opinion.fill(OPINION);
  await page.locator('[data-action="approve"]').first().click();
  await expect(page.locator('[role=alert][data-code="unavailable"]')).toBeVisible({ timeout: 30_000 });
  await expect(opinion).toHaveValue(OPINION);
  await expectAway(page, `/review/${id}`);

  await portal.startDatabase();
  await page.getByRole("link", { name: "重试" }).click();
  await expect(opinion).toHaveValue(OPINION, { timeout: 20_000 });
  await page.locator('[data-action="approve"]').first().click();
  await expect(page.locator('[data-event="approve"]').first()).toBeVisible({ timeout: 30_000 });
  const decided = await portal.sql<{ opinion: string }>("SELECT opinion FROM decision WHERE application_id = $1", [id]);
  expect(decided).toEqual([{ opinion: OPINION }]);
});

test("a form sent without script comes back with what was typed and no password, and the library's own endpoint is no wrong password", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const context = await browser.newContext({ baseURL: portal.baseUrl, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.locator("input[name=login]").fill("ay-u-01-lead");
  await page.locator("input[name=password]").fill("a-password-typed");
  await portal.killDatabase();
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await page.locator("form:has(input[name=password]) button[type=submit]").click();
  expect((await answer).status()).toBe(503);
  await expect(page.locator("input[name=login]")).toHaveValue("ay-u-01-lead");
  await expect(page.locator("form [role=alert], [role=alert]").first()).toContainText("系统暂时不可用");
  expect(await page.content()).not.toContain("a-password-typed");

  const { csrfToken } = (await (await page.request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const direct = await page.request.post("/api/auth/callback/credentials", {
    headers: { origin: portal.baseUrl },
    form: { csrfToken, login: "ay-u-01-lead", password: "a-password-typed", json: "true" },
  });
  expect(direct.status()).toBe(503);
  expect(await direct.json()).toMatchObject({ code: "unavailable" });
  await portal.startDatabase();
  await context.close();
});
