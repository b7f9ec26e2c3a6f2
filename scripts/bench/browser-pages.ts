import type { Page } from "@playwright/test";
import type { BenchPortal } from "./bench-portal";
import { seedDrafts } from "./seed-drafts";

/** A page that the browser's bench looks at. */
export type BrowserPage = {
  name: string;
  path: string;
  cookie: string;
  /** row of js-budget.json */
  row: string;
  /** needs no account */
  open?: true;
  /** its list is timed */
  list?: true;
  /** selector of the box that is typed into, what to wait for afterwards, and what was stored of it (null: nothing is stored) */
  type?: { box: string; settled: (page: Page) => Promise<unknown>; saved: () => Promise<string | null> };
};

/** The pages of the issue over the rows of a bench, with sessions of their own. */
export async function browserPages(portal: BenchPortal): Promise<BrowserPage[]> {
  const one = async (sql: string) => ((await portal.database.query(sql)).rows[0] as { id: string }).id;
  const city = await portal.signIn(
    await one(
      "SELECT g.id FROM role_grant g JOIN org_unit o ON o.org_path = g.org_path WHERE g.role = 'cityReviewer' AND o.code = 'AY' LIMIT 1",
    ),
  );
  const [draft] = await seedDrafts(portal.database, 1);
  if (!draft) throw new Error("no draft");
  const lead = await portal.signIn(draft.grantId);
  const caseId = await one("SELECT id FROM application WHERE status = 'cityReview' AND round > 0 LIMIT 1");
  const address = async () => {
    const { rows } = await portal.database.query(
      "SELECT data->>'address' AS address FROM application_section WHERE application_id = $1 AND section = 'unit'",
      [draft.id],
    );
    return (rows[0] as { address: string }).address;
  };
  return [
    { name: "front page", path: "/", cookie: "", row: "home", open: true },
    {
      name: "sign-in",
      path: "/sign-in",
      cookie: "",
      row: "signIn",
      open: true,
      type: { box: "input[name=login]", settled: () => Promise.resolve(), saved: () => Promise.resolve(null) },
    },
    { name: "work list", path: "/work", cookie: city, row: "work", list: true },
    { name: "registry", path: "/registry", cookie: city, row: "registry", list: true },
    { name: "matrix", path: "/registry/criteria", cookie: city, row: "matrix", list: true },
    { name: "review", path: `/review/${caseId}`, cookie: city, row: "review" },
    {
      name: "form",
      path: `/applications/${draft.id}/edit`,
      cookie: lead,
      row: "form",
      type: {
        box: 'input[data-path="unit.address"]',
        // with a time: a page that has not woken up yet also says "saved"
        settled: (page) => page.locator('[data-save-state="saved"]', { hasText: /\d{2}:\d{2}/ }).waitFor({ timeout: 20_000 }),
        saved: address,
      },
    },
  ];
}
