import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFirstCity, isEmptyInstallation } from "@/data/first-city";
import { CRITERIA_SETS } from "@/domain/criteria-sets";
import { signIn } from "@/server/sign-in";
import { hashPassword } from "@/server/password";
import { connect } from "../setup/cluster-urls";
import { testDatabase } from "../setup/database";

let owner: pg.Client;
beforeAll(async () => {
  owner = await connect((await testDatabase()).ownerUrl);
});
afterAll(() => owner.end());

describe("createFirstCity", () => {
  it("makes one city out of five simultaneous attempts, whose administrator can sign in", async () => {
    expect(await isEmptyInstallation()).toBe(true);
    const hash = await hashPassword("Right password of five");
    const attempts = Array.from({ length: 5 }, (_, n) => ({
      cityName: "某某市总工会",
      shortName: "某某",
      prefix: "MM",
      regionCode: "410500",
      name: "某某某",
      login: `admin${n}`,
    }));
    const made = await Promise.all(attempts.map((city) => createFirstCity(city, hash)));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await isEmptyInstallation()).toBe(false);
    const { rows: units } = await owner.query(
      "SELECT code, kind, name, short_name, tenant_code, org_path = city_path AS is_top FROM org_unit",
    );
    expect(units).toEqual([{ code: "MM", kind: "city", name: "某某市总工会", short_name: "某某", tenant_code: "mm", is_top: true }]);
    const { rows: sets } = await owner.query("SELECT code FROM criteria_set ORDER BY code");
    expect(sets.map((row) => row.code)).toEqual(CRITERIA_SETS.map((set) => set.code).toSorted());
    const login = attempts[made.indexOf(true)]?.login ?? "";
    expect((await signIn({ login, password: "Right password of five", address: null, device: "" })).outcome).toBe("open");
    const { rows: trail } = await owner.query("SELECT action FROM audit_event ORDER BY seq");
    expect(trail.map((row) => row.action)).toEqual(["city.create", "account.signIn"]);
  });
});
