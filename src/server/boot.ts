import "server-only";
import { assertFence } from "@/data/fence";
import { isUnavailable } from "@/data/prisma-error";
import { env } from "@/env";
import { answerHeaders } from "./answer-headers";
import { guardAnswers, openGate } from "./away-answers";
import { guardFrontDoor } from "./front-door";
import { startJobs } from "./jobs";
import { compressAnswers, gatherParts, gatherWrites } from "./lighter-answers";
import { log } from "./log";
import { guardRequests, letHeldIn } from "./request-guards";

const PAUSE_MS = 1_000;
/** Who came while the process started waits for the fence, and for a database that answers nobody no longer than that. */
const HELD_MS = 1_000;

/**
 * Checks what must hold before the first request. A database that is away is waited for as long as it takes, and every
 * request meanwhile is told so with 503 (away-answers.ts); a broken fence ends the process.
 */
export async function boot(): Promise<void> {
  env();
  guardRequests(compressAnswers, gatherWrites, guardFrontDoor, answerHeaders, guardAnswers, gatherParts);
  const waited = setTimeout(letHeldIn, HELD_MS);
  try {
    if (!(await holds())) void waitForDatabase();
  } finally {
    clearTimeout(waited);
    letHeldIn();
  }
}

async function waitForDatabase(): Promise<void> {
  try {
    do await pause();
    while (!(await holds()));
  } catch (error) {
    log().fatal({ err: error }, "the fence does not hold");
    process.exit(1);
  }
}

/** False while the database is away. */
async function holds(): Promise<boolean> {
  try {
    await assertFence();
    openGate();
    startJobs();
    return true;
  } catch (error) {
    if (!isAway(error)) throw error;
    log().warn({ err: error }, "waiting for the database");
    return false;
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}

/** Connection refused, reset or timed out, as opposed to an answer that we do not like. */
function isAway(error: unknown): boolean {
  if (isUnavailable(error)) return true;
  if (!(error instanceof Error)) return false;
  const text = "code" in error && typeof error.code === "string" ? `${error.message} ${error.code}` : error.message;
  return /ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|P1001|P1008|P1017|timeout|starting up/i.test(text);
}
