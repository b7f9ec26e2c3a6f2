import "server-only";
import { enumRank } from "@/domain/enumerations";
import type { MemberRow } from "@/domain/registry/registry-row";
import { TEAM_ROWS } from "./registry-facts";
import { constant } from "./constant";
import { Prisma } from "./generated/client";
import { countRows, lastPlace, listedFrom, lookOf, type RegistryCounter, type RegistryPageReader, type RegistryQuery } from "./registry";
import {
  areApplications,
  atOrBeyond,
  beyond,
  listedRows,
  type RegistryPlace,
  registryOrder,
  registryWhere,
  sortColumn,
} from "./registry-filter";
import { pageOf } from "./registry-page";
import { holdsText, lookedAt } from "./search-hits";

type RawMember = {
  id: string;
  number: string | null;
  studioName: string;
  unitName: string;
  sortValue: string;
  ord: number;
  member: Record<string, unknown>;
};

/** A place inside a team as well: id is "<application>/<member>", member 0 being the lead. */
const placeId = (row: RawMember) => `${row.id}/${row.ord}`;

/**
 * One page of 成员花名册: persons, the teams in the order of the list. The applications are read along the index and unfolded
 * one after another, until the page is full.
 */
export const listMemberRows: RegistryPageReader<MemberRow> = async (tx, query, place, size) => {
  const { viewer, filter, order, look = lookOf(filter) } = query;
  const { text, ...rest } = filter;
  const backwards = place?.backwards ?? false;
  const direction = backwards ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const own = areApplications(filter)
    ? Prisma.sql`CROSS JOIN LATERAL (SELECT a.number, a.round) p`
    : Prisma.sql`JOIN application p ON p.id = a.id`;
  const all = listedFrom(query, place, from(order, place, Prisma.sql`true`));
  const [read, which] =
    text === undefined ? [Prisma.sql`${listedRows(filter)} a`, registryWhere(viewer, rest, order)] : [lookedAt(all, look), holdsText(text)];
  const raw = await tx.$queryRaw<RawMember[]>`
    SELECT a.id, p.number, x.c #>> '{studio,name}' AS "studioName", x.c #>> '{unit,name}' AS "unitName", (${sortColumn(order)})::text AS "sortValue", team.ord, team.member
    FROM ${read} ${own}
    JOIN submission s ON s.application_id = a.id AND s.round = p.round
    CROSS JOIN LATERAL (SELECT s.content || '{}' AS c OFFSET 0) x
    CROSS JOIN LATERAL (${TEAM_ROWS} ORDER BY ord ${direction}) team
    WHERE ${which} ${from(order, place, restOfTeam(place))}
    ORDER BY ${registryOrder(order, backwards)}, team.ord ${direction}
    LIMIT ${constant(size + 1)}`;
  const end = text === undefined || raw.length > size ? null : await lastPlace(tx, query, all);
  return pageOf(
    { raw, order, place, size, end: end && { ...end, id: `${end.id}/${backwards ? 0 : LAST_MEMBER}` } },
    (row) => ({ sortValue: row.sortValue, id: placeId(row) }),
    memberRow,
  );
};

/** Beyond every member of a team: what an address can say. */
const LAST_MEMBER = 9_999;

/** Of the team in which the page before ended, who comes after it. */
function restOfTeam(place: RegistryPlace | null): Prisma.Sql {
  const ord = Number(place?.id.split("/")[1] ?? 0);
  return place?.backwards ? Prisma.sql`team.ord < ${ord}` : Prisma.sql`team.ord > ${ord}`;
}

/** The team in which the page before ended, as far as `within` says, and the teams beyond it. */
function from(order: RegistryQuery["order"], place: RegistryPlace | null, within: Prisma.Sql): Prisma.Sql {
  if (!place) return Prisma.empty;
  const [id = ""] = place.id.split("/");
  return Prisma.sql`AND ${atOrBeyond(order, place)} AND ((a.id = ${id}::uuid AND ${within}) OR ${beyond(order, { ...place, id })})`;
}

function memberRow(row: RawMember, position: number): MemberRow {
  const { honors, honorLevel, ...member } = row.member as { honors?: unknown; honorLevel?: string | null };
  const levels = Array.isArray(honors) ? honors.map((honor: { level?: string }) => honor.level ?? "") : [];
  const top = levels.toSorted((a, b) => enumRank("honorLevel", b) - enumRank("honorLevel", a))[0];
  return {
    ...(member as Omit<MemberRow, "id" | "position" | "number" | "studioName" | "unitName" | "honorLevel">),
    id: placeId(row),
    position,
    number: row.number,
    studioName: row.studioName,
    unitName: row.unitName,
    honorLevel: honorLevel ?? top ?? null,
  };
}

/** How many persons the filter leaves: the team of a snapshot is counted when it is submitted. */
export const countMembers: RegistryCounter = (tx, query, cap) => countRows(tx, query, Prisma.sql`a.member_count`, cap);
