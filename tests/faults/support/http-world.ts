import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { encode } from "next-auth/jwt";
import type pg from "pg";
import { hashToken } from "@/data/sessions";
import { ROLES, type Role } from "@/domain/roles";

const ROOT = path.resolve(import.meta.dirname, "../../..");

/** What stands in every personal column of the victim; it may appear in no answer to anybody who must not see the case. */
export const CANARY = "KANARIENVOGEL";

export type Attacker = { name: string; cookie: string | null };
export type Action = { id: string; file: string; name: string };

/** Every server action of the build, from its manifest. */
export function readActions(): Action[] {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, ".next/server/server-reference-manifest.json"), "utf8")) as {
    node: Record<string, { filename: string; exportedName: string }>;
  };
  return Object.entries(manifest.node).map(([id, { filename, exportedName }]) => ({ id, file: filename, name: exportedName }));
}

/** A signed-in browser of this grant, as the sign-in would have left it; revoked: its session has been ended. */
export async function sessionCookie(
  owner: pg.Client,
  grant: { id: string; account_id: string; org_path: string; city_path: string },
  revoked = false,
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await owner.query(
    "INSERT INTO user_session (id, org_path, city_path, account_id, grant_id, token_hash, expires_at, revoked_at) VALUES ($1, $2, $3, $4, $5, $6, now() + interval '1 hour', $7)",
    [randomUUID(), grant.org_path, grant.city_path, grant.account_id, grant.id, hashToken(token), revoked ? new Date() : null],
  );
  const jwt = await encode({ token: { sid: token }, secret: process.env["NEXTAUTH_SECRET"] ?? "", maxAge: 3600 });
  return `portal-session=${jwt}`;
}

type Place = { org_path: string; city_path: string; kind: string };

/** A new person in a role at an organisation, signed in. */
export async function addAttacker(owner: pg.Client, place: Place, role: Role, name: string, revoked = false): Promise<Attacker> {
  const account = randomUUID();
  const grant = { id: randomUUID(), account_id: account, ...place };
  await owner.query(
    "INSERT INTO user_account (id, org_path, city_path, login, name, password_hash) VALUES ($1, $2, $3, $4, 'somebody', 'x')",
    [account, place.org_path, place.city_path, `x-${account}`],
  );
  await owner.query("INSERT INTO role_grant (id, org_path, city_path, account_id, role) VALUES ($1, $2, $3, $4, $5)", [
    grant.id,
    place.org_path,
    place.city_path,
    account,
    role,
  ]);
  return { name: `${role} ${name}`, cookie: await sessionCookie(owner, grant, revoked) };
}

/** The roles that may be held at an organisation of this kind. */
export function rolesAt(kind: string): Role[] {
  return (Object.keys(ROLES) as Role[]).filter((role) => (ROLES[role].heldAt as readonly string[]).includes(kind));
}

const TABLES_OF_A_STUDIO = [
  "application",
  "application_section",
  "attachment",
  "submission",
  "decision",
  "return_item",
  "proposal",
  "stage_opening",
  "application_event",
  "notice",
  "user_account",
  "role_grant",
  "org_unit",
  "idempotency_key",
  "list_preference",
];

/** Hash of each table's rows of the studio. */
export async function hashOfStudio(owner: pg.Client, orgPath: string): Promise<string> {
  const parts = TABLES_OF_A_STUDIO.map(
    (table) => `'${table} ' || coalesce((SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM "${table}" t WHERE org_path = $1), '-')`,
  );
  const { rows } = await owner.query(`SELECT ARRAY[${parts.join(", ")}]::text AS hash`, [orgPath]);
  return rows[0].hash;
}

/** Writes the canary into every column of words of the studio's case, and into its people. */
export async function plantCanaries(owner: pg.Client, orgPath: string): Promise<number> {
  const words: Record<string, string[]> = {
    application: ["studio_name", "lead_name", "unit_name", "search_text"],
    attachment: ["file_name"],
    application_event: ["actor_name", "comment"],
    submission: ["submitted_by_name"],
    application_section: ["updated_by_name"],
    user_account: ["name", "mobile"],
    org_unit: ["name"],
  };
  let planted = 0;
  await owner.query("BEGIN");
  await owner.query("SET LOCAL session_replication_role = replica");
  for (const [table, columns] of Object.entries(words)) {
    const sets = columns.map((column) => `"${column}" = '${CANARY}-${table}-${column}'`).join(", ");
    planted += columns.length;
    await owner.query(`UPDATE "${table}" SET ${sets} WHERE org_path = $1`, [orgPath]);
  }
  // every typed word of the form: names, mobiles, addresses, stories
  for (const [table, column] of [
    ["submission", "content"],
    ["application_section", "data"],
  ] as const) {
    planted += 1;
    await owner.query(
      `UPDATE "${table}" SET "${column}" = regexp_replace("${column}"::text, '"(name|leadName|leadMobile|contactName|contactMobile|address)": "[^"]*"', '"\\1": "${CANARY}-\\1"', 'g')::jsonb WHERE org_path = $1`,
      [orgPath],
    );
  }
  await owner.query("COMMIT");
  return planted;
}
