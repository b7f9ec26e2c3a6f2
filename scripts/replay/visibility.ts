import type { ExampleFile } from "../../tests/support/example-file";
import type { Cast } from "./cast";
import type { Differences } from "./differences";

/** A city that may see the case finds it; another city finds nothing in lists and search, and the same 404 as for an unknown address. */
export async function compareVisibility(differences: Differences, cast: Cast, example: ExampleFile, id: string): Promise<void> {
  const name = String(example.data.studio?.name ?? "");
  for (const tenant of example.expect.visibleTo ?? []) {
    const seen = await look(cast, tenant, id, name);
    differences.same(`visible to ${tenant}`, seen, { status: 200, listed: true, exported: true });
  }
  for (const tenant of example.expect.hiddenFrom ?? []) {
    const seen = await look(cast, tenant, id, name);
    differences.same(`hidden from ${tenant}`, seen, { status: 404, listed: false, exported: false });
  }
}

async function look(cast: Cast, tenant: string, id: string, name: string) {
  const reviewer = cast.accountsOfTenant(tenant, "cityReviewer")[0];
  if (!reviewer) throw new Error(`no reviewer of ${tenant}`);
  const page = await cast.open(reviewer, `/registry?q=${encodeURIComponent(name)}`);
  const listed = (await page.locator(`[data-application-id="${id}"]`).count()) > 0;
  const direct = await page.request.get(`/review/${id}`);
  const file = await page.request.get(`/registry/export?format=csv&q=${encodeURIComponent(name)}`);
  const text = file.ok() ? await file.text() : "";
  const number = listed ? await page.locator(`[data-application-id="${id}"]`).first().getAttribute("data-application-number") : null;
  return { status: direct.status(), listed, exported: number ? text.includes(number) : false };
}
