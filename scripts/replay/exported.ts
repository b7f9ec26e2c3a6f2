import type { ExampleFile } from "../../tests/support/example-file";
import { readXlsx } from "../../tests/support/read-xlsx";
import type { Cast } from "./cast";
import type { Differences } from "./differences";

const FORMULA_LIKE = /^[\s]*[=+\-@＝＋－＠\t\r]/u;

/** Fields that stand in a registry, so that an export shows them. */
const EXPORTED = [
  "unit.name",
  "studio.name",
  "team.leadName",
  "unit.contactName",
  "team.members.name",
  "team.members.department",
  "team.members.duty",
];

/** No cell of an exported sheet is a formula; text that begins like one arrives as text, unchanged. */
export async function compareExport(differences: Differences, later: string[], cast: Cast, example: ExampleFile): Promise<void> {
  const paths = example.expect.formulaLike ?? [];
  if (paths.length === 0) return;
  const city = cast.accountsOfTenant(example.tenant, "cityReviewer")[0];
  if (!city) throw new Error("no city reviewer");
  const page = await cast.open(city, "/registry");
  const texts = new Set<string>();
  for (const list of ["applications", "members"]) {
    const file = await page.request.get(`/registry/export?list=${list}&format=xlsx`);
    if (!file.ok()) {
      differences.add(`export ${list}: HTTP ${file.status()}`);
      continue;
    }
    for (const sheet of (await readXlsx(await file.body())).sheets) {
      differences.same(`formulas in ${list}`, sheet.formulas, 0);
      for (const row of sheet.rows) for (const cell of row) if (cell.kind === "text") texts.add(cell.value);
    }
  }
  for (const path of paths) {
    const [section = "", field = "", column] = path.split(".");
    const value = example.data[section]?.[field];
    const all = column === undefined ? [value] : (value as Record<string, unknown>[]).map((row) => row[column]);
    const alike = all.filter((text): text is string => typeof text === "string" && FORMULA_LIKE.test(text));
    if (!EXPORTED.includes(path))
      later.push(`formulaLike ${path}: in no registry; its text is inert in every export by the writer's own tests`);
    else
      for (const text of alike)
        if (!texts.has(text.trim())) differences.add(`formulaLike ${path}: ${JSON.stringify(text)} is not in the exported sheets`);
  }
}
