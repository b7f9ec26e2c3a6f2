import { beforeAll, describe, expect, it } from "vitest";
import {
  countApplications,
  listApplicationRows,
  listCriteriaRows,
  type RegistryPageReader,
  type RegistryQuery,
  streamRegistry,
} from "@/data/registry";
import { type RegistryFilter, type RegistryOrder, type RegistryPlace, registryWhere } from "@/data/registry-filter";
import { countMembers, listMemberRows } from "@/data/registry-members";
import { PLAN_ANEW } from "@/data/statement-names";
import { readInScope } from "@/data/with-scope";
import type { Viewer } from "@/domain/viewer";
import { fileCases, type FiledCase } from "../support/registry-cases";
import { makeSmallCity, type SmallCity } from "../support/small-city";

const BY_NUMBER: RegistryOrder = { sort: "number", descending: false };

let city: SmallCity;
let other: SmallCity;

beforeAll(async () => {
  city = await makeSmallCity();
  other = await makeSmallCity();
  const cases: FiledCase[] = [
    { studioName: "高压电机创新工作室", leadName: "欧阳雪", unmet: ["team"], honor: "national", industry: "D" },
    {
      studioName: "儿科护理创新工作室",
      leadName: "安小梅",
      status: "returned",
      stageIndex: 0,
      industry: "Q",
      decisions: [{ stage: "enterprise", stageIndex: 0, outcome: "return", opinion: "请补照片" }],
    },
    {
      studioName: "焊接创新工作室",
      leadName: "李四",
      status: "cityReview",
      stageIndex: 2,
      decisions: [
        { stage: "enterprise", stageIndex: 0, outcome: "return", opinion: "旧意见", lapsed: true },
        {
          stage: "enterprise",
          stageIndex: 0,
          outcome: "approve",
          opinion: "同意推荐",
          verdicts: { team: { verdict: "doubt", comment: "核对" }, sign: { verdict: "met" } },
        },
        { stage: "district", stageIndex: 1, outcome: "approve", opinion: "同意" },
      ],
    },
    { studioName: "草稿工作室", submitted: false },
    ...Array.from({ length: 116 }, (_, i): FiledCase => ({
      studioName: `第${i}工作室_100%`,
      submittedAt: new Date(Date.UTC(2026, 3, 1, 0, 0, Math.floor(i / 3))),
    })),
  ];
  await fileCases(city, cases);
  await fileCases(other, [{ studioName: "外市工作室" }]);
});

function query(viewer: Viewer, filter: RegistryFilter = {}, order = BY_NUMBER): RegistryQuery {
  return { viewer, filter, order };
}

async function page<Row>(read: RegistryPageReader<Row>, asked: RegistryQuery, place: RegistryPlace | null = null, size = 50) {
  return readInScope(asked.viewer.scope, (tx) => read(tx, asked, place, size));
}

async function names(filter: RegistryFilter, viewer = city.city): Promise<string[]> {
  return (await page(listApplicationRows, query(viewer, filter))).rows.map((row) => row.studioName);
}

describe("registryWhere", () => {
  const SUBMITTED: RegistryOrder = { sort: "submitted", descending: true };
  it.each([
    [{}, BY_NUMBER, false],
    [{ status: "returned" }, BY_NUMBER, false],
    [{ status: "returned" }, undefined, false],
    [{}, SUBMITTED, false],
    [{ status: "returned" }, SUBMITTED, true],
    [{ status: "returned", industry: "D" }, BY_NUMBER, true],
    [{ status: "returned", industry: "D" }, undefined, true],
    [{ status: "returned", criterion: "team" }, SUBMITTED, false],
    [{ status: "returned", industry: "D", ids: [] }, BY_NUMBER, false],
  ])("of %j by %j is planned for its values: %j", (filter, order, anew) => {
    expect(registryWhere(city.city, filter, order).text.includes(PLAN_ANEW.sql)).toBe(anew);
  });
});

