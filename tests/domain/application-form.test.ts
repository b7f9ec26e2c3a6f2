import { describe, expect, it } from "vitest";
import { allFields, ATTACHMENT_RULES, fieldAt, FORM, OPINION_BOXES, sectionOf, STAGE_SLOTS } from "@/domain/application-form";
import type { FormField } from "@/domain/form-field";
import { isSlotDemanded } from "@/domain/stage-slots";
import { EMAIL_MAX_LENGTH, VALUE_PATTERNS } from "@/domain/value-patterns";
import { batchOf, REFERENCE_FIELDS, REFERENCE_FORM, type ReferenceField } from "../support/reference";

/** A field without what the reference does not have: the path, the English texts and the functions. */
function plain({ path: _path, hintEn: _hintEn, textEn: _textEn, columns, required, ...rest }: FormField): unknown {
  return {
    ...rest,
    required: typeof required === "string" ? required : { when: { words: required.words } },
    ...(columns && { columns: columns.map(plain) }),
  };
}

function plainReference({ required, columns, ...rest }: ReferenceField): unknown {
  return {
    ...rest,
    required: typeof required === "string" ? required : { when: { words: required.when.words } },
    ...(columns && { columns: columns.map(plainReference) }),
  };
}

describe("FORM", () => {
  it("has the heading of the reference", () => {
    const { version, title, titleEn, estimatedMinutes } = REFERENCE_FORM;
    expect(FORM).toMatchObject({ version, title, titleEn, estimatedMinutes });
  });

  it("has twelve sections that add up to the estimated minutes", () => {
    expect(FORM.sections).toHaveLength(12);
    expect(FORM.sections.reduce((sum, section) => sum + section.minutes, 0)).toBe(FORM.estimatedMinutes);
  });

  it.each(REFERENCE_FORM.sections)("section $key equals the reference field by field", (section) => {
    const own = FORM.sections.find((one) => one.key === section.key)!;
    const { fields, introEn: _introEn, ...heading } = own;
    const { fields: referenceFields, ...referenceHeading } = section;
    expect(heading).toEqual(referenceHeading);
    expect(fields.map(plain)).toEqual(referenceFields.map(plainReference));
  });

  it("says every hint, pledge and introduction in English too", () => {
    for (const field of allFields()) {
      expect(Boolean(field.hintEn), `${field.path} hint`).toBe(Boolean(field.hint));
      expect(Boolean(field.textEn), `${field.path} text`).toBe(Boolean(field.text));
    }
    for (const section of FORM.sections) expect(Boolean(section.introEn), section.key).toBe(Boolean(section.intro));
  });
});

describe("fieldAt", () => {
  it("finds every field and column of the reference by its path", () => {
    expect(allFields().map((field) => field.path)).toEqual([...REFERENCE_FIELDS.keys()]);
    for (const path of REFERENCE_FIELDS.keys()) expect(fieldAt(path)?.path).toBe(path);
  });

  it("knows nothing of other paths", () => {
    expect([fieldAt("unit.nothing"), fieldAt("team.members.nothing"), fieldAt("")]).toEqual([undefined, undefined, undefined]);
  });
});

describe("sectionOf", () => {
  it("finds the section of a column", () => {
    expect(sectionOf("team.members.name")?.label).toBe("领衔人和团队");
  });
});

describe("VALUE_PATTERNS", () => {
  it("are those of the reference", () => {
    for (const [name, pattern] of Object.entries(VALUE_PATTERNS)) {
      expect(pattern, name).toBe(REFERENCE_FORM.types[name]?.pattern);
    }
    expect(EMAIL_MAX_LENGTH).toBe(REFERENCE_FORM.types["email"]?.maxLength);
  });
});

describe("STAGE_SLOTS", () => {
  it("equal the reference", () => {
    const own = STAGE_SLOTS.map(({ path: _path, required, ...slot }) => ({
      ...slot,
      required: required === "never" ? required : { words: required.words },
    }));
    const reference = REFERENCE_FORM.stageSlots.map(({ required, ...slot }) => ({
      ...slot,
      required: typeof required === "string" ? required : { words: required.when.words },
    }));
    expect(own).toEqual(reference);
  });

  it("are demanded as the batch says", () => {
    const demanded = (code: string) => STAGE_SLOTS.filter((slot) => isSlotDemanded(slot, batchOf(code))).map((slot) => slot.key);
    expect(demanded("AY-2026-C")).toEqual(["internalPublicity"]);
    expect(demanded("AY-2026-P")).toEqual(["internalPublicity", "stampedForm"]);
    expect(demanded("CQ-2026-C")).toEqual([]);
  });
});

describe("OPINION_BOXES and ATTACHMENT_RULES", () => {
  it("equal the reference", () => {
    expect(OPINION_BOXES).toEqual(REFERENCE_FORM.opinionBoxes);
    expect(ATTACHMENT_RULES).toEqual(REFERENCE_FORM.attachmentRules);
  });
});
