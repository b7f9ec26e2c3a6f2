import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { ROOT } from "../support/root.mjs";

/** Gzip bytes of one script, at the level that web servers use. */
const packed = (body: Buffer) => gzipSync(body, { level: 6 }).length;

/** What every page of this build loads, an empty one too: the framework's own start. */
function bareScripts(): Set<string> {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, ".next/build-manifest.json"), "utf8")) as {
    rootMainFiles: string[];
    polyfillFiles?: string[];
  };
  return new Set([...manifest.rootMainFiles, ...(manifest.polyfillFiles ?? [])].map((file) => path.basename(file)));
}

export type PageScripts = { own: number; bare: number; files: { name: string; bytes: number; bare: boolean }[] };

/** Opens an address and adds up the scripts that the browser loads for it until it rests, gzipped; a bare page's own apart. */
export async function measureScripts(page: Page, address: string): Promise<PageScripts> {
  const bare = bareScripts();
  const files = new Map<string, { name: string; bytes: number; bare: boolean }>();
  const others: Promise<unknown>[] = [];
  const hear = (response: Awaited<ReturnType<Page["waitForResponse"]>>) => {
    if (response.request().resourceType() !== "script" || !response.ok()) return;
    const { pathname } = new URL(response.url());
    const name = path.basename(pathname);
    const heard = (body: Buffer) => files.set(name, { name, bytes: packed(body), bare: bare.has(name) });
    // from the build and not from the answer, whose body the browser may have let go of; the control's page is of no build
    if (pathname.startsWith("/_next/")) heard(readFileSync(path.join(ROOT, pathname.replace("/_next/", ".next/"))));
    else others.push(response.body().then(heard));
  };
  // what the page before still loads is not this page's
  await page.goto("about:blank");
  page.on("response", hear);
  await page.goto(address, { waitUntil: "networkidle" });
  page.off("response", hear);
  await Promise.all(others);
  const all = [...files.values()].toSorted((a, b) => b.bytes - a.bytes);
  const sum = (own: boolean) => all.reduce((total, file) => total + (file.bare === own ? 0 : file.bytes), 0);
  return { own: sum(true), bare: sum(false), files: all };
}
