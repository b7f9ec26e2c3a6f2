import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { DEMO_TENANTS } from "../../prisma/demo/org-tree";
import type { DemoBatch, DemoTenant } from "../../prisma/demo/demo-tenant";
import { readExamples } from "./example-file";
import type { Expression } from "./expression-scope";

const directory = fileURLToPath(new URL("../reference/", import.meta.url));

function read<T>(name: string): T {
  return parse(readFileSync(`${directory}${name}`, "utf8")) as T;
}

type Plain = Record<string, unknown>;

export type ReferenceField = Plain & {
  key: string;
  label: string;
  type: string;
  required: "always" | "never" | { when: { words: string; test: Expression } };
  columns?: ReferenceField[];
};

export type ReferenceCheck = {
  reads: string[];
  demands?: string[];
  params: Record<string, string | number | boolean | string[]>;
  severity: string;
  appliesWhen?: Expression;
  pass: Expression;
  values: Record<string, Expression>;
  message: string;
};

type ReferenceSet = Plain & {
  code: string;
  general: { checks: Plain[] };
  items: (Plain & { key: string; checks: Plain[] })[];
};

/** The reference data, as its files say it. */
export const REFERENCE_FORM = read<{
  version: string;
  title: string;
  titleEn: string;
  estimatedMinutes: number;
  attachmentRules: Plain;
  types: Record<string, { pattern: string; maxLength?: number }>;
  sections: (Plain & { key: string; fields: ReferenceField[] })[];
  stageSlots: (Plain & { key: string; required: ReferenceField["required"] })[];
  opinionBoxes: Plain[];
  derived: { key: string; label: string; labelEn: string; type: string; unit?: string; expr: Expression }[];
}>("form.yaml");

export const REFERENCE_ENUMS = read<{
  enums: Record<string, Plain & { values: (Plain & { key: string })[] }>;
}>("enums.yaml").enums;

export const REFERENCE_CRITERIA = read<{ checks: Record<string, ReferenceCheck>; sets: ReferenceSet[] }>("criteria-sets.yaml");

export const REFERENCE_TREE = read<{
  routes: Plain;
  tenants: (Plain & { code: string; orgs: Plain[]; batches: Plain[]; regions: Plain[] })[];
  negativeUscc: { value: string; why: string }[];
  positiveUscc: { value: string; why: string }[];
}>("org-tree.yaml");

/** Every field and column of the reference by path, in order. */
export const REFERENCE_FIELDS = new Map<string, ReferenceField>();
for (const section of REFERENCE_FORM.sections) {
  for (const field of section.fields) {
    REFERENCE_FIELDS.set(`${section.key}.${field.key}`, field);
    for (const column of field.columns ?? []) {
      REFERENCE_FIELDS.set(`${section.key}.${field.key}.${column.key}`, column);
    }
  }
}

/** All examples, by file name. */
export const EXAMPLES = readExamples(`${directory}examples`);

/** A tenant of the demo tree. */
export function tenantOf(code: string): DemoTenant {
  const tenant = DEMO_TENANTS.find((one) => one.code === code);
  if (!tenant) throw new Error(`no tenant ${code}`);
  return tenant;
}

/** A batch of any tenant. */
export function batchOf(code: string): DemoBatch {
  const batch = DEMO_TENANTS.flatMap((tenant) => tenant.batches).find((one) => one.code === code);
  if (!batch) throw new Error(`no batch ${code}`);
  return batch;
}
