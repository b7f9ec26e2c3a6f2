import { describe, expect, it } from "vitest";
import { workingDaysBetween } from "@/domain/days-used";
import { opinionStage, parseRoute, stageUnionPath } from "@/domain/stage-union";

const CITY = "/0000000a/";
const DISTRICT = `${CITY}0000000b/`;
const ENTERPRISE = `${DISTRICT}0000000c/`;
const STUDIO = `${ENTERPRISE}0000000d/`;
const DIRECT_STUDIO = `${CITY}0000000c/0000000d/`;

describe("stageUnionPath", () => {
  it("reads the route along the tree, from the studio's parent up to the city", () => {
    expect([0, 1, 2].map((index) => stageUnionPath(STUDIO, ["enterprise", "district", "city"], index))).toEqual([
      ENTERPRISE,
      DISTRICT,
      CITY,
    ]);
    expect([0, 1].map((index) => stageUnionPath(DIRECT_STUDIO, ["enterprise", "city"], index))).toEqual([`${CITY}0000000c/`, CITY]);
    expect(stageUnionPath(STUDIO, ["enterprise", "city"], 2)).toBeNull();
  });
});

describe("parseRoute", () => {
  it("takes a stored route and nothing else", () => {
    expect(parseRoute(["enterprise", "industry", "city"])).toEqual(["enterprise", "industry", "city"]);
    expect([null, undefined, "enterprise", {}, ["constructor", 1]].map(parseRoute)).toEqual([[], [], [], [], []]);
  });
});

describe("opinionStage", () => {
  it("calls whatever stands in between the recommender", () => {
    expect((["enterprise", "district", "industry", "city"] as const).map(opinionStage)).toEqual([
      "enterprise",
      "recommender",
      "recommender",
      "city",
    ]);
  });
});

describe("workingDaysBetween", () => {
  it.each([
    ["2026-05-08", "2026-05-08", 0],
    ["2026-05-08", "2026-05-09", 1],
    ["2026-05-08", "2026-05-11", 2],
    ["2026-04-30", "2026-05-06", 1],
    ["2026-05-11", "2026-05-08", 0],
  ])("%s to %s: %i", (from, to, days) => {
    expect(workingDaysBetween(from, to)).toBe(days);
  });
});
