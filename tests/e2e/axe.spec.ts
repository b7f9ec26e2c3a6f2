import { expect, type Page, test } from "@playwright/test";
import { FORM } from "@/domain/application-form";
import type { Cast, DemoAccount } from "../../scripts/replay/cast";
import { openSection } from "../../scripts/replay/fill-form";
import { createDraft, editAddress } from "../../scripts/replay/lead-steps";
import { openSubmitCheck } from "../../scripts/replay/read-panel";
import { playReview } from "../../scripts/replay/review-steps";
import { DESK, expectClean, PHONE } from "./support/axe";
import { somebody, wholeFiling } from "./support/example-filing";
import { gather } from "./support/people";
import { draftOf, submitted } from "./support/quick-filing";

/** Every page as every role that may open it, at desk and at phone size: nothing axe complains of, nothing wider than the screen. */
// a lead works in one studio at a time: each application has a lead of its own
const ORG = "AY-U-01";
const RETURNED = "AY-U-02";
const FULL = "AY-U-11";
const MISSING = "/applications/00000000-0000-4000-8000-000000000000";

let cast: Cast;
let leave: () => Promise<void>;
let full = "";
let waiting = "";
let returned = "";

const lead = () => cast.accounts(ORG, "lead")[0]!;
const returnedLead = () => cast.accounts(RETURNED, "lead")[0]!;
const fullLead = () => cast.accounts(FULL, "lead")[0]!;
const emptyLead = () => cast.accounts("AY-U-12", "lead")[0]!;
const enterprise = () => cast.accounts(ORG, "enterpriseReviewer")[0]!;

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000);
  ({ cast, leave } = gather(browser, baseURL));
  waiting = await submitted(cast, lead(), wholeFiling(ORG, somebody()));
  returned = await submitted(cast, returnedLead(), wholeFiling(RETURNED, somebody()));
  const items = [{ criterion: "rules", path: "rules.wallPhotos", reason: "上墙照片不清楚，请重新拍摄。" }];
  // a day that the clock of the main story does not reach
  const step = { date: "", actor: "enterprise", action: "return", items, dueOn: "2026-06-30" };
  await playReview(cast, step, { enterprise: RETURNED }, returned, []);
  full = await draftOf(cast, fullLead(), wholeFiling(FULL, somebody()));
});
test.afterAll(() => leave());

async function look(account: DemoAccount, addresses: readonly string[], sizes?: readonly (typeof DESK)[]): Promise<void> {
  for (const address of addresses) {
    const page = await cast.open(account, address);
    await expectClean(page, `${account.role} ${address}`, sizes);
  }
}

async function inEnglish(page: Page): Promise<void> {
  await page.context().addCookies([{ name: "locale", value: "en", url: new URL(page.url()).origin }]);
}

test("signed out: the front door, sign-in, a refused sign-in, nothing found", async ({ page }) => {
  for (const address of ["/", "/sign-in", "/no-such-page"]) {
    await page.goto(address);
    await expectClean(page, address);
  }
  await page.goto("/sign-in");
  await page.locator("[name=login]").fill("nobody-of-this-name");
  await page.locator("[name=password]").fill("a wrong password");
  await page.locator("form button[type=submit]").last().click();
  await page.locator("[role=alert]").first().waitFor();
  await expectClean(page, "refused");
  await inEnglish(page);
  for (const address of ["/", "/sign-in", "/no-such-page"]) {
    await page.goto(address);
    await expectClean(page, `${address} en`, [DESK]);
  }
});

test("a lead: lists, the new application, account, notices, nothing found", async () => {
  test.setTimeout(120_000);
  await look(lead(), ["/applications", "/applications/new", "/account", "/notices", MISSING]);
});

test("a lead: the check that refuses, each part of the form in error, the table and its pasting", async () => {
  test.setTimeout(240_000);
  const empty = await createDraft(cast, emptyLead(), "AY-2026-C");
  const page = await cast.open(emptyLead(), editAddress(empty));
  await expectClean(page, "empty");
  await openSubmitCheck(page);
  await expectClean(page, "refused");
  // from here on every error is shown at its field
  for (const section of FORM.sections) {
    await openSection(page, editAddress(empty), section.key);
    await expectClean(page, `in error #${section.key}`, [PHONE]);
  }
  await openSection(page, editAddress(empty), "team");
  await page.locator('[data-table="team.members"] [data-action="add-row"]').click();
  await expectClean(page, "a new row");
  await page.locator('[data-table="team.members"] [data-action="paste-rows"]').click();
  await page.locator("[role=dialog]").waitFor();
  await expectClean(page, "paste");
});

