import { beforeEach, describe, expect, it } from "vitest";
import { searchHits } from "@/data/search-hits";
import { renewSearchTexts } from "@/data/search-texts";
import { readInScope, withScope } from "@/data/with-scope";
import { subtreeOf } from "@/domain/org-path";
import { SEARCH_TEXT_VERSION } from "@/lib/search-text";
import { connect } from "../setup/cluster-urls";
import { testDatabase } from "../setup/database";
import { fileCases } from "../support/registry-cases";
import { makeSmallCity, type SmallCity } from "../support/small-city";

const NAMES = ["周启明（集团）工作室", "高压工作室", "儿科工作室"];
let city: SmallCity;
let other: SmallCity;

/** Names as the first rules kept them: no whole pinyin, full width as typed. */
async function asBefore({ cityPath }: SmallCity): Promise<void> {
  await withScope(subtreeOf(cityPath), (tx) => tx.$executeRaw`UPDATE application SET search_text = lower(studio_name), search_version = 0`);
}
const rowsOf = ({ cityPath }: SmallCity) =>
  withScope(subtreeOf(cityPath), (tx) =>
    tx.application.findMany({ orderBy: { id: "asc" }, select: { id: true, searchText: true, searchVersion: true, updatedAt: true } }),
  );

beforeEach(async () => {
  [city, other] = [await makeSmallCity(), await makeSmallCity()];
  for (const one of [city, other]) {
    await fileCases(one, [...NAMES.map((studioName) => ({ studioName })), { studioName: "草稿工作室", submitted: false }]);
  }
});

describe("renewSearchTexts", () => {
  it("makes old rows as a submission makes them now, a few at a time, once, and in its own city", async () => {
    const made = await rowsOf(city);
    await asBefore(city);
    await asBefore(other);
    expect(await rowsOf(city)).not.toEqual(made);
    const found = () => readInScope(city.city.scope, (tx) => searchHits(tx, city.city.scope, { text: "zhouqiming(jituan)" }));
    expect(await found()).toEqual([]);
    expect(await renewSearchTexts(city.cityPath, 3)).toBe(3);
    expect(await renewSearchTexts(city.cityPath, 3)).toBe(1);
    expect(await renewSearchTexts(city.cityPath, 3)).toBe(0);
    expect(await rowsOf(city)).toEqual(made);
    expect(await found()).toHaveLength(1);
    expect((await rowsOf(other)).map((row) => row.searchVersion)).toEqual([0, 0, 0, 0]);
  });

  it("leaves alone what a submission has made meanwhile", async () => {
    await asBefore(city);
    const [first] = await rowsOf(city);
    const id = first?.id ?? "";
    await withScope(city.city.scope, (tx) =>
      tx.application.update({ where: { id }, data: { searchText: "made by the submission", searchVersion: SEARCH_TEXT_VERSION } }),
    );
    expect(await renewSearchTexts(city.cityPath)).toBe(3);
    expect((await rowsOf(city)).find((row) => row.id === id)?.searchText).toBe("made by the submission");
  });

  it("goes on beside a row that is held, when it is let go", async () => {
    await asBefore(city);
    const [first] = await rowsOf(city);
    const owner = await connect((await testDatabase()).superUrl);
    await owner.query("BEGIN");
    await owner.query("UPDATE application SET search_text = 'submitted', search_version = $2 WHERE id = $1", [
      first?.id,
      SEARCH_TEXT_VERSION,
    ]);
    const renewed = renewSearchTexts(city.cityPath);
    await owner.query("SELECT pg_sleep(0.2)");
    await owner.query("COMMIT");
    await owner.end();
    expect(await renewed).toBe(3);
    expect((await rowsOf(city)).find((row) => row.id === first?.id)?.searchText).toBe("submitted");
  });
});
