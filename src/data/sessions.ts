import "server-only";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { subtreeOf } from "@/domain/org-path";
import { PASSWORD_PROFILES } from "@/domain/password-rules";
import { isRole, type OrgKind } from "@/domain/roles";
import { SESSION_LIFE } from "@/domain/sign-in-rules";
import type { GrantChoice, Viewer } from "@/domain/viewer";
import { env } from "@/env";
import { writeAudit } from "./audit";
import { Prisma } from "./generated/client";
import { oneTrip } from "./one-trip";
import { authClient, authPool } from "./prisma";

/** last_seen_at moves at most this often, so that most requests only read. */
const TOUCH_SECONDS = 60;

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/**
 * Opens a session acting as the grant this person used last, else the first one. Returns the opaque token (only its
 * hash is kept), or null when the person holds no grant. The audit row is in the same transaction.
 */
export function openSession(accountId: string, device: string): Promise<string | null> {
  return authClient().$transaction(async (tx) => {
    const [grant] = await tx.$queryRaw<{ id: string; orgPath: string; cityPath: string; role: string }[]>`
      SELECT g.id, g.org_path AS "orgPath", g.city_path AS "cityPath", g.role
      FROM role_grant g LEFT JOIN user_session s ON s.grant_id = g.id AND s.account_id = g.account_id
      WHERE g.account_id = ${accountId}::uuid AND g.revoked_at IS NULL
      GROUP BY g.id ORDER BY max(s.last_seen_at) DESC NULLS LAST, g.granted_at, g.org_path, g.role LIMIT 1`;
    if (!grant) return null;
    const token = newToken();
    const session = await tx.userSession.create({
      data: {
        id: randomUUID(),
        orgPath: grant.orgPath,
        cityPath: grant.cityPath,
        accountId,
        grantId: grant.id,
        tokenHash: hashToken(token),
        device: device.slice(0, 80),
        expiresAt: new Date(Date.now() + SESSION_LIFE.absoluteHours * 3_600_000),
      },
      select: { id: true },
    });
    await writeAudit(
      tx,
      { accountId, orgPath: grant.orgPath, role: grant.role as Viewer["role"] },
      { action: "account.signIn", entity: "account", entityId: accountId, orgPath: grant.orgPath, detail: { session: session.id } },
    );
    return token;
  });
}

type SessionRow = {
  session_id: string;
  idle_seconds: number;
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
  grants: GrantChoice[] | null;
};

/**
 * The viewer behind a token, or null: unknown, revoked, idle too long, past its end, account disabled or grant
 * revoked. Decided on the row at every request, so a revocation takes effect on the next one. One query; once a
 * minute a second one moves last_seen_at.
 */
export async function viewerOfToken(token: string): Promise<Viewer | null> {
  const maxAge = PASSWORD_PROFILES[env().PASSWORD_PROFILE].maxAgeDays;
  const [rows = []] = await oneTrip(authPool(), [
    Prisma.sql`
    SELECT s.id AS session_id, extract(epoch FROM now() - s.last_seen_at)::int AS idle_seconds,
           a.id AS account_id, a.name AS account_name, a.mobile,
           (a.must_change_password OR coalesce(a.password_changed_at < now() - make_interval(days => ${maxAge}::int), false)) AS must_change_password,
           g.id AS grant_id, g.role, o.id AS org_id, o.org_path, o.name AS org_name, o.kind AS org_kind,
           c.org_path AS city_path, c.name AS city_name, c.tenant_code,
           (SELECT json_agg(json_build_object('id', h.id, 'role', h.role, 'orgPath', h.org_path, 'orgName', p.name)
                            ORDER BY h.granted_at, h.org_path, h.role)
            FROM role_grant h JOIN org_unit p ON p.org_path = h.org_path
            WHERE h.account_id = a.id AND h.revoked_at IS NULL) AS grants
    FROM user_session s
    JOIN user_account a ON a.id = s.account_id
    JOIN role_grant g ON g.id = s.grant_id
    JOIN org_unit o ON o.org_path = s.org_path
    JOIN org_unit c ON c.org_path = s.city_path
    WHERE s.token_hash = ${hashToken(token)} AND s.revoked_at IS NULL AND s.expires_at > now()
      AND s.last_seen_at > now() - make_interval(mins => ${SESSION_LIFE.idleMinutes})
      AND a.disabled_at IS NULL AND g.revoked_at IS NULL`,
  ]);
  const row = rows[0] as SessionRow | undefined;
  if (!row || !isRole(row.role)) return null;
  if (row.idle_seconds > TOUCH_SECONDS) {
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
    grants: (row.grants ?? []).filter((grant) => isRole(grant.role)),
    scope: subtreeOf(row.org_path),
  };
}

type Actor = Pick<Viewer, "accountId" | "orgPath" | "role">;

/**
 * Ends one session of the actor's own. False when it is not theirs or has ended before. A sign-out is a revocation
 * of the session one is using.
 */
export function revokeSession(actor: Actor, sessionId: string, action: "account.signOut" | "account.revokeSession"): Promise<boolean> {
  return authClient().$transaction(async (tx) => {
    const ended = await tx.$executeRaw`
      UPDATE user_session SET revoked_at = now()
      WHERE id = ${sessionId}::uuid AND account_id = ${actor.accountId}::uuid AND revoked_at IS NULL`;
    if (ended !== 1) return false;
    await writeAudit(tx, actor, {
      action,
      entity: "account",
      entityId: actor.accountId,
      orgPath: actor.orgPath,
      detail: { session: sessionId },
    });
    return true;
  });
}

/**
 * Lets an open session act as another grant of the same person, under a new token: the old one is dead at once.
 * Null when the grant is not theirs or revoked.
 */
export function switchGrant(viewer: Viewer, grantId: string): Promise<string | null> {
  const token = newToken();
  return authClient().$transaction(async (tx) => {
    const [now] = await tx.$queryRaw<{ orgPath: string; role: string }[]>`
      UPDATE user_session s SET grant_id = g.id, org_path = g.org_path, token_hash = ${hashToken(token)}, last_seen_at = now()
      FROM role_grant g
      WHERE s.id = ${viewer.sessionId}::uuid AND s.account_id = ${viewer.accountId}::uuid AND s.revoked_at IS NULL
        AND g.id = ${grantId}::uuid AND g.account_id = s.account_id AND g.revoked_at IS NULL
      RETURNING g.org_path AS "orgPath", g.role`;
    if (!now || !isRole(now.role)) return null;
    await writeAudit(
      tx,
      { accountId: viewer.accountId, orgPath: now.orgPath, role: now.role },
      {
        action: "account.switchRole",
        entity: "account",
        entityId: viewer.accountId,
        orgPath: now.orgPath,
        detail: { from: viewer.grantId, to: grantId },
      },
    );
    return token;
  });
}

export type OwnSession = {
  id: string;
  device: string;
  role: string;
  orgName: string;
  createdAt: Date;
  lastSeenAt: Date;
};

/** The open sessions of a person, the newest use first. */
export function listOwnSessions(accountId: string): Promise<OwnSession[]> {
  return authClient().$queryRaw<OwnSession[]>`
    SELECT s.id, s.device, g.role, o.name AS "orgName", s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt"
    FROM user_session s JOIN role_grant g ON g.id = s.grant_id JOIN org_unit o ON o.org_path = s.org_path
    WHERE s.account_id = ${accountId}::uuid AND s.revoked_at IS NULL AND s.expires_at > now()
      AND s.last_seen_at > now() - make_interval(mins => ${SESSION_LIFE.idleMinutes})
    ORDER BY s.last_seen_at DESC LIMIT 50`;
}
