import { FORM } from "./application-form";
import type { FieldValue, FormContent } from "./form-content";

/** What the organisation, the account and the system offer for a new application; keys are the `prefill` of the form. */
export type PrefillSource = Readonly<Record<string, FieldValue | undefined>>;

/** What the profile of an enterprise union holds (org_unit.profile). */
export type UnionProfile = {
  unitName?: string;
  unitUscc?: string;
  uscc?: string;
  nature?: string;
  ownership?: string;
  industry?: string;
  address?: string;
  staffCount?: number;
  memberCount?: number;
};

/** The source for a lead of a studio under an enterprise union. `parentCode` is the union that recommends it. */
export function prefillSource(from: {
  union: { name: string; regionCode: string | null; profile: UnionProfile };
  parentCode: string;
  account: { name: string; mobile: string | null };
  today: string;
}): PrefillSource {
  const { profile } = from.union;
  return {
    "org.unitName": profile.unitName,
    "org.unitUscc": profile.unitUscc,
    "org.nature": profile.nature,
    "org.ownership": profile.ownership,
    "org.industry": profile.industry,
    "org.regionCode": from.union.regionCode ?? undefined,
    "org.address": profile.address,
    "org.staffCount": profile.staffCount,
    "org.memberCount": profile.memberCount,
    "org.name": from.union.name,
    "org.uscc": profile.uscc,
    "org.parent": from.parentCode,
    "account.name": from.account.name,
    "account.mobile": from.account.mobile ?? undefined,
    "system.consentVersion": FORM.version,
    "system.today": from.today,
  };
}

/** The content of a new application: every section, with what can be offered. */
export function prefilledContent(source: PrefillSource): FormContent {
  const content: FormContent = {};
  for (const section of FORM.sections) {
    const values: FormContent[string] = {};
    for (const field of section.fields) {
      const value = field.prefill === undefined ? undefined : source[field.prefill];
      if (value !== undefined && value !== "") values[field.key] = value;
    }
    content[section.key] = values;
  }
  return content;
}

/** Fields that nobody types: their values always come from the source. */
export function readOnlyValues(sectionKey: string, source: PrefillSource): Record<string, FieldValue> {
  const section = FORM.sections.find((one) => one.key === sectionKey);
  const values: Record<string, FieldValue> = {};
  for (const field of section?.fields ?? []) {
    if (field.readOnly) values[field.key] = source[field.prefill ?? ""] ?? null;
  }
  return values;
}
