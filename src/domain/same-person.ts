import { leadKey, nameKey } from "./name-key";

/** Somebody who might decide: an account and what it is called. */
export type Person = { accountId: string; name: string; mobile: string | null };

/** Who stands in an application, as far as the same-person rule looks. */
export type Involved = {
  /** accounts that are or were lead or contributor of the studio, that created, filled in or submitted it */
  studioAccounts: readonly string[];
  lead: { name: string; mobile: string };
  contact: { name: string; mobile: string };
  memberNames: readonly string[];
  /** accounts with a standing decision on this application (taken back or lapsed ones do not count) */
  deciders: readonly string[];
};

export type ConflictKind = "studioAccount" | "leadOrContact" | "decided";

/** Why a person may not decide. Shown on screen; their union's superior reads 需上级代审. */
export const CONFLICT_REASONS: Readonly<Record<ConflictKind, { zh: string; en: string }>> = {
  studioAccount: { zh: "您是该工作室的负责人或填报协助人", en: "You are lead or contributor of this studio" },
  leadOrContact: { zh: "您与该申报的领衔人或联系人姓名、手机号相同", en: "Your name and mobile are those of the lead or the contact" },
  decided: { zh: "您已对这件申报作出过决定", en: "You already hold a standing decision on this application" },
};

/**
 * The first reason why this person may not decide, or null. acting_path_of() of the database asks the same of every reviewer of a
 * union; see needsActing in review-relations.ts.
 */
export function conflictOf(person: Person, involved: Involved): ConflictKind | null {
  if (involved.studioAccounts.includes(person.accountId)) return "studioAccount";
  const key = leadKey(person.name, person.mobile);
  const parties = [involved.lead, involved.contact].map((one) => leadKey(one.name, one.mobile));
  if (key !== "" && parties.includes(key)) return "leadOrContact";
  return involved.deciders.includes(person.accountId) ? "decided" : null;
}

/** A team member of the same name only warns: names repeat. */
export function sharesMemberName(person: Person, involved: Involved): boolean {
  const own = nameKey(person.name);
  return own !== "" && involved.memberNames.some((name) => nameKey(name) === own);
}
