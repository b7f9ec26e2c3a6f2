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
/**
 * Statements that have a name at a time. A list is another statement with each filter, order and kind of union: seven people who open 880
 * pages, each with one filter or two, ask up to 290 of them, so a first-come list would be full before the season in which everybody submits.
 */
const MOST = 400;
const LONGEST = 20_000;

/** Statements that a connection may have prepared, those among them that have lost their names since. Each plan is about 50 kB. */
const MOST_PREPARED = 500;

// One list a process, as the connections are: the bundler makes this file once for pages and once for routes.
type Known = { seen: Map<string, number>; names: Map<string, string>; passedOn: number };
const store = globalThis as typeof globalThis & { portalStatements?: Known };
const known = (store.portalStatements ??= { seen: new Map(), names: new Map(), passedOn: 0 });
const { seen, names } = known;

/**
 * The name under which a connection keeps the statement prepared, or undefined for one that is parsed and planned each time. Planning
 * a read of a list costs PostgreSQL five times as much as reading it. Which plan a prepared statement runs is PostgreSQL's choice: after
 * five plans for given values it keeps one for all, if that one is no dearer. Where all names are given, the statement that has not come
 * for the longest time loses its own.
 */
export function statementName(text: string): string | undefined {
  const given = names.get(text);
  if (given !== undefined) {
    // a map keeps its order: the first is the one that has not come for the longest time
    names.delete(text);
    names.set(text, given);
    return given;
  }
  if (text.length > LONGEST || text.includes(PLAN_ANEW.sql)) return undefined;
  const times = (seen.get(text) ?? 0) + 1;
  if (times < STEADY_AFTER) {
    if (seen.size >= 10 * MOST) seen.clear();
    seen.set(text, times);
    return undefined;
  }
  seen.delete(text);
  const [oldest] = names.keys();
  if (oldest !== undefined && names.size >= MOST) {
    names.delete(oldest);
    known.passedOn += 1;
  }
  const name = `s_${createHash("sha256").update(text).digest("base64url").slice(0, 24)}`;
  names.set(text, name);
  return name;
}

/**
 * Whether a connection that has prepared these (name → text) is to be thrown away when it is given back: what has lost its name stays
 * prepared until then.
 */
export function hasPreparedTooMany(prepared: Readonly<Record<string, string>>): boolean {
  return known.passedOn >= MOST_PREPARED - MOST && Object.keys(prepared).length > MOST_PREPARED;
}
