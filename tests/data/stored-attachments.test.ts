import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findReadableFile } from "@/data/stored-attachments";
import { withScope } from "@/data/with-scope";
import { stopImageProcesses } from "@/server/attachments/image-pool";
import { returnSnapshot, uploaded } from "../support/attachment-uploads";
import { makeApplication, makeSmallCity, type SmallCity } from "../support/small-city";

let city: SmallCity;
let application: string;

beforeAll(async () => {
  city = await makeSmallCity();
});
beforeEach(async () => {
  application = await makeApplication(city);
});
afterAll(() => stopImageProcesses());

describe("findReadableFile", () => {
  const readers = (id: string) =>
    Promise.all(
      [city.lead, city.contributor, city.otherLead, city.enterprise, city.district, city.city].map(async (viewer) =>
        (await withScope(viewer.scope, (tx) => findReadableFile(tx, viewer, id))) === null ? "-" : viewer.role,
      ),
    );

  it("shows a draft's files to its own studio alone", async () => {
    const { id } = await uploaded(city.lead, { to: application });
    expect(await readers(id)).toEqual(["lead", "contributor", "-", "-", "-", "-"]);
  });

  it("shows unions what a snapshot names, and not what was added after it", async () => {
    const named = await uploaded(city.lead, { to: application });
    await returnSnapshot(city, application, [named.id]);
    const later = await uploaded(city.lead, { to: application });
    expect(await readers(named.id)).toEqual(["lead", "contributor", "-", "enterpriseReviewer", "districtReviewer", "cityReviewer"]);
    expect(await readers(later.id)).toEqual(["lead", "contributor", "-", "-", "-", "-"]);
    const other = await makeSmallCity();
    expect(await withScope(other.city.scope, (tx) => findReadableFile(tx, other.city, named.id))).toBeNull();
  });

  it("shows the studio what a stage attached once that stage has decided", async () => {
    application = await makeApplication(city, { status: "enterpriseReview", stageIndex: 0, round: 1 });
    const { id } = await uploaded(city.enterprise, { to: application, slot: "stage.internalPublicity" });
    expect(await readers(id)).toEqual(["-", "-", "-", "enterpriseReviewer", "districtReviewer", "cityReviewer"]);
    await returnSnapshot(city, application, []);
    expect((await readers(id)).slice(0, 3)).toEqual(["lead", "contributor", "-"]);
  });
});
