import { describe, expect, it } from "vitest";
import { ROLES, type Role } from "@/domain/roles";
import { currentHref } from "@/features/shell/nav-links";
import { homeFor, NAVIGATION, navigationFor } from "@/features/shell/navigation";
import en from "@/messages/en/shell.json";
import zh from "@/messages/zh-CN/shell.json";

const UNION = ["work", "registry", "criteria", "members", "notices"];
const STUDIO = ["applications", "notices"];

/** Every role and what it sees, in order. */
const SEEN: Record<Role, readonly string[]> = {
  lead: STUDIO,
  contributor: STUDIO,
  enterpriseReviewer: UNION,
  districtReviewer: UNION,
  cityReviewer: UNION,
  orgAdmin: UNION,
  cityAdmin: UNION,
  expert: [],
  inspector: [],
  sysadmin: [],
  secadmin: [],
  auditor: [],
};

describe("navigationFor", () => {
  it.each(Object.keys(ROLES) as Role[])("shows %s exactly its places", (role) => {
    expect(navigationFor(role).map((item) => item.key)).toEqual(SEEN[role]);
  });
  it("has a word for every place in both languages", () => {
    for (const item of NAVIGATION) expect([zh.nav[item.key], en.nav[item.key]].every(Boolean)).toBe(true);
  });
});

describe("homeFor", () => {
  it("leads studios to their applications, unions to their work and others to their account", () => {
    expect([homeFor("lead"), homeFor("cityReviewer"), homeFor("auditor")]).toEqual(["/applications", "/work", "/account"]);
  });
});

describe("currentHref", () => {
  it("takes the longest address that the path begins with", () => {
    expect(currentHref(NAVIGATION, "/registry/members")).toBe("/registry/members");
    expect(currentHref(NAVIGATION, "/registry")).toBe("/registry");
    expect(currentHref(NAVIGATION, "/applications/1/review")).toBe("/applications");
  });
  it("is none for a path that only looks alike", () => {
    expect(currentHref(NAVIGATION, "/registryx")).toBeUndefined();
  });
});