test("a lead: each part of the form filled in, and the check that lets pass", async () => {
  test.setTimeout(240_000);
  const page = await cast.open(fullLead(), editAddress(full));
  for (const section of FORM.sections) {
    await openSection(page, editAddress(full), section.key);
    await expectClean(page, `full #${section.key}`, [DESK]);
  }
  await openSubmitCheck(page);
  await expectClean(page, "full check");
});

test("a lead: a returned application with its items, and the reading of one", async () => {
  test.setTimeout(120_000);
  await look(lead(), ["/applications", `/applications/${waiting}`]);
  await look(returnedLead(), ["/applications", `/applications/${returned}`, editAddress(returned)]);
  await look(fullLead(), [`/applications/${full}`]);
  const page = await cast.open(lead(), `/applications/${waiting}`);
  await page.locator('[data-action="withdraw"]').first().click();
  await page.locator("[role=dialog]").waitFor();
  await expectClean(page, "withdraw");
});

test("reviewers: the work list's tabs, and a case with each decision open", async () => {
  test.setTimeout(240_000);
  const tabs = ["/work", "/work?tab=returned", "/work?tab=done", "/work?tab=all", "/work?q=nothing-at-all", "/notices", "/account"];
  await look(enterprise(), tabs);
  const page = await cast.open(enterprise(), `/review/${waiting}`);
  for (const choice of ["approve", "return", "reject"]) {
    await page.locator(`[data-action="choose-${choice}"]`).first().click();
    await expectClean(page, `review, ${choice}`);
  }
  await page.locator('[data-action="choose-return"]').first().click();
  await page.locator('[data-action="return"]').click();
  await page.locator('[aria-invalid="true"]').first().waitFor();
  await expectClean(page, "review, a return refused");
  await look(cast.accounts(RETURNED, "enterpriseReviewer")[0]!, [`/review/${returned}`]);
  for (const account of [cast.accounts("AY-D-WF", "districtReviewer")[0]!, cast.accounts("AY", "cityReviewer")[0]!])
    await look(account, ["/work", "/work?tab=all", "/notices", `/review/${waiting}`]);
  await look(cast.accounts("AY", "cityAdmin")[0]!, ["/work", `/review/${waiting}`, MISSING]);
});

test("the three registries, for an administrator with their panels open", async () => {
  test.setTimeout(240_000);
  const addresses = ["/registry", "/registry/criteria", "/registry/members"];
  await look(enterprise(), addresses);
  for (const address of addresses) {
    const page = await cast.open(cast.accounts("AY", "cityAdmin")[0]!, address);
    for (const panel of ["[data-column-chooser]", "[data-export-menu]"]) {
      await page.locator(`${panel} > summary`).click();
      await expectClean(page, `${address} ${panel}`);
      await page.locator(`${panel} > summary`).click();
    }
  }
});

test("everything once more in English", async () => {
  test.setTimeout(240_000);
  for (const [account, addresses] of [
    [lead(), ["/applications", "/applications/new", "/account", "/notices", `/applications/${waiting}`, MISSING]],
    [returnedLead(), [editAddress(returned)]],
    [enterprise(), ["/work", "/work?tab=all", `/review/${waiting}`, "/registry", "/registry/criteria", "/registry/members"]],
  ] as const) {
    await inEnglish(await cast.page(account));
    for (const address of addresses) {
      const page = await cast.open(account, address);
      await expect(page.locator("html")).toHaveAttribute("lang", "en");
      await expectClean(page, `${account.role} ${address} en`);
    }
  }
  await inEnglish(await cast.page(fullLead()));
  const page = await cast.open(fullLead(), editAddress(full));
  for (const section of FORM.sections) {
    await openSection(page, editAddress(full), section.key);
    await expectClean(page, `#${section.key} en`, [PHONE]);
  }
});
