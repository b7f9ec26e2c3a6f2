import { beforeAll, describe, expect, it } from "vitest";
import { loadRegistryView } from "@/features/registry/queries";
import { REGISTRY_LISTS } from "@/features/registry/registry-lists";
import { fileCases } from "../../support/registry-cases";
import { makeSmallCity, type SmallCity } from "../../support/small-city";

let city: SmallCity;

beforeAll(async () => {
  city = await makeSmallCity();
  await fileCases(city, [{ studioName: "欧阳雪劳模创新工作室" }, { studioName: "第二工作室" }, { studioName: "第三工作室" }]);
});

describe("loadRegistryView", () => {
  it.each([
    ["欧阳雪", 1],
    ["工作室", 3],
    ["没有这样的", 0],
    ["雪", 1],
    ["", 3],
  ])("searches for %j in the page's own kind of transaction and finds %i", async (q, found) => {
    const view = await loadRegistryView(city.city, REGISTRY_LISTS.applications, { q });
    expect(view.page.rows).toHaveLength(found);
    expect(view.total).toMatchObject({ n: found });
  });
});
