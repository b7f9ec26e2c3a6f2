import { randomUUID } from "node:crypto";
import path from "node:path";
import type pg from "pg";
import { FORM } from "../../src/domain/application-form";
import { exampleFiling, readExample } from "../../tests/support/example-file";
import { ROOT } from "../support/root.mjs";
import { personName } from "./made-names";
import { copyRows, type CopyValue } from "./copy-rows";

/** A draft that passes every rule, of a studio of its own, and the grant of its lead. */
export type SeededDraft = { id: string; grantId: string; section: Record<string, CopyValue> };

type Row = Record<string, CopyValue>;

/** Complete drafts beside each other under the enterprise union of the first example: what a lead has when only 提交 is left. */
export async function seedDrafts(client: pg.Client, count: number): Promise<SeededDraft[]> {
  const filing = exampleFiling(readExample(path.join(ROOT, "tests/reference/examples/EX01.yaml")));
  const { rows } = await client.query(
    `SELECT o.org_path AS path, o.city_path AS city, b.id AS batch, b.criteria_set_id AS set FROM org_unit o
     JOIN batch b ON b.org_path = o.city_path AND b.code = 'AY-2026-C' WHERE o.code = 'AY-U-01'`,
  );
  const place = rows[0] as { path: string; city: string; batch: string; set: string };
  const run = randomUUID().slice(0, 4);
  const all = Array.from({ length: count }, (_, n) => {
    const [id, account, grant] = [randomUUID(), randomUUID(), randomUUID()];
    return {
      n,
      id,
      account,
      grant,
      // named after its lead, as the example says it is; unlike any of an earlier run
      name: `${personName(n)}压测${run}${n}号创新工作室`,
      leadMobile: `135${String(Number.parseInt(run, 16) % 10_000).padStart(4, "0")}${String(n).padStart(4, "0")}`,
      org: `${place.path}${run}${n.toString(16).padStart(4, "0")}/`,
      mobile: `136${String(n).padStart(8, "0")}`,
    };
  });
  const fields = (row: (one: (typeof all)[number]) => Row[]) => all.flatMap(row);
  const at = new Date("2026-05-18T01:00:00Z");
  const insert = async (table: string, list: Row[]) => copyRows(client, table, Object.keys(list[0] ?? {}), list);
  await client.query("BEGIN");
  await insert(
    "org_unit",
    fields(({ org, name }) => [
      { id: randomUUID(), org_path: org, city_path: place.city, parent_path: place.path, code: `B${org}`, kind: "studio", name },
    ]),
  );
  await insert(
    "user_account",
    fields(({ org, account, mobile, n }) => [
      { id: account, org_path: org, city_path: place.city, login: `bl-${run}-${n}`, name: `压测负责人${n}`, mobile, password_hash: "none" },
    ]),
  );
  await insert(
    "role_grant",
    fields(({ org, account, grant }) => [{ id: grant, org_path: org, city_path: place.city, account_id: account, role: "lead" }]),
  );
  await insert(
    "application",
    fields(({ id, org, account, name }) => [
      {
        id,
        org_path: org,
        city_path: place.city,
        batch_id: place.batch,
        live_batch_id: place.batch,
        status: "draft",
        criteria_set_id: place.set,
        form_version: FORM.version,
        created_by: account,
        created_at: at,
        updated_at: at,
        studio_name: name,
        unmet_criteria: [],
      },
    ]),
  );
  await insert(
    "application_section",
    fields(({ id, org, account, name, n, leadMobile }) =>
      FORM.sections.map(({ key }) => ({
        application_id: id,
        org_path: org,
        section: key,
        revision: 0,
        data: sectionOf(filing.content, key, name, n, leadMobile),
        updated_by: account,
        updated_by_name: "压测",
        updated_at: at,
      })),
    ),
  );
  await insert(
    "attachment",
    fields(({ id, org, account }) =>
      filing.attachments
        .filter((file) => !file.slot.startsWith("stage."))
        .map((file, position) => ({
          id: randomUUID(),
          org_path: org,
          application_id: id,
          slot: file.slot,
          row_id: file.rowId ?? null,
          file_name: file.fileName,
          kind: file.kind,
          mime_type: "application/octet-stream",
          size: 1000,
          sha256: "0".repeat(64),
          width: file.kind === "image" ? 640 : null,
          height: file.kind === "image" ? 896 : null,
          storage_key: `attachments/${randomUUID()}`,
          position,
          uploaded_by: account,
          uploaded_at: at,
        })),
    ),
  );
  await client.query("COMMIT");
  await client.query("ANALYZE application, application_section, attachment, org_unit");
  return all.map(({ id, grant, name, n, leadMobile }) => ({
    id,
    grantId: grant,
    section: sectionOf(filing.content, "studio", name, n, leadMobile),
  }));
}

function sectionOf(content: ReturnType<typeof exampleFiling>["content"], key: string, name: string, n: number, leadMobile: string): Row {
  const section = { ...content[key] } as Row;
  if (key === "studio") section["name"] = name;
  if (key === "team") Object.assign(section, { leadName: personName(n), leadMobile });
  return section;
}
