import { describe, expect, it } from "vitest";
import { fieldAt } from "@/domain/application-form";
import type { FormField } from "@/domain/form-field";
import type { Filing } from "@/domain/form-content";
import { readFile, readingOf } from "@/features/reading/reading-data";
import { fieldsMarkup, filesMarkup, formMarkup } from "@/features/reading/reading-markup";

const field = (path: string): FormField => {
  const found = fieldAt(path);
  if (!found) throw new Error(path);
  return found;
};
const members = Array.from({ length: 8 }, (_, n) => ({ _id: String(n), name: `成员${n + 1}`, gender: "female" }));
const filing: Filing = {
  content: { unit: { name: '<b>"甲" & 乙</b>', nature: null }, team: { members } },
  attachments: [
    { id: "a1", slot: "sign.photos", fileName: "<标牌>.jpg", kind: "image" },
    { id: "a2", slot: "rules.items.file", rowId: "0", fileName: "制度.pdf", kind: "pdf", size: 2048 },
  ],
};
const words = {
  rows: (count: number) => `${count} 行`,
  files: (count: number) => `${count} 个`,
  moreRows: (count: number) => `其余 ${count} 行`,
  photo: (name: string) => `照片：${name}`,
};
const read = readingOf(filing, { locale: "zh-CN", regions: {}, orgs: {} }, words);
const html = (path: string, folded?: number) => fieldsMarkup([read(field(path))], folded).html;

describe("readingOf", () => {
  it("makes a field once, so that the second place that shows it is a reference", () => {
    expect(read(field("unit.name"))).toBe(read(field("unit.name")));
  });

  it("gives the words beside the stored value only where they differ, and leaves out columns that nobody filled", () => {
    expect(read(field("unit.name"))).not.toHaveProperty("text");
    expect(read(field("team.members"))).toMatchObject({
      columns: [{ path: "team.members.name" }, { path: "team.members.gender" }],
      rows: [["成员1", { value: "female", text: "女" }], ...Array.from({ length: 7 }, () => [expect.any(String), expect.anything()])],
    });
  });
});

describe("fieldsMarkup", () => {
  it("escapes what people wrote, in text and attributes", () => {
    const escaped = "&lt;b&gt;&quot;甲&quot; &amp; 乙&lt;/b&gt;";
    expect(html("unit.name")).toContain(`data-path="unit.name" data-value="${escaped}"`);
    expect(html("unit.name")).toContain(`<p>${escaped}</p>`);
    expect(html("sign.photos")).toContain('data-attachment="&lt;标牌&gt;.jpg"');
    expect(html("sign.photos") + html("unit.name")).not.toMatch(/<b>|<标牌/);
  });

  it("shows a gap as a gap", () => {
    expect(html("unit.nature")).toContain("—");
    expect(html("facilities.photos")).toContain('data-files="0"');
  });

  it("says row and value of every cell, and folds away what goes beyond", () => {
    const whole = html("team.members");
    expect(whole).toContain('<td data-path="team.members.name" data-row="8" data-value="成员8" class="wraps">成员8</td>');
    expect(whole).not.toContain("<details>");
    const folded = html("team.members", 6);
    expect(folded.split("<details>")).toHaveLength(2);
    expect(folded.split("<details>")[0]).not.toContain("成员7");
    expect(folded.split("<details>")[1]).toContain("<summary>其余 2 行</summary>");
    expect(folded.split("<details>")[1]).toContain('data-row="7"');
  });
});

describe("formMarkup", () => {
  it("carries each section and each derived number by its key", () => {
    const sections = [{ key: "unit", label: "所在单位", fields: [read(field("unit.name"))] }];
    const text = formMarkup(sections, {
      title: "系统计算",
      numbers: [{ key: "teamSize", label: "团队人数", value: "9", unit: "人" }],
    }).html;
    expect(text).toContain('<section data-section="unit" aria-labelledby="reading-unit">');
    expect(text).toContain('<div data-derived="teamSize" data-value="9"><dt>团队人数</dt><dd>9 <span>人</span></dd></div>');
    expect(formMarkup(sections, null).html).not.toContain("data-derived");
  });
});

describe("readFile", () => {
  it("makes a file that is no field look as one of a field", () => {
    const files = filing.attachments.filter((file) => file.slot === "sign.photos");
    expect(html("sign.photos")).toContain(filesMarkup(files.map((file) => readFile(file, words))).html);
  });
});
