import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isUnavailable } from "@/data/prisma-error";
import { viewerOfToken } from "@/data/sessions";
import { SIGN_IN_THROTTLE } from "@/domain/sign-in-rules";
import { type SignInResult, signIn } from "@/server/sign-in";
import { connect } from "../setup/cluster-urls";
import { testDatabase } from "../setup/database";
import { auditOf, makeCity, type TestCity } from "../support/test-city";

let owner: pg.Client;
let city: TestCity;
let addresses = 0;

beforeAll(async () => {
  owner = await connect((await testDatabase()).ownerUrl);
  city = await makeCity(owner);
});
afterAll(() => owner.end());

/** Every call from an address of its own, unless one is given. */
function attempt(login: string, password: string, address = `192.0.2.${(addresses += 1)}`): Promise<SignInResult> {
  return signIn({ login, password, address, device: "Chrome · Windows" });
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const from = performance.now();
  const result = await work();
  return [performance.now() - from, result];
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

describe("signIn", () => {
  it("opens a session for the right password, whatever the case of the account, and says so in the trail", async () => {
    const person = await city.person();
    const result = await attempt(` ${person.login.toUpperCase()} `, person.password);
    expect(result).toMatchObject({ outcome: "open", accountId: person.accountId });
    const viewer = result.outcome === "open" ? await viewerOfToken(result.token) : null;
    expect(viewer).toMatchObject({ accountId: person.accountId, role: "cityReviewer", orgPath: city.path, scope: { lo: city.path } });
    expect((await auditOf(owner, city.path)).filter((row) => row.entity_id === person.accountId)).toMatchObject([
      { action: "account.signIn", actor_id: person.accountId },
    ]);
  });

  it.each(["\u0000", "a\u0000b", "\ud83d", "a\udc00"])("knows no account by a name that no database holds: %j", async (spoilt) => {
    const person = await city.person();
    expect(await attempt(`${person.login}${spoilt}`, person.password)).toEqual({ outcome: "wrong" });
    expect(await attempt(spoilt, "x")).toEqual({ outcome: "wrong" });
  });

  it("does not count the right password as a failure where there is no room for its session", async () => {
    const person = await city.person();
    await owner.query(`CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$`);
    await owner.query(`CREATE TRIGGER no_room BEFORE INSERT ON user_session FOR EACH ROW
      WHEN (NEW.account_id = '${person.accountId}') EXECUTE FUNCTION no_room()`);
    try {
      for (let i = 0; i < SIGN_IN_THROTTLE.account.lockAfter + 1; i += 1)
        expect(await attempt(person.login, person.password).catch(isUnavailable)).toBe(true);
    } finally {
      await owner.query("DROP FUNCTION no_room CASCADE");
    }
    expect(await attempt(person.login, person.password)).toMatchObject({ outcome: "open" });
  });

  it("keeps the hash of the session's token only", async () => {
    const person = await city.person();
    const result = await attempt(person.login, person.password);
    const { rows } = await owner.query("SELECT to_jsonb(s)::text AS row FROM user_session s WHERE account_id = $1", [person.accountId]);
    expect(rows).toHaveLength(1);
    expect(rows[0].row).not.toContain(result.outcome === "open" ? result.token : "");
  });

  it("gives one answer to an unknown account, a wrong password, a disabled account and one without a role", async () => {
    const [right, disabled, roleless] = [await city.person(), await city.person(), await city.person([])];
    await owner.query("UPDATE user_account SET disabled_at = now() WHERE id = $1", [disabled.accountId]);
    expect(await attempt("nobody-at-all", "x")).toEqual({ outcome: "wrong" });
    expect(await attempt(right.login, "x")).toEqual({ outcome: "wrong" });
    expect(await attempt(disabled.login, disabled.password)).toEqual({ outcome: "wrong" });
    expect(await attempt(roleless.login, roleless.password)).toEqual({ outcome: "wrong" });
    const trail = (await auditOf(owner, city.path)).filter((row) => row.action === "account.signInFailed").map((row) => row.entity_id);
    expect(trail).toEqual([right.accountId, disabled.accountId, roleless.accountId]);
  });

  it("takes the same time for unknown accounts as for known ones", { timeout: 60_000 }, async () => {
    const rounds = 12;
    const people = await Promise.all(Array.from({ length: rounds }, () => city.person()));
    await attempt("warm-up", "x");
    const known: number[] = [];
    const unknown: number[] = [];
    for (const [round, person] of people.entries()) {
      known.push((await timed(() => attempt(person.login, "wrong")))[0]);
      unknown.push((await timed(() => attempt(`stranger-${round}-${person.login}`, "wrong")))[0]);
    }
    const ratio = median(known) / median(unknown);
    process.stdout.write(
      `sign-in: median ${median(known).toFixed(0)} ms known, ${median(unknown).toFixed(0)} ms unknown, ratio ${ratio.toFixed(3)}\n`,
    );
    expect(ratio).toBeGreaterThan(0.9);
    expect(ratio).toBeLessThan(1.1);
  });

  it("refuses a password of 50,000 characters fast, and does not take its first 128 for it", async () => {
    const person = await city.person();
    const long = "x".repeat(128);
    const [ms, result] = await timed(() => attempt(person.login, "p".repeat(50_000)));
    expect(result).toEqual({ outcome: "wrong" });
    expect(ms).toBeLessThan(2_000);
    const { hashPassword, verifyPassword } = await import("@/server/password");
    const hash = await hashPassword(long);
    expect(await verifyPassword(hash, long)).toBe(true);
    expect(await verifyPassword(hash, `${long}y`)).toBe(false);
  });

  it(
    "locks an account at the fifth failure, known or unknown, even for the right password, for 15 real minutes",
    { timeout: 60_000 },
    async () => {
      const person = await city.person();
      const failFiveTimes = async (login: string) => {
        const outcomes: SignInResult[] = [];
        for (let n = 1; n <= 5; n += 1) outcomes.push(await attempt(login, "wrong"));
        return outcomes;
      };
      const five = [...Array.from({ length: 4 }, () => ({ outcome: "wrong" })), { outcome: "locked", minutes: 15 }];
      expect(await Promise.all([failFiveTimes(person.login), failFiveTimes(`stranger-${person.login}`)])).toEqual([five, five]);
      expect(await attempt(person.login, person.password)).toEqual({ outcome: "locked", minutes: 15 });
      const trail = (await auditOf(owner, city.path)).filter((row) => row.entity_id === person.accountId).map((row) => row.action);
      expect(trail).toEqual([...Array(4).fill("account.signInFailed"), "account.locked"]);
      // 14 minutes later it still holds, 16 minutes later it does not, and the count starts afresh
      await owner.query(
        "UPDATE sign_in_throttle SET locked_until = locked_until - interval '14 minutes', window_at = window_at - interval '14 minutes'",
      );
      expect(await attempt(person.login, person.password)).toEqual({ outcome: "locked", minutes: 1 });
      await owner.query(
        "UPDATE sign_in_throttle SET locked_until = locked_until - interval '2 minutes', window_at = window_at - interval '2 minutes'",
      );
      expect(await attempt(person.login, "wrong")).toEqual({ outcome: "wrong" });
      expect((await attempt(person.login, person.password)).outcome).toBe("open");
    },
  );

  it("answers later with every failure", { timeout: 30_000 }, async () => {
    const person = await city.person();
    const waits: number[] = [];
    for (let n = 1; n <= 4; n += 1) waits.push((await timed(() => attempt(person.login, "wrong")))[0]);
    [300, 800, 1300, 2300].forEach((least, i) => expect(waits[i], `failure ${i + 1}`).toBeGreaterThanOrEqual(least));
  });

  it("lets no more than five of fifty simultaneous guesses be tried", { timeout: 60_000 }, async () => {
    const person = await city.person();
    const results = await Promise.all(Array.from({ length: 50 }, (_, n) => attempt(person.login, n === 49 ? person.password : "wrong")));
    const { rows } = await owner.query("SELECT count(*)::int AS n FROM audit_event WHERE entity_id = $1", [person.accountId]);
    expect(rows[0].n).toBeLessThanOrEqual(5);
    expect(results.filter((result) => result.outcome === "locked").length).toBeGreaterThanOrEqual(45);
  });

  it("forgets failures after a success", async () => {
    const person = await city.person();
    for (let round = 0; round < 2; round += 1) {
      for (let n = 0; n < 2; n += 1) expect((await attempt(person.login, "wrong")).outcome).toBe("wrong");
      expect((await attempt(person.login, person.password)).outcome).toBe("open");
    }
  });

  it("locks an address that failed with a hundred accounts; a success of its own does not clear it", async () => {
    const [person, other] = [await city.person(), await city.person()];
    const address = "198.51.100.7";
    await attempt("stranger-0", "wrong", address);
    await owner.query(
      "UPDATE sign_in_throttle SET failures = 98 WHERE key LIKE 'address:%' AND failures = 1 AND window_at = (SELECT max(window_at) FROM sign_in_throttle WHERE key LIKE 'address:%')",
    );
    expect((await attempt(person.login, person.password, address)).outcome).toBe("open");
    expect((await attempt("stranger-1", "wrong", address)).outcome).toBe("wrong");
    expect((await attempt("stranger-2", "wrong", address)).outcome).toBe("wrong");
    expect((await attempt(person.login, person.password, address)).outcome).toBe("locked");
    expect((await attempt(other.login, other.password)).outcome).toBe("open");
  });

  it("counts in the database: a server that starts anew still holds the lock", async () => {
    const { rows } = await owner.query("SELECT count(*)::int AS n FROM sign_in_throttle WHERE locked_until > now() - interval '1 hour'");
    expect(rows[0].n).toBeGreaterThan(0);
  });

  it("keeps neither accounts nor addresses in clear", async () => {
    const { rows } = await owner.query("SELECT key FROM sign_in_throttle");
    for (const { key } of rows) expect(key).toMatch(/^(account|address):[0-9a-f]{64}$/);
  });
});
