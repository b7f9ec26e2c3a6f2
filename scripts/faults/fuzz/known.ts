import { FORM } from "@/domain/application-form";
import { isFileField } from "@/domain/form-field";
import type { WatchedDatabase } from "../support/watched-database";
import type { Person } from "../support/people";
import type { ForeignIds } from "./kinds";
import type { Known } from "./shapes";

const FILED_STATUSES = ["enterpriseReview", "districtReview", "cityReview", "returned", "approved", "expired", "withdrawn"];
const STAGE_OF: Readonly<Record<string, number>> = { enterpriseReview: 0, districtReview: 1, cityReview: 2 };

/** Gives the filed cases of the demo a state each, so that every action finds one that it would work on. */
export async function spreadStates(database: WatchedDatabase): Promise<void> {
  const ids = await database.column("SELECT id FROM application WHERE number IS NOT NULL ORDER BY number, id");
  for (const [index, id] of ids.entries()) {
    const status = FILED_STATUSES[index % FILED_STATUSES.length] ?? "approved";
    const live = !["expired", "withdrawn"].includes(status);
    await database.run(
      "UPDATE application SET status = $2, stage_index = $3, live_batch_id = CASE WHEN $4 THEN batch_id ELSE NULL END WHERE id = $1",
      [id, status, STAGE_OF[status] ?? null, live],
    );
  }
}

/** Everything that a caller could know or guess, of both cities. */
export async function readKnown(database: WatchedDatabase): Promise<Known> {
  const ids = (table: string) => database.column(`SELECT id FROM ${table} ORDER BY id`);
  const applications = await database.column("SELECT id FROM application ORDER BY number NULLS FIRST, id");
  const batches = await ids("batch");
  const attachments = await ids("attachment");
  const items = await ids("return_item");
  const grants = await ids("role_grant");
  const sessions = await ids("user_session");
  const notices = await ids("notice");
  const fields = FORM.sections.flatMap((section) => section.fields.map((field) => field.path));
  return {
    id: [...applications, ...notices.slice(0, 5), ...attachments.slice(0, 5)],
    attachment: attachments,
    application: applications,
    applicationId: applications,
    batchId: batches,
    grantId: grants,
    sessionId: sessions,
    itemId: items,
    order: attachments,
    batch: await database.column("SELECT code FROM batch ORDER BY code"),
    criterion: ["name", "sign", "team", "funding", "site", "results", "talent", "unknown"],
    path: fields,
    slot: FORM.sections.flatMap((section) => section.fields.filter((field) => isFileField(field)).map((field) => field.path)),
    section: FORM.sections.map((section) => section.key),
    list: ["applications", "criteria", "members"],
    format: ["xlsx", "ods", "csv"],
    columns: ["number", "studioName", "leadMobile", "nonsense"],
    dueOn: ["2026-12-20", "2027-01-10", "2026-01-01"],
    _id: ["r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8"],
    next: ["/work", "//evil.example", "/\\evil.example", "https://evil.example", "/applications?x=1"],
    login: ["ay-u-03-lead", "ay-r2", "nobody", "AY-R2"],
    tab: ["pending", "decided", "all"],
  };
}

/** Ids of another city, by that of the one who asks: nobody there may touch them. */
export async function readForeign(database: WatchedDatabase): Promise<(person: Person | null) => ForeignIds> {
  const cities = await database.column("SELECT DISTINCT city_path FROM user_account ORDER BY 1");
  const logins = new Map<string, string>();
  const byCity = new Map<string, ForeignIds>();
  for (const city of cities) {
    for (const login of await database.column("SELECT login FROM user_account WHERE city_path = $1", [city])) logins.set(login, city);
    const of = (table: string) =>
      database.column(`SELECT id FROM ${table} WHERE NOT (org_path = $1 OR org_path LIKE $1 || '%') ORDER BY id`, [city]);
    const [id, attachment] = [await of("application"), await of("attachment")];
    byCity.set(city, {
      id,
      application: id,
      applicationId: id,
      attachment,
      order: attachment,
      batchId: await of("batch"),
      grantId: await of("role_grant"),
      sessionId: await of("user_session"),
      itemId: await of("return_item"),
    });
  }
  return (person) => byCity.get(logins.get(person?.login ?? "") ?? cities[0] ?? "") ?? {};
}

/** Every id at once, for putting a wrong one where another was expected. */
export function allIds(known: Known): string[] {
  return ["application", "attachment", "batchId", "grantId", "sessionId", "itemId"].flatMap((name) => known[name] ?? []);
}
