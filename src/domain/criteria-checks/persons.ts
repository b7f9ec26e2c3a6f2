import type { FormRow } from "../form-content";
import { type FormContext, isEmpty, rowsAt, textAt, valueAt } from "../form-context";
import { nameKey } from "../name-key";

/** Persons are the same when their names are equal by the rule of names and their birth months are equal. */
function personKey(name: unknown, birth: unknown): string {
  return `${nameKey(name)}|${typeof birth === "string" ? birth : ""}`;
}

/** A row just added is nobody yet. */
function isBlank(row: FormRow): boolean {
  return isEmpty(row["name"]) && isEmpty(row["birth"]);
}

function sortOut(c: FormContext): { size: number; repeated: string[] } {
  const lead = personKey(textAt(c.content, "team.leadName"), valueAt(c.content, "team.leadBirth"));
  const seen = new Set<string>();
  const repeated: string[] = [];
  for (const row of rowsAt(c.content, "team.members")) {
    if (isBlank(row)) continue;
    const key = personKey(row["name"], row["birth"]);
    const name = String(row["name"] ?? "");
    if (key !== lead && !seen.has(key)) seen.add(key);
    else if (!repeated.includes(name)) repeated.push(name);
  }
  return { size: seen.size, repeated };
}

/** Distinct persons of the team; a row equal to the lead is not counted, the lead on demand and once named. */
export function teamSize(c: FormContext, includesLead: boolean): number {
  return sortOut(c).size + (includesLead && textAt(c.content, "team.leadName") !== "" ? 1 : 0);
}

/** Names entered twice or equal to the lead, each once. */
export function repeatedPersons(c: FormContext): readonly string[] {
  return sortOut(c).repeated;
}
