import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getReviewCase } from "@/data/review-case";
import { withScope } from "@/data/with-scope";
import { nameKey } from "@/domain/name-key";
import type { Viewer } from "@/domain/viewer";
import { connect } from "../setup/cluster-urls";
import { testDatabase } from "../setup/database";
import {
  addPerson,
  approve,
  CONTENT,
  makeReviewCity,
  type ReviewCity,
  revokeRole,
  submitAgain,
  submittedCase,
} from "../support/review-city";

let owner: pg.Client;
beforeAll(async () => {
  owner = await connect((await testDatabase()).superUrl);
});
afterAll(() => owner.end());

/** What the database keeps with the case, and what the exact rule of the domain says when the union above opens it. */
async function both(city: ReviewCity, id: string, above: Viewer): Promise<{ kept: boolean; exact: boolean | undefined }> {
  const { rows } = await owner.query("SELECT acting_path FROM application WHERE id = $1", [id]);
  const one = await withScope(above.scope, (tx) => getReviewCase(tx, above, id));
  const kept = rows[0].acting_path as string | null;
  if (kept !== null) expect(kept).toBe(above.orgPath);
  return { kept: kept !== null, exact: one?.standing.needsActing };
}

describe("acting_path_of", () => {
  it("says what the domain says of every way in which a reviewer is kept from a case, and of each that ends", async () => {
    const city = await makeReviewCity();
    const { district } = city;
    const { id, lead } = await submittedCase(city);
    const enterprise = city.enterprise.orgPath;
    const seen: Record<string, { kept: boolean; exact: boolean | undefined }> = {};
    const see = async (what: string) => {
      seen[what] = await both(city, id, district);
    };
    await see("two reviewers");
    await revokeRole(city, enterprise, "enterpriseReviewer");
    await see("none");
    const one = await addPerson(city, enterprise, "enterpriseReviewer");
    await see("one");
    await addPerson(city, lead.orgPath, "contributor", { as: one });
    await see("one, who fills in for the studio");
    await revokeRole(city, lead.orgPath, "contributor");
    await see("one, who once filled in for the studio");
    const other = await addPerson(city, enterprise, "enterpriseReviewer", { name: "联系人甲", mobile: "13900000999" });
    await see("another of the contact's name with another mobile");
    await owner.query("UPDATE user_account SET disabled_at = now() WHERE id = $1", [other.accountId]);
    await see("the other is disabled");
    await owner.query("UPDATE user_account SET disabled_at = NULL, mobile = $2 WHERE id = $1", [
      other.accountId,
      CONTENT.unit.contactMobile,
    ]);
    await see("the other is the contact");
    await owner.query("UPDATE user_account SET name = $2 WHERE id = $1", [other.accountId, "旁人"]);
    await see("the other has only the contact's mobile");
    await owner.query("UPDATE user_account SET name = $2, mobile = NULL WHERE id = $1", [other.accountId, "联系人甲"]);
    await see("the other has only the contact's name");
    await owner.query("UPDATE application SET created_by = $2 WHERE id = $1", [id, other.accountId]);
    await see("the other made the draft");
    for (const [what, { kept, exact }] of Object.entries(seen)) expect({ what, kept }).toEqual({ what, kept: exact });
    expect(Object.entries(seen).flatMap(([what, { kept }]) => (kept ? [what] : []))).toEqual([
      "none",
      "one, who fills in for the studio",
      "one, who once filled in for the studio",
      "the other is disabled",
      "the other is the contact",
      "the other made the draft",
    ]);
  });

  it("looks at the stage that holds the case, and counts a standing decision of an earlier one", async () => {
    const city = await makeReviewCity();
    const { id } = await submittedCase(city);
    await approve(city.enterprise, id, "2026-05-06");
    expect(await both(city, id, city.city)).toEqual({ kept: false, exact: false });
    await revokeRole(city, city.district.orgPath, "districtReviewer");
    expect(await both(city, id, city.city)).toEqual({ kept: true, exact: true });
    await addPerson(city, city.district.orgPath, "districtReviewer", { as: city.enterprise });
    expect(await both(city, id, city.city)).toEqual({ kept: true, exact: true });
    await addPerson(city, city.district.orgPath, "districtReviewer");
    expect(await both(city, id, city.city)).toEqual({ kept: false, exact: false });
  });
});

