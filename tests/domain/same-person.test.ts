import { describe, expect, it } from "vitest";
import { conflictOf, type Involved, sharesMemberName } from "@/domain/same-person";

const involved: Involved = {
  studioAccounts: ["lead-account", "contributor-account"],
  lead: { name: "领衔人甲", mobile: "13900000001" },
  contact: { name: "联系人乙", mobile: "13900000002" },
  memberNames: ["成员丙", "成 员 丁"],
  deciders: ["decider-account"],
};
const person = (accountId: string, name = "审核员", mobile: string | null = null) => ({ accountId, name, mobile });

describe("conflictOf", () => {
  it.each([
    ["a stranger", person("x"), null],
    ["the linked lead", person("lead-account"), "studioAccount"],
    ["a linked contributor", person("contributor-account"), "studioAccount"],
    ["the lead's name and mobile", person("x", "领衔人甲", "13900000001"), "leadOrContact"],
    ["the lead's name written otherwise", person("x", "领衔人·甲 ", "13900000001"), "leadOrContact"],
    ["the contact's name and mobile", person("x", "联系人乙", "13900000002"), "leadOrContact"],
    ["the lead's name alone", person("x", "领衔人甲", null), null],
    ["the lead's name with another mobile", person("x", "领衔人甲", "13900000003"), null],
    ["another name with the lead's mobile", person("x", "旁人", "13900000001"), null],
    ["the lead's name with the contact's mobile", person("x", "领衔人甲", "13900000002"), null],
    ["somebody with a standing decision", person("decider-account"), "decided"],
    ["a member's name", person("x", "成员丙"), null],
  ] as const)("%s: %o → %s", (_case, who, expected) => {
    expect(conflictOf(who, involved)).toBe(expected);
  });

  it("does not take two empty names for the same person", () => {
    const nobody = { ...involved, lead: { name: "", mobile: "" }, contact: { name: "", mobile: "" } };
    expect(conflictOf(person("x", "", ""), nobody)).toBeNull();
  });
});

describe("sharesMemberName", () => {
  it("warns for a member of the same name, however it is spaced, and for nobody else", () => {
    expect(sharesMemberName(person("x", "成员丁"), involved)).toBe(true);
    expect(sharesMemberName(person("x", "领衔人甲"), involved)).toBe(false);
    expect(sharesMemberName(person("x", ""), { ...involved, memberNames: [""] })).toBe(false);
  });
});
