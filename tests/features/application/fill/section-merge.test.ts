import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FormRow, SectionContent } from "@/domain/form-content";
import { mergeSection, sameValue, takeTheirs } from "@/features/application/fill/section-merge";

const row = (id: string, values: Record<string, string | number | null> = {}): FormRow => ({ _id: id, ...values }) as FormRow;
const people = (...rows: FormRow[]): SectionContent => ({ members: rows });

describe("sameValue", () => {
  it("does not tell nothing, null and empty apart, nor the order of keys", () => {
    expect(sameValue(undefined, null)).toBe(true);
    expect(sameValue("", [])).toBe(true);
    expect(sameValue([{ _id: "1", a: 1, b: null }], [{ a: 1, _id: "1" }])).toBe(true);
    expect(sameValue(0, null)).toBe(false);
    expect(sameValue(false, null)).toBe(false);
    expect(sameValue(["a", "b"], ["b", "a"])).toBe(false);
  });
});

describe("mergeSection", () => {
  it("takes what only one side changed", () => {
    const { merged, conflicts } = mergeSection({ a: "1", b: "1" }, { a: "mine", b: "1" }, { a: "1", b: "theirs" });
    expect(conflicts).toEqual([]);
    expect(merged).toEqual({ a: "mine", b: "theirs" });
  });

  it("asks where both changed the same field, and loses neither", () => {
    const { merged, conflicts } = mergeSection({ a: "1" }, { a: "mine" }, { a: "theirs" });
    expect(merged).toEqual({ a: "mine" });
    expect(conflicts).toEqual([{ field: "a", mine: "mine", theirs: "theirs" }]);
    expect(takeTheirs(merged, conflicts[0] as never)).toEqual({ a: "theirs" });
  });

  it("does not ask when both made the same change", () => {
    expect(mergeSection({ a: "1" }, { a: "2" }, { a: "2" }).conflicts).toEqual([]);
  });

  it("merges tables cell by cell and keeps the rows that either side added", () => {
    const base = people(row("1", { name: "甲", duty: "焊接" }), row("2", { name: "乙" }));
    const mine = people(row("1", { name: "甲", duty: "焊接工艺" }), row("2", { name: "乙" }), row("3", { name: "丙" }));
    const theirs = people(row("1", { name: "甲一", duty: "焊接" }), row("2", { name: "乙" }), row("4", { name: "丁" }));
    const { merged, conflicts } = mergeSection(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(merged["members"]).toEqual([
      row("1", { name: "甲一", duty: "焊接工艺" }),
      row("2", { name: "乙" }),
      row("3", { name: "丙" }),
      row("4", { name: "丁" }),
    ]);
  });

  it("removes a row that one side removed and the other left alone", () => {
    const base = people(row("1", { name: "甲" }), row("2", { name: "乙" }));
    const { merged, conflicts } = mergeSection(
      base,
      people(row("1", { name: "甲" })),
      people(row("1", { name: "甲甲" }), row("2", { name: "乙" })),
    );
    expect(conflicts).toEqual([]);
    expect(merged["members"]).toEqual([row("1", { name: "甲甲" })]);
  });

  it("asks when one side removed a row that the other changed, and keeps it until then", () => {
    const base = people(row("1", { name: "甲" }));
    const { merged, conflicts } = mergeSection(base, people(row("1", { name: "甲甲" })), people(row("9", { name: "新" })));
    expect(conflicts).toEqual([{ field: "members", rowId: "1", mine: row("1", { name: "甲甲" }), theirs: null }]);
    expect((takeTheirs(merged, conflicts[0] as never)["members"] as FormRow[]).map((one) => one._id)).toEqual(["9"]);
  });

  it("keeps the order of the side that moved rows", () => {
    const [a, b, c] = [row("a", { n: 1 }), row("b", { n: 1 }), row("c", { n: 1 })];
    const { merged } = mergeSection(people(a, b, c), people(c, a, b), people(row("a", { n: 2 }), b, c));
    expect(merged["members"]).toEqual([c, row("a", { n: 2 }), b]);
  });

  it("gives back every single-sided change, whatever the values are", () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("a", "b", "c"), value),
        fc.dictionary(fc.constantFrom("a", "b", "c"), value),
        (base, changed) => {
          const mine = { ...base, ...changed };
          expect(sameValue(mergeSection(base, mine, base).merged, mine)).toBe(true);
          expect(sameValue(mergeSection(base, base, mine).merged, mine)).toBe(true);
          expect(mergeSection(base, mine, base).conflicts).toEqual([]);
        },
      ),
    );
  });
});
