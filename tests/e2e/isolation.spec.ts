import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import type { Cast, DemoAccount } from "../../scripts/replay/cast";
import { somebody, wholeFiling } from "./support/example-filing";
import { gather } from "./support/people";
import { submitted } from "./support/quick-filing";

/** A submitted application of another studio, seen from a beside studio, a beside district and the other city. */
const LEAD = somebody();
const STUDIO = `${LEAD}职工创新工作室`;

let cast: Cast;
let leave: () => Promise<void>;
let id: string;
let file: string;

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000);
  ({ cast, leave } = gather(browser, baseURL));
  const lead = cast.accounts("AY-U-08", "lead")[0]!;
  id = await submitted(cast, lead, wholeFiling("AY-U-08", LEAD));
  const page = await cast.open(lead, `/applications/${id}`);
  const address = await page
    .locator('[href*="/files/"], [src*="/files/"]')
    .first()
    .evaluate((one) => one.getAttribute("href") ?? one.getAttribute("src"));
  file = /\/files\/([0-9a-f-]{36})/.exec(address ?? "")?.[1] ?? "";
  expect(file).not.toBe("");
});
test.afterAll(() => leave());

/** What a page shows when there is nothing: status, title and the words of the page. */
async function seen(page: Page, address: string): Promise<{ status: number; title: string; words: string }> {
  const answer = await page.goto(address);
  return { status: answer?.status() ?? 0, title: await page.title(), words: await page.locator("main").innerText() };
}

const strangers = (): [string, DemoAccount, readonly string[]][] => [
  ["another studio's lead", cast.accounts("AY-U-09", "lead")[0]!, ["/applications/ID", "/applications/ID/edit"]],
  ["the other city's lead", cast.accounts("CQ-U-01", "lead")[0]!, ["/applications/ID", "/applications/ID/edit"]],
  ["a reviewer beside", cast.accounts("AY-U-09", "enterpriseReviewer")[0]!, ["/review/ID"]],
  ["a district beside", cast.accounts("AY-D-LZ", "districtReviewer")[0]!, ["/review/ID"]],
  ["the other city's reviewer", cast.accounts("CQ", "cityReviewer")[0]!, ["/review/ID"]],
  ["the other city's administrator", cast.accounts("CQ", "cityAdmin")[0]!, ["/review/ID"]],
];

test("its own people find it", async () => {
  const lead = await cast.page(cast.accounts("AY-U-08", "lead")[0]!);
  expect((await lead.goto(`/applications/${id}`))?.status()).toBe(200);
  expect((await lead.request.get(`/files/${file}`)).status()).toBe(200);
  for (const [org, role] of [
    ["AY-U-08", "enterpriseReviewer"],
    ["AY-D-YD", "districtReviewer"],
    ["AY", "cityReviewer"],
  ] as const) {
    const page = await cast.page(cast.accounts(org, role)[0]!);
    expect((await page.goto(`/review/${id}`))?.status(), org).toBe(200);
    expect((await page.request.get(`/files/${file}`)).status(), org).toBe(200);
  }
});

test("to everybody else it is the same 404 as an address that never was, in status, title and words", async () => {
  test.setTimeout(180_000);
  for (const [who, account, addresses] of strangers()) {
    const page = await cast.page(account);
    for (const address of addresses) {
      const foreign = await seen(page, address.replace("ID", id));
      expect(foreign.status, `${who} ${address}`).toBe(404);
      expect(await seen(page, address.replace("ID", randomUUID())), `${who} ${address}, unknown id`).toEqual(foreign);
      expect(await seen(page, address.replace("ID", "not-an-id")), `${who} ${address}, no id at all`).toEqual(foreign);
      expect(`${foreign.title} ${foreign.words} ${await page.content()}`).not.toContain(STUDIO);
    }
    for (const one of [file, randomUUID()]) {
      const answer = await page.request.get(`/files/${one}`);
      expect(answer.status(), `${who} /files`).toBe(404);
      expect((await answer.body()).length).toBeLessThan(4096);
    }
    expect((await page.request.get(`/files/${file}?v=thumb`)).status(), who).toBe(404);
  }
});

test("lists, searches and exports of others do not know it", async () => {
  for (const [who, account, [address]] of strangers()) {
    if (!address?.startsWith("/review")) continue;
    const page = await cast.page(account);
    for (const list of ["/work?tab=all&q=", "/registry?q="]) {
      await page.goto(`${list}${encodeURIComponent(STUDIO)}`);
      await expect(page.locator(`[data-application-id="${id}"]`), `${who} ${list}`).toHaveCount(0);
    }
    const origin = new URL(page.url()).origin;
    const file_ = await page.request.post("/registry/export", {
      form: { list: "applications", format: "csv" },
      headers: { origin },
    });
    expect(await file_.text(), who).not.toContain(STUDIO);
  }
});

test("nobody writes into it from outside", async () => {
  const page = await cast.page(cast.accounts("AY-U-09", "lead")[0]!);
  const headers = { origin: new URL(page.url()).origin };
  const save = await page.request.post(`/api/applications/${id}/sections/sign`, {
    headers,
    data: { revision: 0, data: { text: "别人的" } },
  });
  const submit = await page.request.post(`/api/applications/${id}/submit`, {
    headers,
    data: { key: randomUUID(), version: 1, answers: [] },
  });
  const remove = await page.request.delete(`/api/attachments/${file}`, { headers });
  expect([save.status(), submit.status(), remove.status()]).toEqual([404, 404, 404]);
});