describe("listApplicationRows", () => {
  it("shows what the last submitted version says, with standing opinions only", async () => {
    const { rows } = await page(listApplicationRows, query(city.city));
    expect(rows[0]).toMatchObject({
      position: 1,
      studioName: "高压电机创新工作室",
      leadName: "欧阳雪",
      recommenderName: "区总工会",
      batchYear: 2026,
      metCount: 7,
      uscc: "91410502TTTT00014P",
      leadGender: "male",
      status: "districtReview",
      stageIndex: 1,
      round: 1,
      decisions: {},
    });
    expect(rows[0]!.fundsTotal).toMatch(/^\d+(\.\d+)?$/);
    expect(rows[0]!.teamSize).toBeGreaterThan(1);
    expect(rows[0]!.submittedAt).toBeInstanceOf(Date);
    expect(rows[2]!.decisions).toMatchObject({ enterprise: { outcome: "approve", opinion: "同意推荐" }, district: { outcome: "approve" } });
  });

  it("never lists a draft, another city or what lies beside the viewer", async () => {
    expect(await readInScope(city.city.scope, (tx) => countApplications(tx, query(city.city)))).toEqual({ n: 119, more: false });
    expect(await names({ text: "草稿" })).toEqual([]);
    expect(await names({}, other.city)).toEqual(["外市工作室"]);
    expect((await page(listApplicationRows, query(city.district))).rows).toHaveLength(50);
    expect(await names({}, city.otherLead)).toEqual([]);
    // the filter by path alone holds, too: here inside the scope of the foreign city
    expect(await readInScope(other.city.scope, (tx) => countApplications(tx, query(city.city)))).toEqual({ n: 0, more: false });
  });

  it.each([
    [{ industry: "Q" }, ["儿科护理创新工作室"]],
    [{ status: "returned" }, ["儿科护理创新工作室"]],
    [{ stage: "enterprise" }, ["儿科护理创新工作室"]],
    [{ stage: "city" }, ["焊接创新工作室"]],
    [{ criterion: "team" }, ["高压电机创新工作室"]],
    [{ honorRank: 50 }, ["高压电机创新工作室"]],
    [{ text: "电机" }, ["高压电机创新工作室"]],
    [{ text: "OYX" }, ["高压电机创新工作室"]],
    [{ text: "第7工作室_100%" }, ["第7工作室_100%"]],
    [{ text: "0工作室%1" }, []],
    [{ text: "\\" }, []],
    [{ unionPath: "/00000000/" }, []],
  ] satisfies [RegistryFilter, string[]][])("is limited by %j", async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  it.each([
    ["number", false],
    ["number", true],
    ["submitted", true],
    ["name", false],
    ["name", true],
  ] as const)("turns every page by %s (descending: %s) there and back, each row once, ties included", async (sort, descending) => {
    const asked = query(city.city, {}, { sort, descending });
    const all = (await page(listApplicationRows, asked, null, 500)).rows.map((row) => row.id);
    const seen: string[] = [];
    const pages: string[][] = [];
    let place: RegistryPlace | null = null;
    let last: Awaited<ReturnType<typeof listApplicationRows>>;
    do {
      last = await page(listApplicationRows, asked, place, 7);
      expect(last.rows.map((row) => row.position)).toEqual(last.rows.map((_, i) => seen.length + i + 1));
      pages.push(last.rows.map((row) => row.id));
      seen.push(...pages.at(-1)!);
      place = last.next;
    } while (place);
    expect(seen).toEqual(all);
    expect(new Set(seen).size).toBe(119);
    for (let back = pages.length - 2; back >= 0; back--) {
      last = await page(listApplicationRows, asked, last.previous, 7);
      expect(last.rows.map((row) => row.id)).toEqual(pages[back]);
      expect(last.rows[0]!.position).toBe(back * 7 + 1);
    }
    expect(last.previous).toBeNull();
  });

  it("orders names by pinyin", async () => {
    const { rows } = await page(listApplicationRows, query(city.city, {}, { sort: "name", descending: false }), null, 500);
    expect(rows.map((row) => row.studioName).filter((name) => !name.startsWith("第"))).toEqual([
      "儿科护理创新工作室",
      "高压电机创新工作室",
      "焊接创新工作室",
    ]);
  });
});

describe("countApplications", () => {
  it("goes no further than its cap", async () => {
    expect(await readInScope(city.city.scope, (tx) => countApplications(tx, query(city.city), 10))).toEqual({ n: 10, more: true });
  });
});

describe("listCriteriaRows", () => {
  it("gives the automatic verdicts and those of each stage", async () => {
    const { rows } = await page(listCriteriaRows, query(city.city));
    expect(rows[0]!.verdicts).toMatchObject({ team: { verdict: "warn" }, sign: { verdict: "met" } });
    expect(rows[2]!.decisions.enterprise?.verdicts).toEqual({ team: { verdict: "doubt", comment: "核对" }, sign: { verdict: "met" } });
  });
});

describe("listMemberRows", () => {
  it("unfolds each team, the lead first, and turns pages inside a team there and back", async () => {
    const asked = query(city.city, { text: "创新工作室" });
    const all = (await page(listMemberRows, asked, null, 500)).rows;
    const { n: total } = await readInScope(city.city.scope, (tx) => countMembers(tx, asked));
    expect(all).toHaveLength(total);
    expect(all[0]).toMatchObject({ position: 1, isLead: true, name: "欧阳雪", studioName: "高压电机创新工作室" });
    expect(all.filter((row) => row.isLead)).toHaveLength(3);
    const size = Math.floor(total / 3) - 1;
    const pages: string[][] = [];
    let place: RegistryPlace | null = null;
    let last: Awaited<ReturnType<typeof listMemberRows>>;
    do {
      last = await page(listMemberRows, asked, place, size);
      pages.push(last.rows.map((row) => row.id));
      place = last.next;
    } while (place);
    expect(pages.flat()).toEqual(all.map((row) => row.id));
    for (let back = pages.length - 2; back >= 0; back--) {
      last = await page(listMemberRows, asked, last.previous, size);
      expect(last.rows.map((row) => row.id)).toEqual(pages[back]);
    }
  });

  it("takes a form without a team as a lead alone", async () => {
    const [id] = await fileCases(other, [{ studioName: "空队伍", change: (content) => delete content["team"]!["members"] }]);
    const { rows } = await page(listMemberRows, query(other.city, { text: "空队伍" }));
    expect(rows.map((row) => row.id)).toEqual([`${id}/0`]);
  });
});

describe("streamRegistry", () => {
  it("gives the whole list in its order, as of one moment", async () => {
    const asked = query(city.city, {}, { sort: "name", descending: true });
    const expected = (await page(listApplicationRows, asked, null, 500)).rows.map((row) => row.id);
    const seen: string[] = [];
    for await (const row of streamRegistry(listApplicationRows, asked)) {
      if (seen.length === 0) await fileCases(city, [{ studioName: "后来的工作室", submittedAt: new Date("2026-08-01") }]);
      seen.push(row.id);
    }
    expect(seen).toEqual(expected);
  });

  it("reads no further page once the consumer has left", async () => {
    let pages = 0;
    const counting: typeof listApplicationRows = (tx, asked, place) => {
      pages++;
      return listApplicationRows(tx, asked, place, 5);
    };
    for await (const _ of streamRegistry(counting, query(city.city))) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(pages).toBe(1);
  });

  it("ends with the reason of its signal", async () => {
    const control = new AbortController();
    const small: typeof listApplicationRows = (tx, asked, place) => listApplicationRows(tx, asked, place, 5);
    const read = async () => {
      for await (const _ of streamRegistry(small, query(city.city), control.signal)) control.abort(new Error("tab closed"));
    };
    await expect(read()).rejects.toThrow("tab closed");
  });
});
