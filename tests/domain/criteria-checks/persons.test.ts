import { describe, expect, it } from "vitest";
import { repeatedPersons, teamSize } from "@/domain/criteria-checks/persons";
import { exampleFiling } from "../../support/example-file";
import { exampleContext } from "../../support/judge-example";
import { EXAMPLES } from "../../support/reference";

const base = exampleContext(EXAMPLES[0]!, exampleFiling(EXAMPLES[0]!), []);

/** A team of this lead and these members, each "name birth". */
function team(lead: string, members: string[]) {
  const [leadName = "", leadBirth = ""] = lead.split(" ");
  const rows = members.map((member, i) => {
    const [name = "", birth = ""] = member.split(" ");
    return { _id: String(i), name, birth };
  });
  return { ...base, content: { team: { leadName, leadBirth, members: rows } } };
}

describe("teamSize", () => {
  it("counts the lead on demand, and only once named", () => {
    const named = team("甲乙 1970-01", ["丙丁 1980-01"]);
    expect([teamSize(named, true), teamSize(named, false)]).toEqual([2, 1]);
    expect(teamSize(team("", ["丙丁 1980-01"]), true)).toBe(1);
  });

  it("counts a person once, however the name is written", () => {
    expect(teamSize(team("甲乙 1970-01", ["丙·丁 1980-01", "丙丁 1980-01", "甲乙 1970-01"]), true)).toBe(2);
  });

  it("tells people of one name apart by their birth month", () => {
    expect(teamSize(team("甲乙 1970-01", ["丙丁 1980-01", "丙丁 1980-02", "甲乙 1990-01"]), true)).toBe(4);
  });

  it("counts nobody for a row just added", () => {
    expect(teamSize(team("甲乙 1970-01", ["丙丁 1980-01", "", ""]), true)).toBe(2);
    expect(repeatedPersons(team("甲乙 1970-01", ["", "", ""]))).toEqual([]);
  });
});

describe("repeatedPersons", () => {
  it("names each once", () => {
    const twice = ["丙丁 1980-01", "丙丁 1980-01", "丙丁 1980-01", "甲乙 1970-01", "戊己 1990-01"];
    expect(repeatedPersons(team("甲乙 1970-01", twice))).toEqual(["丙丁", "甲乙"]);
  });
});
