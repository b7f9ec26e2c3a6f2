import { addDays } from "./calendar-date";
import { isWorkingDay } from "./work-calendar";

/** Working days after `from` up to and including `to`: a case decided on the day it came took 0. At most ten years are counted. */
export function workingDaysBetween(from: string, to: string): number {
  let days = 0;
  let day = from;
  for (let left = 3660; day < to && left > 0; left -= 1) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) days += 1;
  }
  return days;
}
