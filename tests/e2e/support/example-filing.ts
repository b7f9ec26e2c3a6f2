import path from "node:path";
import { exampleVersions, readExample } from "../../support/example-file";
import type { Filing, FormContent } from "@/domain/form-content";

const EXAMPLES = path.resolve(import.meta.dirname, "../../reference/examples");

export function examplePath(name: string): string {
  return path.join(EXAMPLES, `${name}.yaml`);
}

/** Orgs whose own example tells the unit section; the rest is EX06 as it was approved. */
const UNIT_OF: Readonly<Record<string, string>> = {
  "AY-U-01": "EX01",
  "AY-U-02": "EX02",
  "AY-U-04": "EX04",
  "AY-U-08": "EX08",
  "AY-U-09": "EX09",
  "AY-U-11": "EX11",
};

/**
 * A whole filing that every check lets pass on each day from 2026-04-22 on, for the studio of an enterprise, with a lead
 * of its own so that it meets no other story's.
 */
export function wholeFiling(org: string, lead: string): Filing {
  const example = readExample(examplePath("EX06"));
  const filing = exampleVersions(example).at(-1);
  const unit = readExample(examplePath(UNIT_OF[org] ?? "EX06")).data["unit"];
  if (!filing || !unit) throw new Error(`no example for ${org}`);
  const renamed = JSON.parse(
    JSON.stringify(filing)
      .replaceAll("林致远", lead)
      .replaceAll("13900000106", mobileOf(`${org}${lead}`)),
  ) as Filing;
  return { ...renamed, content: { ...renamed.content, unit: structuredClone(unit) } as FormContent };
}

const GIVEN = "安柏川岱尔帆谷衡江恺澜朗明宁鹏启然舒棠维望溪晓行言远泽知舟筑子";

/** A name that no other story and no earlier run has taken: a name may lead one studio in a batch. */
export function somebody(): string {
  const pick = () => GIVEN[Math.floor(Math.random() * GIVEN.length)] ?? "安";
  return `欧阳${pick()}${pick()}${pick()}`;
}

/** A mobile number of nobody, the same for the same name. */
function mobileOf(name: string): string {
  const sum = [...name].reduce((total, letter) => (total * 31 + (letter.codePointAt(0) ?? 0)) % 90_000_000, 7);
  return `139${String(10_000_000 + sum)}`;
}
