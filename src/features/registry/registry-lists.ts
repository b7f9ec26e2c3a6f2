import "server-only";
import { countApplications, listApplicationRows, listCriteriaRows, type RegistryCounter, type RegistryPageReader } from "@/data/registry";
import { countMembers, listMemberRows } from "@/data/registry-members";
import type { RegistryBatch } from "@/data/registry-options";
import { applicationColumns } from "@/domain/registry/application-columns";
import { criteriaColumns } from "@/domain/registry/criteria-columns";
import { MEMBER_COLUMNS } from "@/domain/registry/member-columns";
import type { RegistryColumn, RegistrySort } from "@/domain/registry/registry-column";

export type RegistryKey = "applications" | "criteria" | "members";

/** Every registry has rows with an id; what else they have only its own columns know. */
export type AnyRow = { id: string };

export type RegistryList = {
  key: RegistryKey;
  path: string;
  /** a list of one batch: without a choice, of the newest */
  ofOneBatch: boolean;
  sorts: readonly RegistrySort[];
  /** the columns, given the batches that the list may show */
  columns: (batches: readonly RegistryBatch[]) => readonly RegistryColumn<AnyRow>[];
  /** under which name the choice of columns is kept */
  preference: (batches: readonly RegistryBatch[]) => string;
  read: RegistryPageReader<AnyRow>;
  count: RegistryCounter;
};

const setCodes = (batches: readonly RegistryBatch[]) => [...new Set(batches.map((batch) => batch.criteriaSet.code))];

/** The title of the one set that all these batches pin; a general word where there are several. */
function setTitle(batches: readonly RegistryBatch[]): { zh: string; en: string } {
  const set = batches[0]?.criteriaSet;
  return set && setCodes(batches).length === 1 ? { zh: set.title, en: set.titleEn } : { zh: "标准", en: "all sets" };
}

type TypedList<Row> = Omit<RegistryList, "columns" | "read"> & {
  columns: (batches: readonly RegistryBatch[]) => readonly RegistryColumn<Row>[];
  read: RegistryPageReader<Row>;
};

/** Columns and rows of one list fit each other; outside, nobody looks into a row but through its columns. */
function defineList<Row extends AnyRow>(list: TypedList<Row>): RegistryList {
  return list as unknown as RegistryList;
}

/** 申报台账, 达标表, 成员花名册: what differs between them. */
export const REGISTRY_LISTS: Readonly<Record<RegistryKey, RegistryList>> = {
  applications: defineList({
    key: "applications",
    path: "/registry",
    ofOneBatch: false,
    sorts: ["number", "name", "submitted"],
    columns: (batches) => applicationColumns(setTitle(batches)),
    preference: () => "registry.applications",
    read: listApplicationRows,
    count: countApplications,
  }),
  criteria: defineList({
    key: "criteria",
    path: "/registry/criteria",
    ofOneBatch: true,
    sorts: ["number", "name"],
    columns: (batches) => (batches[0] ? criteriaColumns(batches[0].criteriaSet) : []),
    preference: (batches) => `registry.criteria.${batches[0]?.criteriaSet.code ?? ""}`,
    read: listCriteriaRows,
    count: countApplications,
  }),
  members: defineList({
    key: "members",
    path: "/registry/members",
    ofOneBatch: false,
    sorts: ["number", "name"],
    columns: () => MEMBER_COLUMNS,
    preference: () => "registry.members",
    read: listMemberRows,
    count: countMembers,
  }),
};

export function isRegistryKey(value: unknown): value is RegistryKey {
  return typeof value === "string" && Object.hasOwn(REGISTRY_LISTS, value);
}
