import { beforeAll, describe, expect, it } from "vitest";
import { countApplications, listApplicationRows } from "@/data/registry";
import type { RegistryFilter, RegistryOrder } from "@/data/registry-filter";
import { countMembers, listMemberRows } from "@/data/registry-members";
import { readInScope, withScope } from "@/data/with-scope";
import type { Viewer } from "@/domain/viewer";
import { fileCases } from "../support/registry-cases";
import { makeSmallCity, type SmallCity } from "../support/small-city";

const UNMET = { 乙工作室: ["team", "team", "sign"], 甲工作室: ["team"], 丙工作室: ["unit"], 丁工作室: [] };
let city: SmallCity;
let other: SmallCity;
let ids: string[];

beforeAll(async () => {
  [city, other] = [await makeSmallCity(), await makeSmallCity()];
  ids = await fileCases(city, [
    ...Object.entries(UNMET).map(([studioName, unmet]) => ({ studioName, unmet })),
    { studioName: "草稿工作室", unmet: ["team"], submitted: false },
  ]);
  await fileCases(other, [{ studioName: "外市工作室", unmet: ["team"] }]);
});

/** Names that the list shows, on pages of one row, so that every place is gone to. */
async function listed(filter: RegistryFilter, order: RegistryOrder, viewer: Viewer = city.city): Promise<string[]> {
  return readInScope(viewer.scope, async (tx) => {
    const names: string[] = [];
    for (let place = null, more = true; more;) {
      const page: Awaited<ReturnType<typeof listApplicationRows>> = await listApplicationRows(tx, { viewer, filter, order }, place, 1);
      names.push(...page.rows.map((row) => row.studioName));
      more = page.next !== null;
      place = page.next as never;
    }
    return names;
  });
}
const up = (sort: RegistryOrder["sort"]): RegistryOrder => ({ sort, descending: false });
const counted = (filter: RegistryFilter, viewer: Viewer = city.city) =>
  readInScope(viewer.scope, async (tx) => (await countApplications(tx, { viewer, filter }, 100)).n);
const change = (id: string, data: object) => withScope(city.city.scope, (tx) => tx.application.update({ where: { id }, data }));
const rowsOf = (id: string) =>
  withScope(city.city.scope, (tx) => tx.applicationCriterion.findMany({ where: { applicationId: id }, orderBy: { criterion: "asc" } }));

describe("the registry of a criterion", () => {
  it("reads each order along the criterion, without drafts and without other cities", async () => {
    expect(await listed({ criterion: "team" }, up("number"))).toEqual(["乙工作室", "甲工作室"]);
    expect(await listed({ criterion: "team" }, up("name"))).toEqual(["甲工作室", "乙工作室"]);
    expect(await listed({ criterion: "team" }, { sort: "submitted", descending: true })).toEqual(["甲工作室", "乙工作室"]);
    expect(await listed({ criterion: "sign" }, up("number"))).toEqual(["乙工作室"]);
    expect(await listed({ criterion: "name" }, up("number"))).toEqual([]);
    expect(await listed({ criterion: "team" }, up("number"), other.city)).toEqual(["外市工作室"]);
    expect(await listed({ criterion: "team" }, up("number"), city.otherLead)).toEqual([]);
  });

  it("goes with every other filter, and with a text that no list of ids was made for", async () => {
    const rest = { status: "districtReview", stage: "district", batchId: city.batchId } as const;
    expect(await listed({ criterion: "team", ...rest }, up("number"))).toEqual(["乙工作室", "甲工作室"]);
    expect(await listed({ criterion: "team", status: "approved" }, up("number"))).toEqual([]);
    expect(await listed({ criterion: "team", honorRank: 99 }, up("number"))).toEqual([]);
    expect(await listed({ criterion: "team", text: "甲工" }, up("number"))).toEqual(["甲工作室"]);
    expect(await counted({ criterion: "team", text: "工作室" })).toBe(2);
    expect(await counted({ criterion: "team", ...rest })).toBe(2);
  });

  it("shows and counts the members of those teams alone", async () => {
    const query = { viewer: city.city, filter: { criterion: "sign" }, order: up("number") };
    const [page, count] = await readInScope(city.city.scope, async (tx) => [
      await listMemberRows(tx, query, null, 50),
      await countMembers(tx, query, 100),
    ]);
    expect(new Set(page.rows.map((row) => row.studioName))).toEqual(new Set(["乙工作室"]));
    expect(page.rows).toHaveLength(count.n);
    expect(page.rows[0]?.number).toMatch(/^T-2026-/);
  });
});

describe("application_criterion", () => {
  it("follows what the application becomes: criteria, state and names", async () => {
    const id = ids[3] as string;
    expect(await rowsOf(id)).toEqual([]);
    await change(id, { unmetCriteria: ["name", "team"] });
    expect((await rowsOf(id)).map((row) => row.criterion)).toEqual(["name", "team"]);
    await change(id, { status: "cityReview", stageIndex: 2, studioName: "戊工作室", unmetCriteria: ["name"] });
    expect(await rowsOf(id)).toMatchObject([{ criterion: "name", status: "cityReview", stage: "city", studioName: "戊工作室" }]);
    await change(id, { unmetCriteria: [] });
    expect(await rowsOf(id)).toEqual([]);
  });

  it("begins with the first submission, and ends with a draft", async () => {
    const id = ids[4] as string;
    expect(await rowsOf(id)).toEqual([]);
    const at = new Date();
    await change(id, { firstSubmittedAt: at, submittedAt: at });
    expect(await rowsOf(id)).toHaveLength(1);
    await change(id, { firstSubmittedAt: null, submittedAt: null });
    expect(await rowsOf(id)).toEqual([]);
    await withScope(city.city.scope, (tx) => tx.application.delete({ where: { id } }));
  });

  it("is written by nobody but the trigger", async () => {
    const meddle = () =>
      withScope(city.city.scope, (tx) => tx.applicationCriterion.deleteMany({ where: { applicationId: ids[0] as string } }));
    await expect(meddle()).rejects.toThrow(/permission denied/);
  });
});
