import { beforeAll, describe, expect, it } from "vitest";
import type { Prisma } from "@/data/generated/client";
import { narrowed, type RegistryPlace } from "@/data/registry-filter";
import { countApplications, listApplicationRows, type RegistryPageReader } from "@/data/registry";
import { SEARCH_MOST, searchHits, type SearchLimits, type Wanted } from "@/data/search-hits";
import { listMemberRows } from "@/data/registry-members";
import { listWork } from "@/data/work-list";
import { readInScope, type ReadTx, withScope } from "@/data/with-scope";
import type { Viewer } from "@/domain/viewer";
import { decodePlace } from "@/lib/keyset";
import { searchGrams, searchText, searchWords } from "@/lib/search-text";
import { fileCases } from "../support/registry-cases";
import { makeSmallCity, type SmallCity } from "../support/small-city";

const NAMES = ["高压电机创新工作室", "儿科护理创新工作室", "ABC焊接 100%_ 工作室", "𠮷野家电（集团）工作室"];
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

const find = (wanted: Wanted, viewer: Viewer = city.city, bounds: SearchLimits = {}) =>
  readInScope(viewer.scope, (tx) => searchHits(tx, viewer.scope, wanted, bounds));
async function names(wanted: Wanted, viewer: Viewer = city.city): Promise<string[]> {
  return withScope(viewer.scope, async (tx) => {
    const filter = await narrowed(tx, viewer, wanted as never);
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
        // what begins a word where it is asked for may stand inside one where it is kept
        for (const word of searchWords(letters.slice(from, to).join("")).filter(({ stands }) => stands === "anywhere"))
          for (const gram of searchGrams(word)) expect(grams, gram).toContain(gram);
    for (const word of `${stored} t-2026-0001`.split(" "))
      for (const gram of [1, 2].flatMap((length) => searchWords([...word].slice(0, length).join("")).flatMap(searchGrams)))
        expect(grams, gram).toContain(gram);
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
    [{ text: "𠮷" }, ["𠮷野家电（集团）工作室"]],
    [{ text: "机电" }, []],
    [{ text: "%" }, ["ABC焊接 100%_ 工作室"]],
    [{ text: "％" }, ["ABC焊接 100%_ 工作室"]],
    [{ text: "%_" }, ["ABC焊接 100%_ 工作室"]],
    [{ text: "_%" }, []],
    [{ text: "]" }, []],
    [{ text: "\\" }, []],
    [{ text: "'" }, []],
    [{ text: "(集团)" }, ["𠮷野家电（集团）工作室"]],
    [{ text: "（集团）" }, ["𠮷野家电（集团）工作室"]],
    [{ text: "ＡＢＣ" }, ["ABC焊接 100%_ 工作室"]],
    [{ text: "gy" }, ["高压电机创新工作室"]],
    [{ text: "g" }, ["高压电机创新工作室"]],
    [{ text: "yd" }, []],
    [{ text: "v" }, []],
    [{ text: "10" }, ["ABC焊接 100%_ 工作室"]],
    [{ text: "电机 高压" }, ["高压电机创新工作室"]],
    [{ text: "电机 儿科" }, []],
    [{ text: "高压", criterion: "team" }, ["高压电机创新工作室"]],
    [{ text: "护理", criterion: "team" }, []],
  ] satisfies [Wanted, string[]][])("finds %j", async (wanted, expected) => {
    expect(await names(wanted)).toEqual(expected);
    // the same by the index, as in a scope of many rows
    expect(await find(wanted, city.city, { smallScope: 0 })).toHaveLength(expected.length);
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

describe("narrowed", () => {
  it("asks once a minute for what the index does not tell soon, in one scope", async () => {
    const asked: string[] = [];
    const answering = (ids: string[] | null) =>
      ({
        $queryRaw: (text: Prisma.Sql) => {
          asked.push(text.text);
          return Promise.resolve([{ ids }]);
        },
      }) as unknown as ReadTx;
    const filter = { text: "到处都有" };
    expect(await narrowed(answering(null), city.city, filter)).toEqual(filter);
    // it would now be told by id, and is looked for along the list all the same: that finds it, too
    expect(await narrowed(answering(["1"]), city.city, filter)).toEqual(filter);
    expect(asked).toHaveLength(1);
    expect(await narrowed(answering(["1"]), city.district, filter)).toEqual({ ids: ["1"] });
    expect(await narrowed(answering(["1"]), city.city, { ...filter, criterion: "team" })).toEqual({ ids: ["1"] });
    // what was found by id is asked for each time
    expect(await narrowed(answering(["1", "2"]), city.district, filter)).toEqual({ ids: ["1", "2"] });
    expect(asked).toHaveLength(4);
  });
});

describe("countApplications", () => {
  const unasked = { $queryRaw: () => Promise.reject(new Error("asked the database")) } as unknown as ReadTx;

  it("asks nothing where a text was found to mean these rows and nothing else limits them", async () => {
    const hits = (await find({ text: "工作室" })) ?? [];
    const asking = (filter: object, cap?: number) =>
      countApplications(unasked, { viewer: city.city, filter: { ids: hits, ...filter } }, cap);
    expect(await asking({})).toEqual({ n: 4, more: false });
    expect(await asking({ batchId: undefined }, 3)).toEqual({ n: 3, more: true });
    await expect(asking({ status: "districtReview" })).rejects.toThrow("asked the database");
    const counted = await readInScope(city.city.scope, (tx) =>
      countApplications(tx, { viewer: city.city, filter: { ids: hits, status: "approved" } }, 100),
    );
    expect(counted).toEqual({ n: 0, more: false });
  });

  it("takes a number that is not the last word for the same a minute long, and no other", async () => {
    const query = { viewer: city.city, filter: { text: "创新" }, look: 3 };
    const first = await readInScope(city.city.scope, (tx) => countApplications(tx, query, 100));
    expect(first).toMatchObject({ more: true });
    expect(await countApplications(unasked, query, 100)).toEqual(first);
    await expect(countApplications(unasked, query, 101)).rejects.toThrow("asked the database");
    await expect(countApplications(unasked, { ...query, viewer: city.district }, 100)).rejects.toThrow("asked the database");
    const whole = { ...query, look: 100 };
    expect(await readInScope(city.city.scope, (tx) => countApplications(tx, whole, 100))).toEqual({ n: 2, more: false });
    await expect(countApplications(unasked, whole, 100)).rejects.toThrow("asked the database");
  });

  it("says exactly how many a text finds that no list of ids was made for", async () => {
    const count = (filter: object, cap = 100) =>
      readInScope(city.city.scope, (tx) => countApplications(tx, { viewer: city.city, filter }, cap));
    expect(await count({ text: "工作室" })).toEqual({ n: 4, more: false });
    expect(await count({ text: "工作室" }, 3)).toEqual({ n: 3, more: true });
    expect(await count({ text: "工作室", status: "districtReview", criterion: "team" })).toEqual({ n: 1, more: false });
    expect(await count({ text: "g", status: "approved" })).toEqual({ n: 0, more: false });
  });
});

describe("a text that the index cannot answer soon", () => {
  const MANY = Array.from({ length: 23 }, (_, n) => (n % 4 === 3 ? `焊花${n}工作室` : `平常${n}工作室`));
  const WANTED = MANY.filter((name) => name.startsWith("焊花"));
  /** nothing is read at once, nothing by the index, and seven rows along the list */
  const bounds = { smallScope: 0, candidates: 0, look: 7 };
  let full: SmallCity;
  beforeAll(async () => {
    full = await makeSmallCity();
    await fileCases(
      full,
      MANY.map((studioName) => ({ studioName, unmet: ["team"] })),
    );
  });

  it("is looked for along the work list, page by page, and found whole", async () => {
    expect(await find({ text: "焊花" }, full.city, bounds)).toBeNull();
    for (const tab of ["pending", "all"] as const) {
      const viewer = full.district;
      const names: string[] = [];
      const pages: number[] = [];
      for (let after: string | null = null, more = true; more;) {
        const page: Awaited<ReturnType<typeof listWork>> = await readInScope(viewer.scope, (tx) =>
          listWork(tx, viewer, { tab, text: "焊花", after: decodePlace(after) }, bounds),
        );
        names.push(...page.rows.map((row) => row.studioName));
        pages.push(page.rows.length);
        expect(page.partial).toBe(page.next !== null);
        [after, more] = [page.next, page.next !== null];
      }
      expect(names.toSorted(), tab).toEqual(WANTED.toSorted());
      expect(pages.length, tab).toBeGreaterThan(2);
      expect(Math.max(...pages), tab).toBeLessThanOrEqual(7);
    }
  });

  type Row = { id: string; studioName: string };
  const applications = listApplicationRows as RegistryPageReader<Row>;
  const members = listMemberRows as RegistryPageReader<Row>;
  it.each([
    ["applications", applications, {}],
    ["applications of a criterion", applications, { criterion: "team" }],
    ["members", members, {}],
    ["members of a criterion", members, { criterion: "team" }],
  ])("is looked for along a registry, and back again: %s", async (_, read, more) => {
    const query = {
      viewer: full.city,
      filter: { text: "焊花", ...more },
      order: { sort: "number", descending: false },
      look: bounds.look,
    } as const;
    const page = (place: RegistryPlace | null) => readInScope(full.city.scope, (tx) => read(tx, query, place, 4));
    const forwards: string[] = [];
    let last = await page(null);
    expect(last.partial).toBe(read === applications);
    const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id);
    forwards.push(...ids(last.rows));
    for (let place = last.next; place;) {
      const after: typeof last = await page(place);
      forwards.push(...ids(after.rows));
      place = after.next;
      if (after.rows.length > 0) last = after;
    }
    const whole = await readInScope(full.city.scope, (tx) => read(tx, { ...query, look: 100 }, null, 500));
    expect(forwards).toEqual(ids(whole.rows));
    expect(new Set(whole.rows.map((row) => row.studioName))).toEqual(new Set(WANTED));
    expect(whole).toMatchObject({ next: null, partial: false });
    const backwards: string[] = [];
    for (let place = last.previous; place;) {
      const before: typeof last = await page(place);
      backwards.unshift(...ids(before.rows));
      place = before.previous;
    }
    expect(backwards).toEqual(forwards.slice(0, backwards.length));
    const beyondAll = { value: "9999-12-31", id: "ffffffff-ffff-ffff-ffff-ffffffffffff", position: 4, backwards: false };
    // a page on which nothing was found leads back to all that was
    const back: string[] = [];
    for (let place = (await page(beyondAll)).previous; place;) {
      const before: typeof last = await page(place);
      back.unshift(...ids(before.rows));
      place = before.previous;
    }
    expect(back).toEqual(forwards);
    expect(backwards).toHaveLength(forwards.length - last.rows.length);
  });

  it.each([
    ["applications", applications],
    ["members", members],
  ])("goes on where more were submitted at one moment than are looked at: %s", async (_, read) => {
    const tied = await makeSmallCity();
    const moment = new Date("2026-03-01T00:00:00Z");
    await fileCases(
      tied,
      MANY.slice(0, 12).map((studioName) => ({ studioName, submittedAt: moment })),
    );
    const query = { viewer: tied.city, filter: { text: "焊花" }, order: { sort: "number", descending: false }, look: 3 } as const;
    const found: string[] = [];
    let pages = 0;
    for (let place: RegistryPlace | null = null, more = true; more && pages < 30; pages += 1) {
      const page = await readInScope(tied.city.scope, (tx) => read(tx, query, place, 4));
      found.push(...page.rows.map((row) => row.studioName));
      [place, more] = [page.next, page.next !== null];
    }
    expect(pages).toBeLessThan(30);
    expect(new Set(found)).toEqual(new Set(WANTED.slice(0, 3)));
  });
});
