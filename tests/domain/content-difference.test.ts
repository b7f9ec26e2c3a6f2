import { describe, expect, it } from "vitest";
import { type Change, contentDifference } from "@/domain/content-difference";
import type { FieldNames } from "@/domain/field-text";
import type { Filing } from "@/domain/form-content";
import { exampleVersions, readExamples } from "../support/example-file";

const names: FieldNames = { locale: "zh-CN", regions: { "410502": "文峰区", "410503": "北关区" }, orgs: {} };
const filing = (content: Filing["content"], attachments: Filing["attachments"] = []): Filing => ({ content, attachments });
const brief = (changes: readonly Change[]) => changes.map((one) => [one.kind, one.path, one.row, one.before, one.after]);
const member = (_id: string, name: string, department = "一车间") => ({ _id, name, department });
const photo = (id: string, fileName: string, slot = "rules.wallPhotos", rowId?: string) => ({
  id,
  slot,
  fileName,
  kind: "image" as const,
  ...(rowId ? { rowId } : {}),
});

describe("contentDifference", () => {
  it("says nothing when nothing changed, also when only the order of keys did", () => {
    const a = filing({ studio: { name: "甲", summary: "乙" }, team: { members: [member("1", "张")] } }, [photo("p", "a.jpg")]);
    const b = filing({ team: { members: [{ department: "一车间", name: "张", _id: "1" }] }, studio: { summary: "乙", name: "甲" } }, [
      photo("p", "a.jpg"),
    ]);
    expect(contentDifference(a, b, names)).toEqual([]);
  });

  it("shows values in words: added, changed, removed, with units and labels", () => {
    const before = filing({ unit: { region: "410502", staffCount: 186 }, facilities: { area: "72" }, sign: { text: "旧" } });
    const after = filing({ unit: { region: "410503", staffCount: 190 }, facilities: {}, sign: { text: "旧", location: "门口" } });
    expect(brief(contentDifference(before, after, names))).toEqual([
      ["changed", "unit.region", null, "文峰区", "北关区"],
      ["changed", "unit.staffCount", null, "186 人", "190 人"],
      ["added", "sign.location", null, "", "门口"],
      ["removed", "facilities.area", null, "72 ㎡", ""],
    ]);
  });

  it("recognises rows by their id: a row put in between is one change, a changed cell is one change", () => {
    const before = filing({ team: { members: [member("1", "张"), member("2", "李")] } });
    const after = filing({ team: { members: [member("1", "张"), member("3", "王"), member("2", "李", "二车间")] } });
    expect(brief(contentDifference(before, after, names))).toEqual([
      ["added", "team.members", 2, "", "王；一车间"],
      ["changed", "team.members.department", 3, "一车间", "二车间"],
    ]);
  });

  it("says that a row went, and that rows only changed places", () => {
    const before = filing({ team: { members: [member("1", "张"), member("2", "李"), member("3", "王")] } });
    const after = filing({ team: { members: [member("3", "王"), member("1", "张")] } });
    expect(brief(contentDifference(before, after, names))).toEqual([
      ["removed", "team.members", 2, "李；一车间", ""],
      ["moved", "team.members", null, "", ""],
    ]);
  });

  it("compares files by id, in a slot and in a row", () => {
    const rows = { rules: { items: [{ _id: "r", name: "制度" }] } };
    const before = filing(rows, [photo("1", "模糊.jpg"), photo("3", "旧.pdf", "rules.items.file", "r")]);
    const after = filing(rows, [photo("2", "清晰.jpg"), photo("4", "新.pdf", "rules.items.file", "r")]);
    expect(brief(contentDifference(before, after, names))).toEqual([
      ["filesRemoved", "rules.items.file", 1, "旧.pdf", ""],
      ["filesAdded", "rules.items.file", 1, "", "新.pdf"],
      ["filesRemoved", "rules.wallPhotos", null, "模糊.jpg", ""],
      ["filesAdded", "rules.wallPhotos", null, "", "清晰.jpg"],
    ]);
  });

  it("finds exactly what the revision of the example changed, and nothing from a version to itself", () => {
    for (const example of readExamples("tests/reference/examples")) {
      // the reader numbers attachments by place; a file of its own has an id of its own
      const versions = exampleVersions(example).map((version) => ({
        ...version,
        attachments: version.attachments.map((file) => ({ ...file, id: `${file.slot} ${file.rowId ?? ""} ${file.fileName}` })),
      }));
      for (const version of versions) expect(contentDifference(version, version, names)).toEqual([]);
      if (example.id === "EX06") {
        const [, second, third] = versions;
        if (!second || !third) throw new Error("EX06 has two revisions");
        expect(contentDifference(second, third, names).map((one) => one.path)).toEqual(["rules.wallPhotos", "rules.wallPhotos"]);
      }
    }
  });
});
