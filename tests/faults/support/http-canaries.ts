import type pg from "pg";
import { FORM } from "@/domain/application-form";
import type { FormField } from "@/domain/form-field";
import type { FieldValue, Filing, FormContent, FormRow } from "@/domain/form-content";
import { ABOVE, REVIEWER } from "./http-above";

/** Stands in everything that is words of the victim; may appear in no answer to anybody who must not see the case. */
export const CANARY = "Kanarienvogel";
const MOBILE = "19998887001";
const BIRTH = "1957-07";

/** What is looked for in an answer. phone and birth: as a mask would have hidden them. */
const SEEN = {
  words: /kanarienvogel/i,
  phone: /1999888\d{4}|0372-9998887/,
  birth: /1957-07/,
  reviewer: /zeisigname/i,
  ...ABOVE,
} as const;
export type Canary = keyof typeof SEEN;

export function seenIn(text: string): Canary[] {
  return (Object.keys(SEEN) as Canary[]).filter((kind) => SEEN[kind].test(text));
}

/** The filing with a canary in every field that the form marks as personal and that takes words; it stays one that may be submitted. */
export function withCanaries({ content, attachments }: Filing): Filing {
  const lead = String(content["team"]?.["leadName"]);
  const renamed = JSON.parse(JSON.stringify(content).replaceAll(lead, `${CANARY}甲`)) as FormContent;
  for (const section of FORM.sections)
    for (const field of section.fields) {
      const values = renamed[section.key];
      if (!values || values[field.key] === undefined) continue;
      if (field.type !== "rows") values[field.key] = sung(field, values[field.key] as FieldValue, field.personalData);
      else
        for (const row of values[field.key] as FormRow[])
          for (const column of field.columns ?? [])
            if (row[column.key] !== undefined)
              row[column.key] = sung(column, row[column.key] as FieldValue, field.personalData ?? column.personalData);
    }
  return { content: renamed, attachments: attachments.map((file) => ({ ...file, fileName: `${CANARY}-${file.fileName}` })) };
}

function sung(field: FormField, value: FieldValue, personal: true | undefined): FieldValue {
  if (!personal || typeof value !== "string" || field.readOnly) return value;
  if (field.type === "mobile") return MOBILE;
  if (field.type === "phone") return "0372-9998887";
  if (field.type === "email") return `${CANARY}@example.com`;
  if (field.type === "yearMonth" && /birth/i.test(field.key)) return BIRTH;
  if (field.type !== "text" && field.type !== "longText") return value;
  return value.startsWith(CANARY) ? value : `${CANARY}${value}`.slice(0, field.limits?.maxLength ?? 50);
}

/**
 * Columns of text that hold codes, ids, paths, hashes or what is published to the whole city: a column that stands neither
 * here nor carries a canary at the end of the run fails it.
 */
const CODES = new Set(
  (
    "org_path city_path parent_path recipient_path recommender_path actor_org_path proposed_org_path code kind role status from_status " +
    "to_status action entity entity_id prev hash sha256 snapshot_sha256 token_hash password_hash request_hash standing_key pending_key outcome " +
    "stage slot row_id mime_type storage_key thumb_key form_version criterion path due_on locale list columns tenant_code region_code regions " +
    "route number industry region studio_kind section key unmet_criteria actor_role proposed_role verdicts derived"
  ).split(" "),
);
/** Of the city and published to all of it; what the audit keeps are codes, and that is asked for in turn. */
const PUBLISHED = [
  // a copy that is sorted by and never shown
  "application_criterion",
  "criteria_set",
  "batch",
  "audit_event",
  "audit_head",
  "number_sequence",
  "sign_in_throttle",
  "_prisma_migrations",
];

export type WordColumn = { table: string; column: string; type: string };

/** Every column of words, from the catalog. */
export async function wordColumns(owner: pg.Client): Promise<WordColumn[]> {
  const { rows } = await owner.query(
    `SELECT table_name AS "table", column_name AS "column", data_type AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type IN ('text', 'jsonb', 'json', 'ARRAY', 'character varying') ORDER BY 1, ordinal_position`,
  );
  return (rows as WordColumn[]).filter(({ table, column }) => !PUBLISHED.includes(table) && !CODES.has(column));
}

const OF_REVIEWERS = ["decision.actor_name", "proposal.proposed_by_name", "proposal.settled_by_name"];

/**
 * Writes the canary into every column of words of the studio's rows that does not carry one yet, and the reviewers' into the
 * names of union people beside the case. Documents hold what was typed: the filing came with canaries.
 */
export async function plantCanaries(owner: pg.Client, orgPath: string, columns: readonly WordColumn[]): Promise<void> {
  const silent = (column: string) => `coalesce("${column}", '') !~* '${CANARY}|${REVIEWER}|^1999888'`;
  const byTable = Map.groupBy(
    columns.filter(({ type }) => type === "text"),
    ({ table }) => table,
  );
  const statements = [...byTable].map(([table, some]) => {
    const sets = some.map(({ column }) => `"${column}" = CASE WHEN ${silent(column)} THEN ${songOf(table, column)} ELSE "${column}" END`);
    return `UPDATE "${table}" SET ${sets.join(", ")} WHERE org_path = '${orgPath}' AND (${some.map(({ column }) => silent(column)).join(" OR ")})`;
  });
  for (const [table, column] of [["org_unit", "profile"], ["idempotency_key", "response"]]) // oxfmt-ignore
    statements.push(`UPDATE "${table}" SET "${column}" = coalesce("${column}", '{}') || jsonb_build_object('note', '${CANARY}')
      WHERE org_path = '${orgPath}' AND coalesce(jsonb_typeof("${column}"), 'object') = 'object' AND NOT coalesce("${column}", '{}') ? 'note'`); // oxfmt-ignore
  await owner.query(["BEGIN", "SET LOCAL session_replication_role = replica", ...statements, "COMMIT"].join(";\n"));
}

/** Who of the union acted, by name; everything else is the case's own words. */
function songOf(table: string, column: string): string {
  const name = `${table}.${column}`;
  if (name === "user_account.mobile") return `'${MOBILE}'`;
  if (name === "user_account.login") return `lower('${CANARY}-') || left(id::text, 8)`;
  if (name === "application_event.actor_name")
    return `CASE WHEN actor_id IS NULL THEN NULL WHEN actor_org_path = org_path THEN '${CANARY}' ELSE '${REVIEWER}' END`;
  return OF_REVIEWERS.includes(name) ? `'${REVIEWER}'` : `'${CANARY}-${table}-${column}'`;
}

/** Columns of these that hold a canary in one of the studio's rows, by name. */
export async function singing(owner: pg.Client, orgPath: string, columns: readonly WordColumn[]): Promise<string[]> {
  if (columns.length === 0) return [];
  const parts = columns.map(
    ({ table, column }) =>
      `CASE WHEN EXISTS (SELECT FROM "${table}" WHERE org_path = $1 AND "${column}"::text ~* '${CANARY}|${REVIEWER}|1999888') THEN '${table}.${column}' END`,
  );
  const { rows } = await owner.query(`SELECT array_remove(ARRAY[${parts.join(", ")}], NULL) AS names`, [orgPath]);
  return rows[0].names;
}
