import "server-only";
import { businessNow, dayOf } from "./business-clock";

/** The business clock of one request: the moment and its day in UTC+8, read once so that both agree. */
export function businessMoment(): { now: Date; today: string } {
  const now = businessNow();
  return { now, today: dayOf(now) };
}
