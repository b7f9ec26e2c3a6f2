import type { ExampleFile } from "../../tests/support/example-file";
import type { Cast } from "./cast";
import type { Differences } from "./differences";
import { exportRegistry, textsOf } from "./export-registry";

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
  for (const address of ["/registry", "/registry/members"]) {
    const sheets = await exportRegistry(page, address);
    for (const sheet of sheets) differences.same(`formulas in ${address}`, sheet.formulas, 0);
    for (const text of textsOf(sheets)) texts.add(text);
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
