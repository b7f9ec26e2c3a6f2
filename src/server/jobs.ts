import "server-only";
import { listCityPaths } from "@/data/cities";
import { expireDueReturns, tellWaitingParents } from "@/data/clock-work";
import { renewSearchTexts } from "@/data/search-texts";
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

/** Between two batches of search texts: the work of people goes first. */
const BATCH_PAUSE_MS = 20;

/**
 * Makes anew the search texts that earlier rules made, city by city inside its scope and a small batch at a time. What is done is done:
 * broken off anywhere, it goes on from there. Answers how many it made.
 */
export async function runSearchTexts(signal?: AbortSignal): Promise<number> {
  let made = 0;
  for (const cityPath of await listCityPaths()) {
    for (let batch = 1; batch > 0 && !signal?.aborted;) {
      batch = await renewSearchTexts(cityPath);
      made += batch;
      if (batch > 0) await new Promise((resolve) => setTimeout(resolve, BATCH_PAUSE_MS));
    }
  }
  return made;
}

type Jobs = { portalJobs?: NodeJS.Timeout; portalCleaning?: NodeJS.Timeout; portalSearchTexts?: AbortController };
const store = globalThis as typeof globalThis & Jobs;

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
  store.portalSearchTexts = new AbortController();
  void makeSearchTexts(store.portalSearchTexts.signal);
}

/** Once a start: new rows are made by the rules of now. A failure is tried again until it succeeds or the jobs are stopped. */
async function makeSearchTexts(signal: AbortSignal): Promise<void> {
  try {
    const made = await runSearchTexts(signal);
    if (made > 0) log().info({ made }, "search texts made anew");
  } catch (error) {
    log().error({ err: error }, "making search texts anew failed");
    if (!signal.aborted) setTimeout(() => void makeSearchTexts(signal), EVERY_MS).unref();
  }
}

async function clean(): Promise<void> {
  try {
    const cleaned = await cleanAttachments();
    if (cleaned.rows + cleaned.files > 0) log().info(cleaned, "attachments cleaned");
  } catch (error) {
    log().error({ err: error }, "cleaning attachments failed");
  }
}

/** Stops what startJobs() started; a pass or a batch that is under way ends by itself. */
export function stopJobs(): void {
  clearInterval(store.portalJobs);
  clearInterval(store.portalCleaning);
  store.portalSearchTexts?.abort();
  delete store.portalSearchTexts;
  delete store.portalJobs;
  delete store.portalCleaning;
}
