import { randomBytes, randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import type pg from "pg";
import { hashToken } from "@/data/sessions";
import { childPath, parentPathOf } from "@/domain/org-path";
import { ROLES, type Role } from "@/domain/roles";
import { hashPassword } from "@/server/password";
import { PASSWORD } from "./http-requests";

/**
 * Where the person sits, seen from the victim's studio: in it (own), above it (parent), beside it or beside one above it in the same
 * city (sibling), in another city; session ended; signed out. child is seen from the second victim, the enterprise above the studio:
 * whoever sits in a studio below it, the victim's own and another, and asks for what belongs to the enterprise.
 */
export type Relation = "own" | "parent" | "sibling" | "foreign city" | "ended" | "signed out";
export type Level = "studio" | "enterprise" | "district" | "city";
export type Person = {
  name: string;
  relation: Relation;
  role: Role | null;
  /** of the victim's own line: which organisation of it */
  level: Level | null;
  /** of a studio below the enterprise of the victim */
  child: boolean;
  cookie: string | null;
  /** another session of the same person, for what ends it */
  spare: () => Promise<string | null>;
};

export type Place = { org_path: string; city_path: string; kind: string };
type Grant = { id: string; account_id: string; org_path: string; city_path: string };
export function grantOf(viewer: { grantId: string; accountId: string; orgPath: string; cityPath: string }): Grant {
  return { id: viewer.grantId, account_id: viewer.accountId, org_path: viewer.orgPath, city_path: viewer.cityPath };
}

/** How a session may have come to its end; each is a condition of its own in viewerOfToken. */
export const ENDS = ["revoked", "expired", "idle", "disabled", "grantless"] as const;
export type End = (typeof ENDS)[number];

/** A signed-in browser of this grant, as the sign-in would have left it, or as it is after its end. */
export async function sessionCookie(owner: pg.Client, grant: Grant, end?: End): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await owner.query(
    `INSERT INTO user_session (id, org_path, city_path, account_id, grant_id, token_hash, expires_at, revoked_at, last_seen_at)
     VALUES ($1, $2, $3, $4, $5, $6, now() + $7::interval, CASE WHEN $8 THEN now() END, now() - $9::interval)`,
    [
      randomUUID(),
      grant.org_path,
      grant.city_path,
      grant.account_id,
      grant.id,
      hashToken(token),
      end === "expired" ? "-1 minute" : "10 hours",
      end === "revoked",
      end === "idle" ? "9 hours" : "0",
    ],
  );
  if (end === "disabled")
    await owner.query("UPDATE user_account SET disabled_at = now() WHERE id = $1 AND disabled_at IS NULL", [grant.account_id]);
  if (end === "grantless") await owner.query("UPDATE role_grant SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL", [grant.id]);
  const jwt = await encode({ token: { sid: token }, secret: process.env["NEXTAUTH_SECRET"] ?? "", maxAge: 36_000 });
  return `portal-session=${jwt}`;
}

let passwordHash: Promise<string> | undefined;

/** A new person in a role at an organisation. All have the same password. */
export async function addAccount(owner: pg.Client, place: Place, role: Role, login = ""): Promise<Grant> {
  passwordHash ??= hashPassword(PASSWORD);
  const { org_path, city_path } = place;
  const account_id = randomUUID();
  await owner.query("INSERT INTO user_account (id, org_path, city_path, login, name, password_hash) VALUES ($1, $2, $3, $4, $5, $6)", [
    account_id,
    org_path,
    city_path,
    login || `x-${account_id}`,
    "somebody",
    await passwordHash,
  ]);
  const id = await addGrant(owner, { account_id, org_path, city_path }, role);
  return { id, account_id, org_path, city_path };
}

export async function addGrant(owner: pg.Client, to: Omit<Grant, "id">, role: Role): Promise<string> {
  const id = randomUUID();
  await owner.query("INSERT INTO role_grant (id, org_path, city_path, account_id, role) VALUES ($1, $2, $3, $4, $5)", [
    id,
    to.org_path,
    to.city_path,
    to.account_id,
    role,
  ]);
  return id;
}

