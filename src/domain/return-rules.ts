import { fieldAt } from "./application-form";
import { addDays, isCalendarDate } from "./calendar-date";
import type { CriteriaSet } from "./criteria-set";
import { RETURN_RULES } from "./return-limits";
import { RuleError } from "./rule-error";
import { lengthOf } from "./text-length";
import { addWorkingDays } from "./work-calendar";

/** One item of a return (退回补正): a criterion or a field, and what to change. */
export type ReturnItemDraft = { criterion: string | null; path: string | null; reason: string };

/** The due date offered: the batch's working days after today. */
export function defaultDueOn(today: string, workingDays: number): string {
  return addWorkingDays(today, workingDays);
}

/** The due date ends with its day, 24:00 UTC+8, whether or not the clock's job has run. */
export function isDueOver(dueOn: string | null, today: string): boolean {
  return dueOn !== null && today > dueOn;
}

/** Throws dueOnInvalid unless the day lies between tomorrow and longestDays from today. */
export function requireDueOn(dueOn: string, today: string): void {
  const from = addDays(today, 1);
  const to = addDays(today, RETURN_RULES.longestDays);
  if (!isCalendarDate(dueOn) || dueOn < from || dueOn > to) throw new RuleError("dueOnInvalid", { field: "dueOn", params: { from, to } });
}

/** Throws itemsMissing, invalid, tooShort or tooLong, at the field items.<n>.reason of the first faulty item. */
export function requireReturnItems(items: readonly ReturnItemDraft[], set: CriteriaSet): void {
  if (items.length === 0 || items.length > RETURN_RULES.itemsMax) throw new RuleError("itemsMissing", { field: "items" });
  items.forEach((item, index) => {
    const field = `items.${index}.reason`;
    const known = item.criterion === null || item.criterion === "general" || set.items.some((one) => one.key === item.criterion);
    if (!known || (item.path !== null && !fieldAt(item.path)) || (item.criterion === null && item.path === null)) {
      throw new RuleError("itemsMissing", { field: `items.${index}.path` });
    }
    const length = lengthOf(item.reason);
    const params = { label: "要修改的内容", labelEn: "What to change" };
    if (length < RETURN_RULES.reasonMin) throw new RuleError("tooShort", { field, params: { ...params, min: RETURN_RULES.reasonMin } });
    if (length > RETURN_RULES.reasonMax)
      throw new RuleError("tooLong", { field, params: { ...params, max: RETURN_RULES.reasonMax, actual: length } });
  });
}
