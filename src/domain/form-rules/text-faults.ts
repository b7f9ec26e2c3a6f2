import type { FormField } from "../form-field";
import { EMAIL_MAX_LENGTH, matchesPattern } from "../value-patterns";
import { codePoints, type Fault } from "./fault";

/** C0 and C1 control characters; a line feed is text, a tab was made a space when it was stored. */
// oxlint-disable-next-line no-control-regex -- these characters are what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u;

/** What every text is held to, whatever its type: no control characters, its length, its shape. */
export function textFaults(field: FormField, value: unknown): Fault[] {
  if (typeof value !== "string") return [];
  const limits = field.limits ?? {};
  const maxLength = limits.maxLength ?? (field.type === "email" ? EMAIL_MAX_LENGTH : undefined);
  const faults: Fault[] = [];
  const length = codePoints(value);
  if (CONTROL.test(value)) faults.push({ rule: "controlCharacter" });
  if (limits.minLength !== undefined && length < limits.minLength) {
    faults.push({ rule: "minLength", params: { limit: limits.minLength, actual: length } });
  }
  if (maxLength !== undefined && length > maxLength) {
    faults.push({ rule: "maxLength", params: { limit: maxLength, actual: length } });
  }
  if (limits.pattern !== undefined && !matchesPattern(limits.pattern, value)) faults.push({ rule: "pattern" });
  return faults;
}