/** The roles that may be held at an organisation of this kind. */
function rolesAt(kind: string): Role[] {
  return (Object.keys(ROLES) as Role[]).filter((role) => (ROLES[role].heldAt as readonly string[]).includes(kind));
}

/** Everybody: every role at every relation to the victim's studio. */
export async function gatherPeople(owner: pg.Client, studio: Place): Promise<Person[]> {
  const people: Person[] = [];
  const add = async (place: Place, role: Role, where: string, of: Pick<Person, "relation" | "level">, end?: End) => {
    const grant = await addAccount(owner, place, role);
    const cookie = await sessionCookie(owner, grant, end);
    const child = !end && place.kind === "studio" && parentPathOf(place.org_path) === enterprise.org_path;
    people.push({
      name: `${role} ${where}`,
      role,
      ...of,
      child,
      cookie,
      spare: () => sessionCookie(owner, grant, end),
    });
  };
  const one = async (sql: string, args: unknown[]) => (await owner.query(sql, args)).rows[0] as Place;
  const at = (path: string) => one("SELECT org_path, city_path, kind FROM org_unit WHERE org_path = $1", [path]);
  const enterprise = await at(parentPathOf(studio.org_path) ?? "");
  const district = await at(parentPathOf(enterprise.org_path) ?? "");
  const city = await at(studio.city_path);
  const line: [Level, Place][] = [["studio", studio], ["enterprise", enterprise], ["district", district], ["city", city]]; // oxfmt-ignore
  for (const [level, place] of line)
    for (const role of rolesAt(place.kind))
      await add(place, role, `of the own ${level}`, { relation: level === "studio" ? "own" : "parent", level });

  const beside = (kind: string, not: string, inside: string) =>
    one("SELECT org_path, city_path, kind FROM org_unit WHERE kind = $1 AND org_path <> $2 AND NOT starts_with(org_path, $2) AND starts_with(org_path, $3) ORDER BY org_path LIMIT 1", [kind, not, inside]); // oxfmt-ignore
  const siblings: [string, Place][] = [
    ["of the studio beside", await addStudio(owner, enterprise)],
    ["of a studio of the enterprise beside", await beside("studio", enterprise.org_path, district.org_path)],
    ["of the enterprise beside", await beside("enterprise", enterprise.org_path, district.org_path)],
    ["of the district beside", await beside("district", district.org_path, studio.city_path)],
  ];
  for (const [where, place] of siblings) for (const role of rolesAt(place.kind)) await add(place, role, where, { relation: "sibling", level: null }); // oxfmt-ignore
  const { org_path: other } = await one("SELECT org_path FROM org_unit WHERE kind = 'city' AND org_path <> $1", [studio.city_path]);
  for (const kind of ["studio", "enterprise", "district", "city"]) {
    const place = await beside(kind, studio.city_path, other);
    for (const role of rolesAt(kind)) await add(place, role, `of the foreign ${kind}`, { relation: "foreign city", level: null });
  }
  for (const [level, place] of line)
    for (const role of rolesAt(place.kind))
      await add(place, role, `of the own ${level}, revoked`, { relation: "ended", level: null }, "revoked");
  for (const end of ENDS.slice(1))
    for (const [place, role] of [[studio, "lead"], [city, "cityReviewer"]] as const) await add(place, role, end, { relation: "ended", level: null }, end); // oxfmt-ignore
  const forged = await encode({ token: { sid: "forged" }, secret: "a secret that is not the server's", maxAge: 3600 });
  for (const [name, cookie] of [
    ["signed out", null],
    ["a forged cookie", `portal-session=${forged}`],
  ] as const)
    people.push({ name, relation: "signed out", role: null, level: null, child: false, cookie, spare: async () => cookie });
  return people;
}

/** Another studio of the same enterprise. */
async function addStudio(owner: pg.Client, enterprise: Place): Promise<Place> {
  const org_path = childPath(enterprise.org_path, randomBytes(4).toString("hex"));
  const { city_path } = enterprise;
  await owner.query(
    "INSERT INTO org_unit (id, org_path, city_path, parent_path, code, kind, name) VALUES ($1, $2, $3, $4, $2, 'studio', '旁边的工作室')",
    [randomUUID(), org_path, city_path, enterprise.org_path],
  );
  return { org_path, city_path, kind: "studio" };
}
