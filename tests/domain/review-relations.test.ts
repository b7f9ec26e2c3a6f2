import { describe, expect, it } from "vitest";
import { type ActingPerson, type CaseFacts, standingOf } from "@/domain/review-relations";
import type { Involved } from "@/domain/same-person";

const CITY = "/0000000a/";
const DISTRICT = `${CITY}0000000b/`;
const ENTERPRISE = `${DISTRICT}0000000c/`;
const STUDIO = `${ENTERPRISE}0000000d/`;
const OTHER_DISTRICT = `${CITY}0000000e/`;
const nobody: Involved = {
  studioAccounts: [],
  lead: { name: "", mobile: "" },
  contact: { name: "", mobile: "" },
  memberNames: [],
  deciders: [],
};
const account = (accountId: string) => ({ accountId, name: accountId, mobile: null });
const facts = (more: Partial<CaseFacts> = {}): CaseFacts => ({
  status: "districtReview",
  orgPath: STUDIO,
  cityPath: CITY,
  route: ["enterprise", "district", "city"],
  stageIndex: 1,
  involved: nobody,
  stageReviewers: [account("d1"), account("d2")],
  previous: null,
  proposal: null,
  ...more,
});
const PEOPLE = {
  lead: { ...account("l"), role: "lead", orgPath: STUDIO, orgKind: "studio" },
  enterprise: { ...account("e1"), role: "enterpriseReviewer", orgPath: ENTERPRISE, orgKind: "enterprise" },
  district: { ...account("d1"), role: "districtReviewer", orgPath: DISTRICT, orgKind: "district" },
  second: { ...account("d2"), role: "districtReviewer", orgPath: DISTRICT, orgKind: "district" },
  districtAdmin: { ...account("o"), role: "orgAdmin", orgPath: DISTRICT, orgKind: "district" },
  elsewhere: { ...account("x"), role: "districtReviewer", orgPath: OTHER_DISTRICT, orgKind: "district" },
  city: { ...account("t1"), role: "cityReviewer", orgPath: CITY, orgKind: "city" },
  cityAdmin: { ...account("a"), role: "cityAdmin", orgPath: CITY, orgKind: "city" },
} as const satisfies Record<string, ActingPerson>;
const table = (given: CaseFacts) =>
  Object.fromEntries(Object.entries(PEOPLE).map(([name, person]) => [name, standingOf(person, given).relations.join(" ")]));
const QUIET = {
  lead: "lead",
  enterprise: "none",
  district: "none",
  second: "none",
  districtAdmin: "none",
  elsewhere: "none",
  city: "none",
  cityAdmin: "cityAdmin",
};

describe("standingOf", () => {
  it("lets the reviewers of the union that holds the case decide, and nobody else", () => {
    expect(table(facts())).toEqual({ ...QUIET, district: "stageReviewer", second: "stageReviewer" });
  });

  it("lets the union above act where nobody may decide, whether nobody is there or all are excluded", () => {
    expect(table(facts({ stageReviewers: [] }))).toMatchObject({ city: "actingReviewer", cityAdmin: "cityAdmin", enterprise: "none" });
    const excluded = facts({ involved: { ...nobody, deciders: ["d1", "d2"] } });
    expect(table(excluded)).toEqual({ ...QUIET, city: "actingReviewer" });
    expect(standingOf(PEOPLE.district, excluded)).toMatchObject({ conflict: "decided", needsActing: true });
  });

  it("does not claim that nobody may decide where the viewer's scope does not reach", () => {
    expect(standingOf(PEOPLE.enterprise, facts({ stageReviewers: null }))).toMatchObject({ needsActing: false });
  });

  it("excludes one person and leaves the case to the other", () => {
    const given = facts({ involved: { ...nobody, studioAccounts: ["d1"] } });
    expect(table(given)).toEqual({ ...QUIET, second: "stageReviewer" });
    expect(standingOf(PEOPLE.district, given)).toMatchObject({ conflict: "studioAccount", needsActing: false });
  });

  it("lets the decider take back while the next stage has not opened it, acting in the same union", () => {
    const previous = { actorId: "e1", actorOrgPath: ENTERPRISE, opened: false };
    expect(table(facts({ previous }))).toMatchObject({ enterprise: "decider" });
    expect(table(facts({ previous: { ...previous, opened: true } }))).toMatchObject({ enterprise: "none" });
    expect(table(facts({ previous: { ...previous, actorOrgPath: DISTRICT } }))).toMatchObject({ enterprise: "none" });
  });

  it("finds the second person in the proposer's union first, above only when there is nobody else", () => {
    const proposal = { kind: "reject" as const, proposedBy: "d1", proposedOrgPath: DISTRICT, unionPeople: [account("d1"), account("d2")] };
    expect(table(facts({ proposal }))).toMatchObject({
      district: "stageReviewer proposer",
      second: "stageReviewer secondPerson",
      city: "none",
      districtAdmin: "none",
      elsewhere: "none",
    });
    expect(table(facts({ proposal: { ...proposal, unionPeople: [account("d1")] } }))).toMatchObject({
      city: "secondPerson",
      cityAdmin: "cityAdmin",
    });
    const conflicted = facts({ proposal, involved: { ...nobody, deciders: ["d2"] } });
    expect(table(conflicted)).toMatchObject({ second: "none", city: "secondPerson" });
  });

  it("lets the stage that returned it reopen an expired case, also the person whose return stands", () => {
    const given = facts({ status: "expired", involved: { ...nobody, deciders: ["d1"] } });
    expect(table(given)).toEqual({ ...QUIET, district: "stageReviewer", second: "stageReviewer" });
  });
});
