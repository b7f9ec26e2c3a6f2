import type { BenchPortal } from "./bench-portal";
import type { Figure, Shot } from "./load";
import { load } from "./load";

/** A page of the bench: where, as whom, and words that a right answer holds. */
export type Page = { name: string; path: string; cookie: string; holds: string };

/** Texts that an index has a hard time with: short, a sign, everywhere, nowhere, and one whose parts are everywhere and the whole nowhere. */
export const ODD_TEXTS = {
  "one letter": "v",
  "two letters": "iv",
  sign: "%",
  "full width": "ＡＹ",
  "one character": "工",
  "rare character": "龘",
  everywhere: "创新工作室",
  "parts everywhere": "xingongsi",
};

/** How often each page is asked for, at 1 and at 16 clients. */
export const CLIENTS = [1, 16] as const;

/** Requests before a figure of three seconds; a shorter one is rough in any case. */
const WARM = 600;

export async function measurePage({ baseUrl, cpu }: BenchPortal, page: Page, seconds: number): Promise<Figure[]> {
  const shot: Shot = { path: page.path, headers: { cookie: page.cookie, "accept-encoding": "gzip" } };
  const plain = { ...shot, headers: { cookie: page.cookie, "accept-encoding": "identity" } };
  const answer = await fetch(baseUrl + page.path, { headers: plain.headers, redirect: "manual" });
  const body = await answer.text();
  if (answer.status !== 200 || !body.includes(page.holds))
    throw new Error(`${page.name}: ${answer.status}, without “${page.holds}”: ${body.slice(0, 300)}`);
  const figures: Figure[] = [];
  // warmed up, so that the first figure is of the same server as the last: each process compiles what it has run some hundred times
  const amount = Math.min(WARM, 200 * seconds);
  await load(baseUrl, { name: page.name, clients: 16, amount, next: () => shot });
  for (const clients of CLIENTS)
    figures.push(await load(baseUrl, { name: page.name, clients, seconds, next: () => shot, holds: page.holds, cpu }));
  return figures;
}

/** Follows the “next page” links so many times: the address of a deep page, by key. */
export async function deepPath(baseUrl: string, cookie: string, path: string, pages: number): Promise<string> {
  let here = path;
  for (let n = 0; n < pages; n++) {
    const html = await (await fetch(baseUrl + here, { headers: { cookie } })).text();
    const links = [...html.matchAll(/href="([^"]*[?&;](?:after|at)=[^"]*)"/g)].map((match) => (match[1] ?? "").replaceAll("&amp;", "&"));
    const next = links.at(-1);
    if (!next) break;
    here = next;
  }
  return here;
}
