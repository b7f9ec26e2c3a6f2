import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { changePassword, ownAccount } from "@/data/accounts";
import { authClient } from "@/data/prisma";
import { hashToken, listOwnSessions, openSession, revokeSession, switchGrant, viewerOfToken } from "@/data/sessions";
import type { Viewer } from "@/domain/viewer";
import { hashPassword, verifyPassword } from "@/server/password";
import { connect } from "../setup/cluster-urls";
import { testDatabase } from "../setup/database";
import { auditOf, makeCity, type TestCity } from "../support/test-city";

let owner: pg.Client;
let city: TestCity;

beforeAll(async () => {
  owner = await connect((await testDatabase()).ownerUrl);
  city = await makeCity(owner);
});
afterAll(() => owner.end());

async function open(accountId: string): Promise<{ token: string; viewer: Viewer }> {
  const token = await openSession(accountId, "Chrome · Windows");
  const viewer = token ? await viewerOfToken(token) : null;
  if (!token || !viewer) throw new Error("no session");
  return { token, viewer };
}

describe("viewerOfToken", () => {
  const ends: [why: string, sql: string][] = [
    ["revoked", "UPDATE user_session SET revoked_at = now() WHERE account_id = $1"],
    ["past its end", "UPDATE user_session SET expires_at = now() - interval '1 second' WHERE account_id = $1"],
    ["idle for 30 minutes", "UPDATE user_session SET last_seen_at = now() - interval '30 minutes 1 second' WHERE account_id = $1"],
    ["of a disabled account", "UPDATE user_account SET disabled_at = now() WHERE id = $1"],
    ["of a revoked grant", "UPDATE role_grant SET revoked_at = now() WHERE account_id = $1"],
  ];
  it.each(ends)("answers null on the next request for a session that is %s", async (_why, sql) => {
    const person = await city.person();
    const { token } = await open(person.accountId);
    await owner.query(sql, [person.accountId]);
    expect(await viewerOfToken(token)).toBeNull();
  });

  it("answers null for a token nobody has", async () => expect(await viewerOfToken("x".repeat(43))).toBeNull());

  it("lasts 12 hours and goes on while it is used", async () => {
    const person = await city.person();
    const { token } = await open(person.accountId);
    const { rows } = await owner.query(
      "SELECT extract(epoch FROM expires_at - now()) / 3600 AS hours FROM user_session WHERE token_hash = $1",
      [hashToken(token)],
    );
    expect(Number(rows[0].hours)).toBeCloseTo(12, 1);
    await owner.query("UPDATE user_session SET last_seen_at = now() - interval '29 minutes' WHERE token_hash = $1", [hashToken(token)]);
    expect(await viewerOfToken(token)).not.toBeNull();
    const after = await owner.query("SELECT now() - last_seen_at < interval '5 seconds' AS moved FROM user_session WHERE token_hash = $1", [
      hashToken(token),
    ]);
    expect(after.rows[0].moved).toBe(true);
  });

  it("asks for a new password after 90 days where the deployment wants that, and only there", async () => {
    const person = await city.person();
    const { token } = await open(person.accountId);
    const asked = async (profile: string, days: number) => {
      await owner.query("UPDATE user_account SET password_changed_at = now() - make_interval(days => $2) WHERE id = $1", [
        person.accountId,
        days,
      ]);
      vi.resetModules();
      process.env["PASSWORD_PROFILE"] = profile;
      const anew = await import("@/data/sessions");
      return (await anew.viewerOfToken(token))?.mustChangePassword;
    };
    expect([await asked("mlps", 89), await asked("mlps", 91), await asked("standard", 9999)]).toEqual([false, true, false]);
    delete process.env["PASSWORD_PROFILE"];
  });

  it("is one query", async () => {
    const { token } = await open((await city.person()).accountId);
    const asked = vi.spyOn(pg.Client.prototype, "query");
    await viewerOfToken(token);
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
  });
});

