import fc from "fast-check";
import { allFields } from "@/domain/application-form";
import { enumValues } from "@/domain/enumerations";
import type { AttachmentKind, FieldValue, Filing, FormContent, FormRow } from "@/domain/form-content";
import { type FormField, isFileField } from "@/domain/form-field";

/** One change of a filing. Numbers choose among what there is, modulo its size. */
export type Mutation =
  | { op: "value"; field: FormField; row: number; value: FieldValue | undefined }
  | { op: "appendRow"; field: FormField; copyOf: number }
  | { op: "removeRow"; field: FormField; row: number }
  | { op: "attach"; field: FormField; row: number; kind: AttachmentKind }
  | { op: "detach"; which: number };

const HALF_TYPED = ["", "1", "12a", "-", "2026-0", "2026-02-31", "2025", "0.00001", "18.", "x", "  ", "工", "\u0007", "=1+1", "139"];

/** Values a hand may type into a field: right ones, wrong ones and half-typed ones. */
function typedValue(field: FormField): fc.Arbitrary<FieldValue | undefined> {
  const keys = field.enum && field.enum !== "region" ? enumValues(field.enum).map((value) => value.key) : ["410502", "x"];
  const text = fc.oneof(
    fc.constantFrom(...HALF_TYPED),
    fc.string({ maxLength: 12, unit: "grapheme" }),
    fc.constantFrom("周启明", "周启明劳模创新工作室", "周 启 明（劳模）创新工作室", "田承泽", "焊接班", "1981-06"),
  );
  const nothing = fc.constantFrom<(FieldValue | undefined)[]>(undefined, null, "");
  switch (field.type) {
    case "int":
      return fc.oneof(fc.integer({ min: -5, max: 3000 }), fc.constantFrom(2023, 2024, 2025, 2026), fc.double(), text, nothing);
    case "decimal":
      return fc.oneof(
        fc.bigInt({ min: 0n, max: 10n ** 12n }).map((n) => `${n / 10000n}.${String(n % 10000n).padStart(4, "0")}`),
        fc.constantFrom("0", "0.1", "0.10", "0.09", "0.0", "99999.999999"),
        text,
        nothing,
      );
    case "date":
      return fc.oneof(fc.constantFrom("2025-05-18", "2025-05-17", "2026-05-18", "2026-05-19", "2024-02-29"), text, nothing);
    case "yearMonth":
      return fc.oneof(fc.constantFrom("1972-03", "1981-06", "2008-05", "2026-06", "1900-01"), text, nothing);
    case "enum":
      return fc.oneof(fc.constantFrom(...keys), text, nothing);
    case "multiEnum":
      return fc.oneof(fc.array(fc.constantFrom(...keys, "x"), { maxLength: 9 }), nothing);
    case "boolean":
      return fc.oneof(fc.boolean(), nothing);
    default:
      return fc.oneof(text, nothing);
  }
}

const fields = allFields();
const valueFields = fields.filter((field) => !isFileField(field) && field.type !== "rows");
const tables = fields.filter((field) => field.type === "rows");
const slots = fields.filter(isFileField);
const index = fc.nat({ max: 30 });

const valueMutation: fc.Arbitrary<Mutation> = fc.constantFrom(...valueFields).chain((field) =>
  fc.record({
    op: fc.constant("value" as const),
    field: fc.constant(field),
    row: index,
    value: typedValue(field),
  }),
);

/** Any change a hand can make to a filing. */
export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 5, arbitrary: valueMutation },
  fc.record({
    op: fc.constant("appendRow" as const),
    field: fc.constantFrom(...tables),
    copyOf: fc.integer({ min: -1, max: 5 }),
  }),
  fc.record({ op: fc.constant("removeRow" as const), field: fc.constantFrom(...tables), row: index }),
  fc.record({
    op: fc.constant("attach" as const),
    field: fc.constantFrom(...slots),
    row: index,
    kind: fc.constantFrom<AttachmentKind[]>("image", "pdf", "ofd", "word", "excel", "video"),
  }),
  fc.record({ op: fc.constant("detach" as const), which: fc.nat({ max: 60 }) }),
);

function rowsOf(content: FormContent, path: string): FormRow[] {
  const [section = "", table = ""] = path.split(".");
  const value = content[section]?.[table];
  return Array.isArray(value) ? (value as FormRow[]) : [];
}

function put(target: Record<string, unknown>, key: string, value: FieldValue | undefined): void {
  if (value === undefined) delete target[key];
  else target[key] = value;
}

function mutate(filing: Filing, change: Mutation, serial: number): Filing {
  const { content } = filing;
  if (change.op === "detach") {
    const at = change.which % Math.max(1, filing.attachments.length);
    return { content, attachments: filing.attachments.filter((_, i) => i !== at) };
  }
  const [sectionKey = "", key = "", column] = change.field.path.split(".");
  const section = (content[sectionKey] ??= {});
  const rows = rowsOf(content, change.field.path);
  const row = "row" in change ? rows[change.row % Math.max(1, rows.length)] : undefined;
  if (change.op === "value") {
    if (column === undefined) put(section, key, change.value);
    else if (row) put(row, column, change.value);
  } else if (change.op === "appendRow") {
    section[key] = [...rows, { ...rows[change.copyOf], _id: `new-${serial}` } as FormRow];
  } else if (change.op === "removeRow") {
    section[key] = rows.filter((one) => one !== row);
  } else if (column === undefined || row) {
    const added = { id: `new-${serial}`, slot: change.field.path, fileName: "x.pdf", kind: change.kind };
    return {
      content,
      attachments: [...filing.attachments, row && column ? { ...added, rowId: row._id } : added],
    };
  }
  return { content, attachments: filing.attachments };
}

/** The filing after the changes; the given one stays as it is. */
export function mutateFiling(filing: Filing, changes: readonly Mutation[]): Filing {
  return changes.reduce((one, change, serial) => mutate(one, change, serial), structuredClone(filing) as Filing);
}
