import { z } from "zod";
import type { RegistryFilter, RegistryOrder, RegistryPlace } from "@/data/registry-filter";
import type { RegistryBatch, RegistryOptions } from "@/data/registry-options";
import { enumRank, isEnumKey } from "@/domain/enumerations";
import { APPLICATION_STATUSES, STAGES } from "@/domain/review-stages";
import { addressText } from "@/lib/address-text";
import type { RegistryList } from "./registry-lists";

/** What an address of a registry says. Everything is a code that people can read and pass on; unknown ones are passed over. */
export const REGISTRY_PARAMS = ["q", "batch", "status", "union", "industry", "stage", "criterion", "honor", "sort"] as const;
export type RegistryParam = (typeof REGISTRY_PARAMS)[number];
export type RegistryParams = Readonly<Partial<Record<RegistryParam, string>>>;

type RawParams = Readonly<Record<string, string | string[] | undefined>>;

const TEXT_MAX = 60;

/** The parameters of the address that are known and not empty. */
export function registryParams(raw: RawParams): RegistryParams {
  const params: Partial<Record<RegistryParam, string>> = {};
  for (const name of REGISTRY_PARAMS) {
    const text = addressText(raw, name).normalize("NFC").replace(/\0/g, "").trim().slice(0, TEXT_MAX).toWellFormed();
    if (text) params[name] = text;
  }
  return params;
}

export type RegistryRequest = {
  params: RegistryParams;
  filter: RegistryFilter;
  order: RegistryOrder;
  /** the batches that the list shows: the chosen one, or all */
  batches: readonly RegistryBatch[];
  union: RegistryOptions["unions"][number] | undefined;
};

/** The filter and order that the parameters mean, within what the viewer may choose from. */
export function registryRequest(list: RegistryList, given: RegistryParams, options: RegistryOptions): RegistryRequest {
  const chosen = options.batches.find((batch) => batch.code === given.batch) ?? (list.ofOneBatch ? options.batches[0] : undefined);
  const union = options.unions.find((one) => one.code === given.union);
  const batches = chosen ? [chosen] : options.batches;
  const criterion = batches.flatMap((batch) => batch.criteriaSet.items).find((item) => item.key === given.criterion)?.key;
  const stage = STAGES.find((key) => key === given.stage);
  const status = APPLICATION_STATUSES.find((key) => key === given.status);
  const sort = list.sorts.find((key) => key === given.sort?.replace(/^-/, ""));
  const params: Partial<Record<RegistryParam, string>> = {};
  const filter: RegistryFilter = {};
  if (given.q) params.q = filter.text = given.q;
  if (chosen) [params.batch, filter.batchId] = [chosen.code, chosen.id];
  if (union) [params.union, filter.unionPath] = [union.code, union.orgPath];
  if (given.industry && isEnumKey("industry", given.industry)) params.industry = filter.industry = given.industry;
  if (given.honor && isEnumKey("honorLevel", given.honor))
    [params.honor, filter.honorRank] = [given.honor, enumRank("honorLevel", given.honor)];
  if (stage) params.stage = filter.stage = stage;
  if (status) params.status = filter.status = status;
  if (criterion) params.criterion = filter.criterion = criterion;
  if (sort && given.sort) params.sort = given.sort;
  return {
    params,
    filter,
    order: { sort: sort ?? "number", descending: sort !== undefined && given.sort?.startsWith("-") === true },
    batches,
    union,
  };
}

/** The address of a list with these parameters; a place only when it is named. */
export function registryHref(
  list: RegistryList,
  params: RegistryParams,
  change: Readonly<Partial<Record<RegistryParam | "at", string | undefined>>> = {},
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...params, ...change })) if (value) query.set(name, value);
  const text = query.toString();
  return text ? `${list.path}?${text}` : list.path;
}

const placeShape = z.tuple([
  z.string().max(400),
  z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\/\d{1,4})?$/),
  z.number().int().min(0).max(100_000_000),
  z.boolean(),
]);

/** A place in the list as text of the address. */
export function placeText(place: RegistryPlace): string {
  return Buffer.from(JSON.stringify([place.value, place.id, place.position, place.backwards])).toString("base64url");
}

/** The place that the text of an address means; anything else is the beginning of the list. */
export function placeOf(given: string | string[] | undefined, order: RegistryOrder, withMember: boolean): RegistryPlace | null {
  if (typeof given !== "string" || given === "" || given.length > 1200) return null;
  try {
    const [value, id, position, backwards] = placeShape.parse(JSON.parse(Buffer.from(given, "base64url").toString("utf8")));
    if (id.includes("/") !== withMember || value.includes("\0")) return null;
    // PostgreSQL's own text of a moment, 2026-05-18 10:00:00+08, made a moment that every setting reads alike
    const text =
      order.sort === "name" ? value.toWellFormed() : new Date(value.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00")).toISOString();
    return { value: text, id, position, backwards };
  } catch {
    return null;
  }
}
