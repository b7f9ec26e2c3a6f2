import { describe, expect, it } from "vitest";
import { derive, scramVerifier } from "../../scripts/support/database-logins.mjs";
import { serverEnv } from "../../scripts/support/server-env.mjs";
import { readSettings } from "../../scripts/support/settings.mjs";

describe("scramVerifier", () => {
  it("gives the keys of the example of RFC 7677", () => {
    expect(scramVerifier("pencil", Buffer.from("W22ZaJ0SNY7soEsUEjb6gQ==", "base64"))).toBe(
      "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
    );
  });

  it("never gives the same twice", () => {
    expect(scramVerifier("pencil")).not.toBe(scramVerifier("pencil"));
  });
});

describe("derive", () => {
  it("gives another value for every purpose and every secret", () => {
    const values = ["a", "b"].flatMap((secret) => ["sign-in", "server-actions"].map((purpose) => derive(secret, purpose)));
    expect(new Set(values).size).toBe(4);
    expect(values.every((value) => /^[0-9a-f]{64}$/.test(value))).toBe(true);
  });
});

describe("serverEnv", () => {
  it("keeps the owner's login and the installation's secret from the web process", () => {
    const owner = "postgresql://owner:owner-password@db.example/portal";
    const before = { ...process.env };
    Object.assign(process.env, { DATABASE_URL: owner, PORTAL_SECRET: "s".repeat(40), PGPASSWORD: "owner-password" });
    try {
      const settings = readSettings(process.env, "/checkout");
      const env = serverEnv(settings, {
        appUrl: "postgresql://app@db/portal",
        authUrl: "postgresql://auth@db/portal",
        secret: "s".repeat(40),
      });
      const text = JSON.stringify(env);
      expect(text).not.toContain("owner-password");
      expect(text).not.toContain("s".repeat(40));
      expect(env).toMatchObject({ APP_DATABASE_URL: "postgresql://app@db/portal", PORTAL_MODE: "production" });
      expect(Buffer.from(String(env["NEXT_SERVER_ACTIONS_ENCRYPTION_KEY"]), "base64")).toHaveLength(32);
    } finally {
      process.env = before;
    }
  });
});
