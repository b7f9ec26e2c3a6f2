import { Prisma } from "./generated/client";

/**
 * A number or word of ours that is the same in every call, such as the rows of a page or a status, as part of the statement's text: the plan that a
 * connection keeps for all values knows it then, and need not guess how far a LIMIT goes. Never a person's words.
 */
export function constant(value: number | string): Prisma.Sql {
  if (typeof value === "number" ? Number.isSafeInteger(value) && value >= 0 : /^[a-zA-Z]+$/.test(value))
    return Prisma.raw(typeof value === "number" ? String(value) : `'${value}'`);
  throw new TypeError(`no constant of a statement: ${value}`);
}
