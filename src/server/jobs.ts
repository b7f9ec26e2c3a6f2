import "server-only";
import { listCityPaths } from "@/data/cities";
import { expireDueReturns, tellWaitingParents } from "@/data/clock-work";
import { env } from "@/env";
import { cleanAttachments } from "./attachments/orphan-cleaner";
import { businessNow, businessToday } from "./business-clock";
import { log } from "./log";

/** How often the clock's work is done. In demo mode the business clock may be set at any moment, and is seen soon. */
const EVERY_MS = 60_000;
const EVERY_DEMO_MS = 5_000;
/** How often files that nothing names any more are swept up. */
const CLEANING_EVERY_MS = 3_600_000;

/**
 * Work of the clock, city by city inside its scope: returns whose due date ended expire (transition 7), and the union above a
 * stage without anybody who may decide is told. Every write is conditional and every pass is safe to repeat; an advisory lock
 * per city keeps two processes from doing it twice at once. Answers how many cases expired.
 */
export async function runClockWork(): Promise<number> {
  let expired = 0;
  for (const cityPath of await listCityPaths()) {
    expired += await expireDueReturns(cityPath, { now: businessNow(), today: businessToday() });
    await tellWaitingParents(cityPath, businessNow());
  }
  return expired;
}

const store = globalThis as typeof globalThis & { portalJobs?: NodeJS.Timeout; portalCleaning?: NodeJS.Timeout };

/** Starts the clock's work once per process, in the process that does it. A pass that fails is logged and tried again at the next one. */
export function startJobs(): void {
  if (store.portalJobs || env().CLOCK_WORK === "off") return;
  let running = false;
  const pass = async () => {
    if (running) return;
    running = true;
    try {
      const expired = await runClockWork();
      if (expired > 0) log().info({ expired }, "returns expired");
    } catch (error) {
      log().error({ err: error }, "the clock's work failed");
    } finally {
      running = false;
    }
  };
  store.portalJobs = setInterval(() => void pass(), env().PORTAL_MODE === "demo" ? EVERY_DEMO_MS : EVERY_MS);
  store.portalJobs.unref();
  store.portalCleaning = setInterval(() => void clean(), CLEANING_EVERY_MS);
  store.portalCleaning.unref();
  void pass();
}

async function clean(): Promise<void> {
  try {
    const cleaned = await cleanAttachments();
    if (cleaned.rows + cleaned.files > 0) log().info(cleaned, "attachments cleaned");
  } catch (error) {
    log().error({ err: error }, "cleaning attachments failed");
  }
}

/** Stops what startJobs() started; a pass that is under way ends by itself. */
export function stopJobs(): void {
  clearInterval(store.portalJobs);
  clearInterval(store.portalCleaning);
  delete store.portalJobs;
  delete store.portalCleaning;
}
