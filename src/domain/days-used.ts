import { workingDaysUntil } from "./work-calendar";

/** Working days after `from` up to and including `to`: a case decided on the day it came took 0. */
export function workingDaysBetween(from: string, to: string): number {
  return to <= from ? 0 : workingDaysUntil(to) - workingDaysUntil(from);
}
