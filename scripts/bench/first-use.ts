import { randomBytes } from "node:crypto";
import type { Browser, Page } from "@playwright/test";

/** Lighthouse's desk: a four times slower CPU, 40 ms and 10 Mbit/s away. */
const CPU = 4;
const NETWORK = { offline: false, latency: 40, downloadThroughput: 10_240_000 / 8, uploadThroughput: 10_240_000 / 8 };
const WITHIN = 30_000;
/** Long enough to be under way when the script of the page takes over, and never twice the same. */
const typing = () => `Banzu${randomBytes(6).toString("hex")}`;
const KEY_MS = 40;

/** A browser that has never been here, on the slow machine. */
async function slowPage(browser: Browser, base: string, cookie: string): Promise<{ page: Page; close: () => Promise<void> }> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "zh-CN" });
  const at = cookie.indexOf("=");
  if (cookie) await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url: base }]);
  const page = await context.newPage();
  // what tsx wraps named functions in, which the browser does not know
  await page.addInitScript("globalThis.__name ??= (named) => named");
  const client = await context.newCDPSession(page);
  await client.send("Network.enable");
  await client.send("Network.emulateNetworkConditions", NETWORK);
  await client.send("Emulation.setCPUThrottlingRate", { rate: CPU });
  return { page, close: () => context.close() };
}

/** Says through `said` when the first element of this kind that is in sight has been painted: milliseconds since the navigation began. */
function watchFirstPaint(selector: string): void {
  const hooks = window as unknown as { benchSeen: (at: number) => void };
  const look = () => {
    const element = [...document.querySelectorAll<HTMLElement>(selector)].find((one) => {
      const box = one.getBoundingClientRect();
      return box.height > 0 && box.top < window.innerHeight;
    });
    if (!element) return void requestAnimationFrame(look);
    if (element.matches("input, textarea")) element.focus();
    // this frame paints it; the next one begins when that is done
    requestAnimationFrame(() => hooks.benchSeen(performance.now()));
  };
  requestAnimationFrame(look);
}

/** Opens an address; resolves when the first such element has been painted. */
async function firstPaint(page: Page, url: string, selector: string): Promise<number> {
  let tell = (_at: number) => {};
  const seen = new Promise<number>((resolve) => (tell = resolve));
  await page.exposeFunction("benchSeen", (at: number) => tell(at));
  await page.addInitScript(watchFirstPaint, selector);
  // a page that never gets there is said below, as the time that was waited
  page.goto(url, { waitUntil: "commit", timeout: WITHIN }).catch(() => {});
  const late = new Promise<number>((resolve) => setTimeout(() => resolve(WITHIN), WITHIN).unref());
  return Promise.race([seen, late]);
}

/** Milliseconds from the navigation to the first painted row of the list. */
export async function measureFirstRow(browser: Browser, base: string, path: string, cookie: string): Promise<number> {
  const { page, close } = await slowPage(browser, base, cookie);
  try {
    return await firstPaint(page, base + path, "main tbody tr");
  } finally {
    await close();
  }
}

export type FirstKey = {
  /** milliseconds since the navigation began at which the box was painted */
  visible: number;
  /** milliseconds from the first key to the paint that shows it */
  answered: number;
  /** the slowest of all keys, through the page's awakening */
  slowest: number;
  /** keys that came before the page's script had taken over */
  early: number;
  typed: string;
  /** what the box holds afterwards */
  standing: string;
};

type Heard = { first: number; slowest: number; early: number };

/** What the browser says of each key: when it was struck and painted, and whether React knew the box by then. */
function watchKeys(): void {
  const heard: Heard = { first: -1, slowest: 16, early: 0 };
  (window as unknown as { benchHeard: Heard }).benchHeard = heard;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.name !== "keydown") continue;
      if (entry.entryType === "first-input") heard.first = entry.duration;
      heard.slowest = Math.max(heard.slowest, entry.duration);
    }
  }).observe({ type: "event", buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) heard.first = entry.duration;
  }).observe({ type: "first-input", buffered: true });
  document.addEventListener(
    "keydown",
    ({ target }) => {
      if (!Object.keys(target as object).some((key) => key.startsWith("__reactProps"))) heard.early += 1;
    },
    true,
  );
}

/** Types into a box from the moment at which it is painted, key by key; `settled` waits until the page has done with it. */
export async function measureFirstKey(
  browser: Browser,
  base: string,
  path: string,
  cookie: string,
  box: string,
  settled: (page: Page) => Promise<unknown>,
): Promise<FirstKey> {
  const { page, close } = await slowPage(browser, base, cookie);
  try {
    const typed = typing();
    await page.addInitScript(watchKeys);
    const visible = await firstPaint(page, base + path, box);
    await page.keyboard.type(typed, { delay: KEY_MS });
    await page.waitForLoadState("networkidle");
    await settled(page);
    const heard = await page.evaluate(() => (window as unknown as { benchHeard: Heard }).benchHeard);
    const standing = await page.locator(box).first().inputValue();
    return { visible, answered: heard.first, slowest: heard.slowest, early: heard.early, typed, standing };
  } finally {
    await close();
  }
}
