import "server-only";
import { assertFence } from "@/data/fence";
import { env } from "@/env";
import { guardRequestHeaders } from "./client-address";
import { startJobs } from "./jobs";
import { log } from "./log";

const PATIENCE_MS = 60_000;
const PAUSE_MS = 1_000;

/** Checks what must hold before the first request. A database that is away is waited for; a broken fence is not. */
export async function boot(): Promise<void> {
  env();
  guardRequestHeaders();
  for (const until = Date.now() + PATIENCE_MS; ; await pause()) {
    try {
      await assertFence();
      startJobs();
      return;
    } catch (error) {
      if (!isAway(error) || Date.now() > until) throw error;
      log().warn({ err: error }, "waiting for the database");
    }
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}

/** Connection refused, reset or timed out, as opposed to an answer that we do not like. */
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const text = "code" in error && typeof error.code === "string" ? `${error.message} ${error.code}` : error.message;
  return /ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|P1001|P1008|P1017|timeout|starting up/i.test(text);
}
