import "server-only";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { subtreeOf } from "@/domain/org-path";
import { isRole, type OrgKind } from "@/domain/roles";
import type { Viewer } from "@/domain/viewer";
import { authClient } from "./prisma";

/** Idle and absolute life of a session, real time (MLPS level 2 and 3: idle 30 min, absolute 12 h). */
export const SESSION_IDLE_MINUTES = 30;
export const SESSION_HOURS = 12;
const TOUCH_SECONDS = 60;

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Opens a session acting as the grant. Returns the opaque token; only its hash is kept. */
export async function openSession(accountId: string, grantId: string): Promise<string> {
  const grant = await authClient().roleGrant.findFirstOrThrow({
    where: { id: grantId, accountId, revokedAt: null },
    select: { orgPath: true, cityPath: true },
  });
  const token = randomBytes(32).toString("base64url");
  await authClient().userSession.create({
    data: {
      id: randomUUID(),
      orgPath: grant.orgPath,
      cityPath: grant.cityPath,
      accountId,
      grantId,
      tokenHash: hashToken(token),
      expiresAt: new Date(Date.now() + SESSION_HOURS * 3_600_000),
    },
    select: { id: true },
  });
  return token;
}

type SessionRow = {
  session_id: string;
  last_seen_at: Date;
  account_id: string;
  account_name: string;
  mobile: string | null;
  must_change_password: boolean;
  grant_id: string;
  role: string;
  org_id: string;
  org_path: string;
  org_name: string;
  org_kind: string;
  city_path: string;
  city_name: string;
  tenant_code: string | null;
};

/**
 * The viewer behind a token, or null: unknown, revoked, idle too long, past its end, account disabled or grant
 * revoked. Decided on the row at every request, so a revocation takes effect on the next one.
 */
export async function viewerOfToken(token: string): Promise<Viewer | null> {
  const rows = await authClient().$queryRaw<SessionRow[]>`
    SELECT s.id AS session_id, s.last_seen_at, a.id AS account_id, a.name AS account_name, a.mobile, a.must_change_password,
           g.id AS grant_id, g.role, o.id AS org_id, o.org_path, o.name AS org_name, o.kind AS org_kind,
           c.org_path AS city_path, c.name AS city_name, c.tenant_code
    FROM user_session s
    JOIN user_account a ON a.id = s.account_id
    JOIN role_grant g ON g.id = s.grant_id
    JOIN org_unit o ON o.org_path = s.org_path
    JOIN org_unit c ON c.org_path = s.city_path
    WHERE s.token_hash = ${hashToken(token)} AND s.revoked_at IS NULL AND s.expires_at > now()
      AND s.last_seen_at > now() - make_interval(mins => ${SESSION_IDLE_MINUTES})
      AND a.disabled_at IS NULL AND g.revoked_at IS NULL`;
  const row = rows[0];
  if (!row || !isRole(row.role)) return null;
  if (Date.now() - row.last_seen_at.getTime() > TOUCH_SECONDS * 1000) {
    await authClient().$executeRaw`UPDATE user_session SET last_seen_at = now() WHERE id = ${row.session_id}::uuid`;
  }
  return {
    sessionId: row.session_id,
    accountId: row.account_id,
    accountName: row.account_name,
    mobile: row.mobile,
    role: row.role,
    grantId: row.grant_id,
    orgId: row.org_id,
    orgPath: row.org_path,
    orgName: row.org_name,
    orgKind: row.org_kind as OrgKind,
    cityPath: row.city_path,
    cityName: row.city_name,
    tenantCode: row.tenant_code ?? "",
    mustChangePassword: row.must_change_password,
    scope: subtreeOf(row.org_path),
  };
}

export async function revokeSession(sessionId: string): Promise<void> {
  await authClient().$executeRaw`UPDATE user_session SET revoked_at = now() WHERE id = ${sessionId}::uuid AND revoked_at IS NULL`;
}

export type GrantChoice = { id: string; role: string; orgPath: string; orgName: string };

/** Every standing grant of a person, by organisation path: the choices of the role switch. */
export function listGrants(accountId: string): Promise<GrantChoice[]> {
  return authClient().$queryRaw<GrantChoice[]>`
    SELECT g.id, g.role, g.org_path AS "orgPath", o.name AS "orgName"
    FROM role_grant g JOIN org_unit o ON o.org_path = g.org_path
    WHERE g.account_id = ${accountId}::uuid AND g.revoked_at IS NULL ORDER BY g.granted_at, g.org_path, g.role`;
}

/** Lets an open session act as another grant of the same person. False when the grant is not theirs or revoked. */
export async function switchGrant(sessionId: string, accountId: string, grantId: string): Promise<boolean> {
  const changed = await authClient().$executeRaw`
    UPDATE user_session s SET grant_id = g.id, org_path = g.org_path
    FROM role_grant g
    WHERE s.id = ${sessionId}::uuid AND s.account_id = ${accountId}::uuid AND s.revoked_at IS NULL
      AND g.id = ${grantId}::uuid AND g.account_id = s.account_id AND g.revoked_at IS NULL`;
  return changed === 1;
}
