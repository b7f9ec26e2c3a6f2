import { describe, expect, it } from "vitest";
import type { RegistryOptions } from "@/data/registry-options";
import { criteriaSet } from "@/domain/criteria-sets";
import { REGISTRY_LISTS } from "@/features/registry/registry-lists";
import { placeOf, placeText, registryHref, registryParams, registryRequest } from "@/features/registry/registry-params";

const BATCH = "11111111-1111-4111-8111-111111111111";
const OPTIONS: RegistryOptions = {
  batches: [
    { id: BATCH, code: "AY-2026-C", title: "市级", year: 2026, criteriaSet: criteriaSet("bayou")! },
    { id: "2", code: "AY-2026-P", title: "省级", year: 2026, criteriaSet: criteriaSet("bayou")! },
  ],
  unions: [{ orgPath: "/0000000a/0000000b/", code: "AY-D-WF", kind: "district", name: "文峰区总工会", shortName: "文峰区" }],
  viewerUnit: "安阳",
  chosen: {},
};
const { applications, criteria } = REGISTRY_LISTS;

describe("registryRequest", () => {
  it("turns codes of the address into a filter within what may be chosen", () => {
    const params = {
      q: "zmy",
      batch: "AY-2026-C",
      union: "AY-D-WF",
      industry: "C",
      stage: "city",
      status: "returned",
      criterion: "team",
      honor: "national",
      sort: "-name",
    };
    const request = registryRequest(applications, registryParams(params), OPTIONS);
    expect(request.filter).toEqual({
      text: "zmy",
      batchId: BATCH,
      unionPath: "/0000000a/0000000b/",
      industry: "C",
      stage: "city",
      status: "returned",
      criterion: "team",
      honorRank: 50,
    });
    expect(request.order).toEqual({ sort: "name", descending: true });
    expect(request.params).toEqual(params);
  });

  it("passes over what it does not know", () => {
    const params = {
      batch: "nope",
      union: "'",
      industry: "Z",
      stage: "moon",
      status: "x",
      criterion: "constructor",
      honor: "__proto__",
      sort: "-password",
    };
    const request = registryRequest(applications, registryParams(params), OPTIONS);
    expect(request.filter).toEqual({});
    expect(request.params).toEqual({});
    expect(request.order).toEqual({ sort: "number", descending: false });
  });

  it("takes the newest batch where a list is of one batch", () => {
    expect(registryRequest(criteria, {}, OPTIONS)).toMatchObject({ filter: { batchId: BATCH }, params: { batch: "AY-2026-C" } });
  });
});

describe("registryParams", () => {
  it("takes the first of several, trims, cuts, and keeps no NUL and no half characters", () => {
    expect(registryParams({ q: [` a\0${"长".repeat(80)}`, "b"], status: "", other: "x" })).toEqual({ q: `a${"长".repeat(59)}` });
    expect(registryParams({ q: "a\ud800" }).q).toBe("a\ufffd");
  });
});

describe("registryHref", () => {
  it("keeps the filter, changes what is asked and forgets the page", () => {
    expect(registryHref(applications, { status: "returned" }, { sort: "-name" })).toBe("/registry?status=returned&sort=-name");
    expect(registryHref(applications, { status: "returned" }, { status: undefined })).toBe("/registry");
  });
});

describe("placeOf", () => {
  const order = { sort: "number", descending: false } as const;
  const place = { value: "2026-05-18 10:00:00.123+08", id: "22222222-2222-4222-8222-222222222222", position: 50, backwards: true };

  it("reads what placeText wrote, a moment of PostgreSQL as one that every setting reads alike", () => {
    expect(placeOf(placeText(place), order, false)).toEqual({ ...place, value: "2026-05-18T02:00:00.123Z" });
    expect(placeOf(placeText({ ...place, value: "高压" }), { ...order, sort: "name" }, false)?.value).toBe("高压");
    expect(placeOf(placeText({ ...place, id: `${place.id}/12` }), order, true)?.id).toBe(`${place.id}/12`);
  });

  it.each([
    undefined,
    "",
    "!!!",
    ["a", "b"],
    "x".repeat(2000),
    Buffer.from("{}").toString("base64url"),
    placeText({ ...place, value: "yesterday" }),
    placeText({ ...place, value: "2026-13-45 99:00:00+08" }),
    placeText({ ...place, id: "1' OR '1'='1" }),
    placeText({ ...place, id: `${place.id}/3` }),
    placeText({ ...place, position: -1 }),
    placeText({ ...place, position: 1e30 }),
  ])("takes %j for the beginning of the list", (text) => {
    expect(placeOf(text, order, false)).toBeNull();
  });
});
