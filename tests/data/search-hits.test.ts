import { beforeAll, describe, expect, it } from "vitest";
import { narrowed } from "@/data/registry-filter";
import { countApplications, listApplicationRows } from "@/data/registry";
import { SEARCH_MOST, searchHits, type Wanted } from "@/data/search-hits";
import { readInScope, withScope } from "@/data/with-scope";
import type { Viewer } from "@/domain/viewer";
import { searchGrams, searchText } from "@/lib/search-text";
import { fileCases } from "../support/registry-cases";
import { makeSmallCity, type SmallCity } from "../support/small-city";

const NAMES = ["高压电机创新工作室", "儿科护理创新工作室", "ABC焊接 100%_ 工作室", "𠮷野家电工作室"];
let city: SmallCity;
let other: SmallCity;

beforeAll(async () => {
  [city, other] = [await makeSmallCity(), await makeSmallCity()];
  await fileCases(city, [
    ...NAMES.map((studioName, n) => ({ studioName, leadName: `领衔${n}`, unmet: n === 0 ? ["team"] : [] })),
    { studioName: "高压草稿工作室", submitted: false },
  ]);
  await fileCases(other, [{ studioName: "高压外市工作室" }]);
});

const find = (wanted: Wanted, viewer: Viewer = city.city, smallScope?: number) =>
  readInScope(viewer.scope, (tx) => searchHits(tx, wanted, smallScope));
async function names(wanted: Wanted, viewer: Viewer = city.city): Promise<string[]> {
  return withScope(viewer.scope, async (tx) => {
    const filter = await narrowed(tx, wanted as never);
    expect(filter.ids, "answered by the index").toBeDefined();
    const page = await listApplicationRows(tx, { viewer, filter, order: { sort: "number", descending: false } }, null, 50);
    return page.rows.map((row) => row.studioName);
  });
}

describe("search_grams", () => {
  it("stores every gram that any part of a text is asked by", async () => {
    const stored = searchText(NAMES);
    const [row] = await withScope(
      city.city.scope,
      (tx) => tx.$queryRaw<{ grams: string[] }[]>`SELECT search_grams(${stored}, ${"T-2026-0001"}, ${["team"]}) AS grams`,
    );
    const grams = new Set(row?.grams);
    const letters = [...`${stored} t-2026-0001`];
    for (let from = 0; from < letters.length; from++)
      for (let to = from + 1; to <= Math.min(letters.length, from + 12); to++)
        for (const gram of searchGrams(letters.slice(from, to).join(""))) expect(grams, gram).toContain(gram);
    expect(grams).toContain("#team");
  });
});

describe("searchHits", () => {
  it.each([
    [{ text: "电机" }, ["高压电机创新工作室"]],
    [{ text: "高压" }, ["高压电机创新工作室"]],
    [{ text: "GYDJ" }, ["高压电机创新工作室"]],
    [{ text: "gaoyadian" }, ["高压电机创新工作室"]],
    [{ text: "儿科" }, ["儿科护理创新工作室"]],
    [{ text: "abc焊" }, ["ABC焊接 100%_ 工作室"]],
    [{ text: "100%_" }, ["ABC焊接 100%_ 工作室"]],
    [{ text: "100_%" }, []],
    [{ text: "𠮷" }, ["𠮷野家电工作室"]],
    [{ text: "机电" }, []],
    [{ text: "高压", criterion: "team" }, ["高压电机创新工作室"]],
    [{ text: "护理", criterion: "team" }, []],
  ] satisfies [Wanted, string[]][])("finds %j", async (wanted, expected) => {
    expect(await names(wanted)).toEqual(expected);
    // the same by the index, as in a scope of many rows
    expect(await find(wanted, city.city, 0)).toHaveLength(expected.length);
  });

  it("finds neither a draft nor another city, and beside the viewer nothing", async () => {
    expect(await find({ text: "高压" })).toHaveLength(1);
    expect(await find({ text: "高压" }, other.city)).toHaveLength(1);
    expect(await find({ text: "高压" }, city.otherLead)).toEqual([]);
  });

  it("finds a whole number as it was given, in its own city", async () => {
    const [row] = await withScope(city.city.scope, (tx) => tx.application.findMany({ where: { round: 1 }, take: 1 }));
    await withScope(city.city.scope, (tx) => tx.application.updateMany({ where: { id: row?.id ?? "" }, data: { number: "QT-2026-0007" } }));
    expect(await find({ text: "qt-2026-0007" })).toEqual([row?.id]);
    expect(await find({ text: "qt-2026-0007" }, other.city)).toEqual([]);
    expect(await find({ text: "qt-2026-0008" })).toEqual([]);
    expect(SEARCH_MOST).toBeGreaterThan(0);
  });
});

describe("countApplications", () => {
  it("says exactly how many a text finds that no list of ids was made for", async () => {
    const count = (filter: object, cap = 100) =>
      readInScope(city.city.scope, (tx) => countApplications(tx, { viewer: city.city, filter }, cap));
    expect(await count({ text: "工作室" })).toEqual({ n: 4, more: false });
    expect(await count({ text: "工作室" }, 3)).toEqual({ n: 3, more: true });
    expect(await count({ text: "工作室", status: "districtReview", criterion: "team" })).toEqual({ n: 1, more: false });
    expect(await count({ text: "g", status: "approved" })).toEqual({ n: 0, more: false });
  });
});
