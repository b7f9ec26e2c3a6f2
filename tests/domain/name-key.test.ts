import { describe, expect, it } from "vitest";
import { leadKey, nameContains, nameKey } from "@/domain/name-key";

describe("nameKey", () => {
  it.each([
    ["周启明劳模创新工作室", "周 启明（劳模）创新・工作室"],
    ["ＡＢＣ工作室", "abc工作室"],
    ["“甲”工作室", "甲工作室\u200d"],
    ["１号工作室", "1号工作室"],
    ["A+B", "a b"],
  ])("%j and %j are the same name", (left, right) => {
    expect(nameKey(left)).toBe(nameKey(right));
  });

  it("keeps letters, digits and marks apart", () => {
    expect(nameKey("一号")).not.toBe(nameKey("1号"));
    expect(nameKey("工作室")).not.toBe(nameKey("工作坊"));
  });

  it("is empty for no name", () => {
    expect([nameKey(undefined), nameKey(null), nameKey("（）"), nameKey([])]).toEqual(["", "", "", ""]);
  });
});

describe("nameContains", () => {
  it("compares by the same rule, and no name is in nothing", () => {
    expect(nameContains("周·启明 工作室", "周启明")).toBe(true);
    expect(nameContains("工作室", "周启明")).toBe(false);
    expect(nameContains("工作室", "")).toBe(false);
  });
});

describe("leadKey", () => {
  it("is name and mobile together", () => {
    expect(leadKey("周 启明", "13900000101")).toBe(leadKey("周启明", "13900000101"));
    expect(leadKey("周启明", "13900000101")).not.toBe(leadKey("周启明", "13900000102"));
  });

  it("is empty while either is missing", () => {
    expect([leadKey("", "13900000101"), leadKey("周启明", ""), leadKey("周启明", undefined)]).toEqual(["", "", ""]);
  });
});
