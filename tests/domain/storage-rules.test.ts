import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldAt } from "@/domain/application-form";
import type { FormContent } from "@/domain/form-content";
import { storeContent, storeValue } from "@/domain/storage-rules";
import { exampleFiling } from "../support/example-file";
import { EXAMPLES } from "../support/reference";

const stored = (path: string, text: string) => storeValue(fieldAt(path)!, text);

describe("storeValue", () => {
  it.each([
    ["unit.address", "  安阳市\u3000", "安阳市"],
    ["unit.address", "一\r\n二\t三", "一 二 三"],
    ["plan.nextYear", "一\r\n二\r三\t四", "一\n二\n三 四"],
    ["unit.name", "甲\u200b乙\u2060丙\ufeff丁\u202e戊\u2066己\u200e庚\u200f", "甲乙丙丁戊己庚"],
    ["unit.name", "\u200b 甲 \u200b", "甲"],
    ["unit.name", "“甲”<b>＋１", "“甲”<b>＋１"],
    ["unit.name", "甲\u0007乙", "甲\u0007乙"],
    ["team.leadName", "阿•不・都‧拉", "阿·不·都·拉"],
    ["unit.name", "阿•不", "阿•不"],
    ["studio.formerDocNo", "安工[2026]18号", "安工〔2026〕18号"],
    ["studio.formerDocNo", "安工【2026】18号", "安工〔2026〕18号"],
    ["studio.formerDocNo", "安工（2026）18号", "安工〔2026〕18号"],
    ["studio.formerDocNo", "安工(2026)18号", "安工〔2026〕18号"],
    ["unit.uscc", " ９１４１０５０２ttttＴ0014p", "91410502TTTTT0014P"],
  ])("%s: %j becomes %j", (path, typed, kept) => {
    expect(stored(path, typed)).toBe(kept);
  });

  it("leaves what is no text", () => {
    const field = fieldAt("unit.staffCount")!;
    expect([12, null, true, ["a"]].map((value) => storeValue(field, value))).toEqual([12, null, true, ["a"]]);
  });

  it("changes nothing the second time", () => {
    const paths = ["unit.name", "plan.nextYear", "team.leadName", "studio.formerDocNo", "unit.uscc"];
    const text = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(fc.constantFrom(...paths), text, (path, typed) => {
        const once = stored(path, typed) as string;
        expect(stored(path, once)).toBe(once);
      }),
    );
  });
});

describe("storeContent", () => {
  it("keeps rows with their ids, applies the rules of each column and keeps what the form does not know", () => {
    const content: FormContent = {
      team: { members: [{ _id: "r7", name: " 阿•明 ", duty: "一\n二", strange: " x " }] },
      elsewhere: { thing: " y " },
    };
    expect(storeContent(content)).toEqual({
      team: { members: [{ _id: "r7", name: "阿·明", duty: "一 二", strange: " x " }] },
      elsewhere: { thing: " y " },
    });
  });

  it("changes neither the given content nor, the second time, its result", () => {
    for (const example of EXAMPLES) {
      const { content } = exampleFiling(example);
      const before = structuredClone(content);
      const once = storeContent(content);
      expect(content).toEqual(before);
      expect(storeContent(once)).toEqual(once);
    }
  });
});