/** One name and ways of writing it; ten of them, at the end, are another name. */
const NAME = "Anna·欧阳 甲Σ";
const MARKS = [" ", "\u3000", "\u00a0", "\t", "\n", "\u2028", "·", "•", "・", "‧", ".", "，", "、", "（", "-", "—", "_", "'", "’", '"'];
const SYMBOLS = ["+", "$", "^", "`", "|", "~", "<", "=", ">", "￥", "©", "★", "→", "☎", "🙂"];
const UNSEEN = ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u0001", "\u007f", "\u0085"];
const wide = (text: string) =>
  text.replace(/[!-~]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0)).replaceAll(" ", "\u3000");
const WRITINGS: readonly string[] = [
  NAME,
  NAME.toUpperCase(),
  NAME.toLowerCase(),
  wide(NAME),
  wide(NAME.toUpperCase()),
  NAME.normalize("NFD"),
  ...[...MARKS, ...SYMBOLS, ...UNSEEN].flatMap((mark) => [`${mark}${NAME}`, `${NAME}${mark}`, NAME.replace("欧", `${mark}欧`)]),
  [...NAME].join("\u200b \u3000·"),
  NAME.replaceAll(/[· ]/g, ""),
  `${NAME}乙`,
  NAME.replace("甲", "乙"),
  NAME.replace("A", "Á"),
  NAME.replace("n", "ñ"),
  NAME.replace("甲", "⼀"),
  `${NAME}1`,
  `${NAME}①`,
  "·",
  "+",
  "",
];

describe("the name that acting_path_of compares by", () => {
  it.each([
    ["a name", NAME],
    ["nothing but marks", "·+ "],
    ["nothing", ""],
  ])("is the one of the domain, of %s however it is written", async (_what, leadName) => {
    const city = await makeReviewCity();
    const { id, lead } = await submittedCase(city);
    const mobile = CONTENT.team.leadMobile;
    await owner.query("UPDATE application SET status = 'returned' WHERE id = $1", [id]);
    await submitAgain(lead, id, "2026-05-14", { ...CONTENT, team: { ...CONTENT.team, leadName } });
    await revokeRole(city, city.enterprise.orgPath, "enterpriseReviewer");
    const { accountId } = await addPerson(city, city.enterprise.orgPath, "enterpriseReviewer", { mobile });
    const differing: string[] = [];
    let same = 0;
    for (const name of WRITINGS) {
      await owner.query("UPDATE user_account SET name = $2 WHERE id = $1", [accountId, name]);
      const { kept, exact } = await both(city, id, city.district);
      expect(exact).toBe(nameKey(leadName) !== "" && nameKey(name) === nameKey(leadName));
      if (kept !== exact) differing.push(name);
      if (exact) same += 1;
    }
    expect(differing).toEqual([]);
    if (leadName === NAME) expect(WRITINGS.length - same).toBe(10);
    else expect(same).toBe(0);
  });
});

describe("name_key", () => {
  it("takes away the same characters as the domain, of all that Unicode has assigned", async () => {
    const { rows } = await owner.query(
      "SELECT n FROM generate_series(1, 1114111) n WHERE n NOT BETWEEN 55296 AND 57343 AND name_key(chr(n)) = '' ORDER BY n",
    );
    const taken = new Set(rows.map((row: { n: number }) => row.n));
    const differing: string[] = [];
    for (let n = 1; n <= 0x10ffff; n += 1) {
      if (n >= 0xd800 && n <= 0xdfff) continue;
      const sign = String.fromCodePoint(n);
      if (/\p{Cn}/u.test(sign)) continue;
      if ((nameKey(sign) === "") !== taken.has(n)) differing.push(n.toString(16));
    }
    expect(differing).toEqual([]);
    expect(taken.size).toBeGreaterThan(7_000);
  });
});
