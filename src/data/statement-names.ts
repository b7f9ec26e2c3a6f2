import { createHash } from "node:crypto";
import type { OrgKind } from "@/domain/roles";
import type { Viewer } from "@/domain/viewer";
import { Prisma } from "./generated/client";

/**
 * In a statement whose best plan depends on its values, such as a search for a rare or a frequent text: PostgreSQL plans it anew each time.
 * A mark in the text, so that both ways to the database and the log of the database see it.
 */
export const PLAN_ANEW = Prisma.raw("/* plan anew */");

/**
 * A mark of the kind of union that asks, for lists over a range of the tree: a plan that is kept for a unit of a few rows would serve a
 * city of a hundred thousand badly, and the connection keeps one for every text.
 */
export function planOf({ orgKind }: Pick<Viewer, "orgKind">): Prisma.Sql {
  return PLANS[orgKind];
}

const PLANS: Readonly<Record<OrgKind, Prisma.Sql>> = {
  studio: Prisma.raw("/* studio */"),
  enterprise: Prisma.raw("/* enterprise */"),
  district: Prisma.raw("/* district */"),
  zone: Prisma.raw("/* zone */"),
  industry: Prisma.raw("/* industry */"),
  city: Prisma.raw("/* city */"),
};

/** A statement gets its name when it has come so often: what is asked once is not worth keeping. */
const STEADY_AFTER = 3;
/** Each connection keeps the plan of each named statement, about 50 kB; pages and actions have fewer than half as many. */
const MOST = 400;
const LONGEST = 20_000;

const seen = new Map<string, number>();
const names = new Map<string, string>();

/**
 * The name under which a connection keeps the statement prepared, or undefined for one that is parsed and planned each time. Planning
 * a read of a list costs PostgreSQL five times as much as reading it. Which plan a prepared statement runs is PostgreSQL's choice: after
 * five plans for given values it keeps one for all, if that one is no dearer.
 */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MOST || text.length > LONGEST || text.includes(PLAN_ANEW.sql)) return undefined;
  const times = (seen.get(text) ?? 0) + 1;
  if (times < STEADY_AFTER) {
    if (seen.size >= 10 * MOST) seen.clear();
    seen.set(text, times);
    return undefined;
  }
  seen.delete(text);
  const name = `s_${createHash("sha256").update(text).digest("base64url").slice(0, 24)}`;
  names.set(text, name);
  return name;
}