describe("switchGrant", () => {
  it("acts as the other grant under a new token; the old one is dead at once", async () => {
    const person = await city.person([
      ["cityReviewer", city.path],
      ["districtReviewer", city.districtPath],
    ]);
    const { token, viewer } = await open(person.accountId);
    const renewed = await switchGrant(viewer, person.grantIds[1] ?? "");
    expect(renewed).not.toBeNull();
    expect(await viewerOfToken(token)).toBeNull();
    expect(await viewerOfToken(renewed ?? "")).toMatchObject({
      sessionId: viewer.sessionId,
      role: "districtReviewer",
      orgPath: city.districtPath,
    });
    expect((await auditOf(owner, city.path)).at(-1)).toMatchObject({
      action: "account.switchRole",
      org_path: city.districtPath,
      detail: { from: person.grantIds[0], to: person.grantIds[1] },
    });
  });

  it("is the grant that the next sign-in starts with", async () => {
    const person = await city.person([
      ["cityReviewer", city.path],
      ["districtReviewer", city.districtPath],
    ]);
    const { viewer } = await open(person.accountId);
    await switchGrant(viewer, person.grantIds[1] ?? "");
    await owner.query("UPDATE user_session SET last_seen_at = now() - interval '1 minute' WHERE account_id = $1", [person.accountId]);
    expect((await open(person.accountId)).viewer.grantId).toBe(person.grantIds[1]);
  });

  it("refuses the grant of another person and a revoked one, and leaves the session as it was", async () => {
    const [person, other] = [
      await city.person([
        ["cityReviewer", city.path],
        ["districtReviewer", city.districtPath],
      ]),
      await city.person(),
    ];
    const { token, viewer } = await open(person.accountId);
    await owner.query("UPDATE role_grant SET revoked_at = now() WHERE id = $1", [person.grantIds[1]]);
    expect(await switchGrant(viewer, other.grantIds[0] ?? "")).toBeNull();
    expect(await switchGrant(viewer, person.grantIds[1] ?? "")).toBeNull();
    const after = await viewerOfToken(token);
    expect(after).toMatchObject({ grantId: person.grantIds[0] });
    expect(after?.grants.map((grant) => grant.id)).toEqual([person.grantIds[0]]);
  });
});

describe("revokeSession", () => {
  it("ends a session of one's own and no other's", async () => {
    const [person, other] = [await city.person(), await city.person()];
    const [mine, second, theirs] = [await open(person.accountId), await open(person.accountId), await open(other.accountId)];
    expect(await revokeSession(mine.viewer, theirs.viewer.sessionId, "account.revokeSession")).toBe(false);
    expect(await revokeSession(mine.viewer, second.viewer.sessionId, "account.revokeSession")).toBe(true);
    expect([await viewerOfToken(second.token), (await viewerOfToken(theirs.token))?.accountId]).toEqual([null, other.accountId]);
    expect((await listOwnSessions(person.accountId)).map((session) => session.id)).toEqual([mine.viewer.sessionId]);
  });
});

describe("changePassword", () => {
  it("ends every other session of the person, keeps this one and writes the trail", async () => {
    const person = await city.person();
    const [here, there] = [await open(person.accountId), await open(person.accountId)];
    await owner.query("UPDATE user_account SET must_change_password = true WHERE id = $1", [person.accountId]);
    const { passwordHash } = await ownAccount(person.accountId);
    expect(await changePassword(here.viewer, passwordHash, await hashPassword("Another password"))).toBe(true);
    expect(await verifyPassword((await ownAccount(person.accountId)).passwordHash, "Another password")).toBe(true);
    expect([await viewerOfToken(there.token), (await viewerOfToken(here.token))?.mustChangePassword]).toEqual([null, false]);
    expect((await auditOf(owner, city.path)).at(-1)).toMatchObject({
      action: "account.changePassword",
      actor_id: person.accountId,
      detail: { endedSessions: 1 },
    });
    expect(await changePassword(here.viewer, passwordHash, "stale")).toBe(false);
  });
});

describe("the sign-in login", () => {
  it("cannot write anything but account events to the trail", async () => {
    const person = await city.person();
    const write = (entity: string, action: string) =>
      authClient().$executeRaw`INSERT INTO audit_event (city_path, org_path, action, entity, entity_id, detail)
        VALUES (${city.path}, ${city.path}, ${action}, ${entity}, ${person.accountId}, '{}'::jsonb)`;
    await expect(write("application", "application.submit")).rejects.toThrow(/42501|row-level/);
    await expect(write("account", "application.submit")).rejects.toThrow(/42501|row-level/);
    expect(await write("account", "account.signIn")).toBe(1);
  });
});
