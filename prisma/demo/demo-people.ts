import { randomInt } from "node:crypto";
import type { DemoTenant } from "./demo-tenant";

/** One demo account: where it is held, in which role, under which invented name. */
export type DemoPerson = { org: string; role: string; name: string; login: string; mobile: string; alsoAt?: string };

const SURNAMES =
  "纪柴蓝舒阮蒲麻宿席强鞠盖燕向巫乌焦巴弓牧隗山谷车侯宓全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印".split("");
const GIVEN = [
  "雨桐",
  "远航",
  "若水",
  "长河",
  "春生",
  "立本",
  "知夏",
  "守正",
  "晓光",
  "怀瑾",
  "一鸣",
  "思源",
  "承志",
  "慧敏",
  "文博",
  "书琴",
];

const REVIEWER_ROLE: Record<string, string> = {
  enterprise: "enterpriseReviewer",
  district: "districtReviewer",
  zone: "districtReviewer",
  industry: "districtReviewer",
  city: "cityReviewer",
};
const REVIEWERS_PER_UNION = 2;

/** A lead for every enterprise union, two reviewers for every union, an administrator and a second one for every city. */
export function demoPeople(tenant: DemoTenant, offset: number): DemoPerson[] {
  let count = offset;
  const people: DemoPerson[] = [];
  const add = (org: string, role: string, suffix: string) => {
    const index = count++;
    const name = `${SURNAMES[index % SURNAMES.length]}${GIVEN[Math.floor(index / 7 + index) % GIVEN.length]}`;
    people.push({ org, role, name, login: `${org}-${suffix}`.toLowerCase(), mobile: `1380000${String(index).padStart(4, "0")}` });
  };
  for (const org of tenant.orgs) {
    if (org.kind === "enterprise") add(org.code, "lead", "lead");
    for (let n = 1; n <= REVIEWERS_PER_UNION; n += 1) add(org.code, REVIEWER_ROLE[org.kind] ?? "orgAdmin", `r${n}`);
    if (org.kind === "city") {
      add(org.code, "cityAdmin", "admin");
      add(org.code, "cityAdmin", "admin2");
    }
  }
  // one person with two roles, to show the switch in the top bar
  const districts = tenant.orgs.filter((org) => org.kind === "district");
  if (districts[0] && districts[1]) {
    add(districts[0].code, "districtReviewer", "both");
    const last = people.at(-1);
    if (last) last.alsoAt = districts[1].code;
  }
  return people;
}

const ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";

/** A random password of 16 characters that can be read aloud (no 0, O, 1, l, i). */
export function demoPassword(): string {
  return Array.from({ length: 16 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}
