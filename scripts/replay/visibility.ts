import type { ExampleFile } from "../../tests/support/example-file";
import type { Cast } from "./cast";
import type { Differences } from "./differences";
import { exportRegistry, textsOf } from "./export-registry";

/** A city that may see the case finds it; another city finds nothing in lists, search and export, and the same 404 as for an unknown address. */
export async function compareVisibility(
  differences: Differences,
  cast: Cast,
  example: ExampleFile,
  id: string,
  number: string,
): Promise<void> {
  const name = String(example.data.studio?.name ?? "");
  for (const tenant of example.expect.visibleTo ?? []) {
    differences.same(`visible to ${tenant}`, await look(cast, tenant, id, name, number), { status: 200, listed: true, exported: true });
  }
  for (const tenant of example.expect.hiddenFrom ?? []) {
    differences.same(`hidden from ${tenant}`, await look(cast, tenant, id, name, number), { status: 404, listed: false, exported: false });
  }
}

async function look(cast: Cast, tenant: string, id: string, name: string, number: string) {
  const reviewer = cast.accountsOfTenant(tenant, "cityReviewer")[0];
  if (!reviewer) throw new Error(`no reviewer of ${tenant}`);
  const address = `/registry?q=${encodeURIComponent(name)}`;
  const page = await cast.open(reviewer, address);
  const listed = (await page.locator(`[data-registry-row="${id}"]`).count()) > 0;
  const exported = textsOf(await exportRegistry(page, address)).has(number);
  const direct = await page.goto(`/review/${id}`);
  return { status: direct?.status() ?? 0, listed, exported };
}
