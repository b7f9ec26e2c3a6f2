import { allFields, FORM, sectionOf } from "./application-form";
import { CHECKS } from "./criteria-checks";
import type { CriteriaSet } from "./criteria-set";

/** An item of a return (退回补正): a criterion of the set, a field, or both. */
export type ReturnedItem = { criterion: string | null; path: string | null };

function sectionsOfCriterion(set: CriteriaSet, criterion: string): string[] {
  const item = set.items.find((one) => one.key === criterion);
  const checks = item?.checks ?? (criterion === "general" ? set.general.checks : []);
  const proves = `${set.code}.${criterion}`;
  const paths = [
    ...allFields()
      .filter((field) => field.evidences?.includes(proves))
      .map((field) => field.path),
    ...(item?.evidence ?? []),
    ...checks.flatMap((reference) => CHECKS[reference.code]?.reads ?? []),
  ];
  return paths.map((path) => path.split(".")[0] ?? "");
}

/**
 * The sections that a return unlocks, in the order of the form. A field unlocks its section; a criterion unlocks the
 * sections of the fields that prove it and of those its checks read; an item that names both unlocks both.
 * Source: workflow, "what is unlocked after a return: only the sections of the returned items".
 */
export function unlockedSections(set: CriteriaSet, items: readonly ReturnedItem[]): string[] {
  const open = new Set<string>();
  for (const item of items) {
    const ofField = item.path ? sectionOf(item.path)?.key : undefined;
    if (ofField) open.add(ofField);
    if (item.criterion) for (const key of sectionsOfCriterion(set, item.criterion)) open.add(key);
  }
  return FORM.sections.map((section) => section.key).filter((key) => open.has(key));
}

/** Which sections may be edited now: all of a draft, the returned ones of a returned case, else none. */
export function editableSections(
  application: { status: string; wholeFormOpened: boolean },
  set: CriteriaSet,
  items: readonly ReturnedItem[],
): string[] {
  const all = FORM.sections.map((section) => section.key);
  if (application.status === "draft") return all;
  if (application.status !== "returned") return [];
  return application.wholeFormOpened ? all : unlockedSections(set, items);
}
