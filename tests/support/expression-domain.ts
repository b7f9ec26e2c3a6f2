import { isEmptyValue, type Operator, read, type Scope, table } from "./expression-scope";

const comparable = (text: unknown): string =>
  (typeof text === "string" ? text : "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\p{Z}\p{P}\p{S}\p{Cc}\p{Cf}]/gu, "");

function isDay(value: unknown): value is string {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const [year, month, day] = value.split("-").map(Number);
  const date = new Date(Date.UTC(year!, month! - 1, day!));
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
}

function earlier(day: string, months: number): string {
  const [y, m, d] = day.split("-").map(Number);
  const target = new Date(Date.UTC(y!, m! - 1 - months, 1));
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(d!, last));
  return target.toISOString().slice(0, 10);
}

function people(s: Scope): { size: number; twice: string[] } {
  const id = (name: unknown, birth: unknown) => JSON.stringify([comparable(name), typeof birth === "string" ? birth : ""]);
  const lead = id(read(s, "team.leadName"), read(s, "team.leadBirth"));
  const known = new Set([lead]);
  const twice = new Set<string>();
  let size = 0;
  for (const { name, birth } of table(s, "team.members")) {
    if (isEmptyValue(name) && isEmptyValue(birth)) continue; // a row just added
    const one = id(name, birth);
    if (known.has(one)) twice.add(String(name ?? ""));
    else size += 1;
    known.add(one);
  }
  return { size, twice: [...twice] };
}

function honorLevels(s: Scope, kinds: unknown): { key: unknown; rank: number }[] {
  return table(s, "team.leadHonors")
    .filter((honor) => kinds === "any" || (kinds as unknown[]).includes(honor["kind"]))
    .map((honor) => ({
      key: honor["level"],
      rank: Number(s.enums["honorLevel"]?.values.find((one) => one.key === honor["level"])?.rank ?? 0),
    }));
}

/** The operators that know the subject: persons, honors, dates and names. */
export const domainOperators: Record<string, Operator> = {
  nameContains: ([text, part], _, run) => {
    const inner = comparable(run(part));
    return inner !== "" && comparable(run(text)).includes(inner);
  },
  withinMonths: ({ date, months }, s, run) => {
    const day = run(date);
    return isDay(day) && day >= earlier(s.c.today, Number(run(months))) && day <= s.c.today;
  },
  teamSize: ({ includesLead }, s, run) => people(s).size + (run(includesLead) && !isEmptyValue(read(s, "team.leadName")) ? 1 : 0),
  duplicatePersons: (_, s) => people(s).twice,
  yearsSince: (date, s, run) => {
    const day = run(date);
    if (!isDay(day)) return 0;
    const years = Number(s.c.today.slice(0, 4)) - Number(day.slice(0, 4));
    return Math.max(0, s.c.today.slice(5) < day.slice(5) ? years - 1 : years);
  },
  honorRank: ({ kinds }, s, run) => Math.max(0, ...honorLevels(s, run(kinds)).map((one) => one.rank)),
  topHonor: ({ kinds }, s, run) => {
    let best: { key: unknown; rank: number } | undefined;
    for (const one of honorLevels(s, run(kinds))) if (!best || one.rank > best.rank) best = one;
    return best?.key ?? null;
  },
  nameTaken: (_, s) => s.c.taken.name !== null,
  existingName: (_, s) => s.c.taken.name ?? "",
  leadTaken: (_, s) => s.c.taken.lead !== null,
  existingOfLead: (_, s) => s.c.taken.lead ?? "",
};
