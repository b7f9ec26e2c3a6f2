import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser } from "@playwright/test";
import { Cast } from "../../../scripts/replay/cast";

const ROOT = path.resolve(import.meta.dirname, "../../..");

/** The data directory of the portal under test. */
export const DATA_DIR = process.env["E2E_DATA_DIR"] ?? path.join(ROOT, ".data");

/**
 * The people of a story: one browser context each, closed by the returned function.
 *
 * The demo city is one world with one business clock. It begins on a day when every batch is open and the examples hold;
 * only story.spec.ts moves it, between then and 2026-05-20, so that no other story may depend on the exact day.
 */
export function gather(browser: Browser, baseURL: string | undefined): { cast: Cast; leave: () => Promise<void> } {
  beginOn("2026-04-20");
  const cast = new Cast(browser, baseURL ?? "http://localhost:3000", DATA_DIR);
  return {
    cast,
    leave: async () => {
      for (const [, page] of cast.openPages()) await page.context().close();
    },
  };
}

/** Leaves the clock alone where somebody has set it already. */
function beginOn(day: string): void {
  try {
    writeFileSync(path.join(DATA_DIR, "business-clock"), `${day}T10:00:00+08:00`, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
