import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../support/root.mjs";
import { type Changeable, type Change, ChangingProxy } from "../support/changing-proxy";
import { hiddenFiles, redirects, traversals } from "./hidden";
import { addressMatrix, strangeOrigins } from "./matrix";
import { PLANTED_IN_SIGN_IN, plantedByStrangers } from "./planted";
import { cookieMatrix, forgedSignIns } from "./sign-ins";
import type { Portal, Tally } from "./tally";
import { sourceMaps, TOO_OLD, versionFloors } from "./versions";

const PAGE = { path: "/work", kind: "page" } as const;
const ROUTE = { path: "/api/locale", kind: "route" } as const;
const FILE = { path: "/favicon.svg", kind: "static" } as const;

/** The parts of the run in small. */
const PARTS = {
  matrix: (at: Portal, tally: Tally) => addressMatrix(at, [PAGE], tally, 5),
  claims: (at: Portal, tally: Tally) => addressMatrix(at, [PAGE], tally, 1),
  route: (at: Portal, tally: Tally) => addressMatrix(at, [ROUTE], tally, 5),
  file: (at: Portal, tally: Tally) => addressMatrix(at, [FILE], tally, 5),
  hidden: hiddenFiles,
  traversals: (at: Portal, tally: Tally) => traversals(at, tally, 40),
  redirects: (at: Portal, tally: Tally) => redirects(at, tally, 14),
  cookies: cookieMatrix,
  forged: (at: Portal, tally: Tally) => forgedSignIns(at, tally, strangeOrigins(at.base), 4),
} as const;
type Part = keyof typeof PARTS;
/** `says`: what the fault must be called, where a change also breaks something else on the way. */
export type Planted = readonly [what: string, change: Change, part?: Part, says?: RegExp];

async function faultsOf(portal: Portal, base: string, part: Part): Promise<string[]> {
  const tally: Tally = { requests: 0, faults: [] };
  await PARTS[part]({ ...portal, base }, tally);
  return tally.faults;
}

const without =
  (name: string): Change =>
  (_asked, answer) => {
    delete answer.headers[name];
    return answer;
  };
const withHeader =
  (name: string, value: string | string[]): Change =>
  (_asked, answer) => ({
    ...answer,
    headers: { ...answer.headers, [name]: value },
  });
const withBody =
  (change: (text: string) => string): Change =>
  (_asked, answer) =>
    isText(answer) ? { ...answer, body: Buffer.from(change(answer.body.toString())) } : answer;
const isText = (answer: Changeable) => /html/.test(String(answer.headers["content-type"] ?? "")) && answer.status === 200;
const policy =
  (change: (text: string) => string): Change =>
  (_asked, answer) => {
    const header = answer.headers["content-security-policy"];
    return typeof header === "string" ? withHeader("content-security-policy", change(header))(_asked, answer) : answer;
  };
const at =
  (asked: RegExp, status: number, body: string): Change =>
  (request, answer) =>
    asked.test(`${request.method} ${request.path}`) ? { ...answer, status, body: Buffer.from(body) } : answer;

/** One thing wrong each, as a careless change of the product or of a proxy before it would make it. */
const PLANTED: readonly Planted[] = [
  ["no nosniff", without("x-content-type-options")],
  ["no policy", without("content-security-policy")],
  ["unsafe-inline", policy((text) => text.replace("'strict-dynamic'", "'strict-dynamic' 'unsafe-inline'"))],
  ["frames allowed", policy((text) => text.replace("frame-ancestors 'none'", "frame-ancestors *"))],
  ["a script without the nonce", withBody((text) => text.replace("</body>", "<script>1</script></body>"))],
  ["a stack trace", withBody((text) => `${text}<!-- at run (/srv/portal/server.js:10:5) -->`)],
  ["a path of packages", withBody((text) => `${text}<!-- /srv/portal/node_modules/pg/lib/client.js -->`)],
  ["words of the database", withBody((text) => `${text}<!-- PrismaClientKnownRequestError -->`)],
  ["a source map's address", withBody((text) => `${text}<!--# sourceMappingURL=page.js.map -->`)],
  ["the server named", withHeader("x-powered-by", "Next.js")],
  ["pages kept by caches", withHeader("cache-control", "public, max-age=60")],
  ["other sites let in", withHeader("access-control-allow-origin", "*")],
  ["a cookie for scripts", withHeader("set-cookie", "portal-session=x; Path=/; SameSite=Lax")],
  ["TRACE answered", at(/^TRACE /, 200, "TRACE /")],
  ["a 500 to a method", at(/^PROPFIND /, 500, "error")],
  [".git served", at(/^GET \/\.git\/HEAD/, 200, "ref: refs/heads/main\n"), "hidden"],
  ["a settings file served", at(/^GET \/\.env/, 200, "DATABASE_URL=x"), "hidden"],
  ["a way out of a folder", at(/^GET .*etc\/passwd/, 200, "root:x:0:0:root:/root:/bin/sh\n"), "traversals"],
  ["a redirect to another site", (asked, answer) => (asked.path.startsWith("/sign-in?next=") ? { ...answer, status: 307, headers: { ...answer.headers, location: "https://evil.example/" } } : answer), "redirects"], // oxfmt-ignore
  ["a page for nobody", (asked, answer) => (asked.path === "/work" && !asked.headers.cookie ? { ...answer, status: 200, headers: { ...answer.headers, location: undefined }, body: Buffer.from("<html>work</html>") } : answer)], // oxfmt-ignore
];

export type Controls = { total: number; missed: string[] };

/** @returns what was not noticed of what is planted before a portal that trusts no proxy, and in what the run reads by itself */
export async function controls(portal: Portal): Promise<Controls> {
  const answers = await spoilt(portal, [...PLANTED, ...PLANTED_IN_SIGN_IN, ...plantedByStrangers(portal)]);
  const missed = [...answers.missed, ...TOO_OLD.filter((old) => !isCalledOld(old)).map((old) => old.join(" "))];
  if (!noticesMap()) missed.push("a source map among the built files");
  return { total: answers.total + TOO_OLD.length + 1, missed };
}

/** Runs parts in small through a proxy that spoils one thing at a time. @returns what was not noticed, also when the bare way is not clean */
export async function spoilt(portal: Portal, planted: readonly Planted[]): Promise<Controls> {
  const proxy = await ChangingProxy.open(portal.base);
  const missed: string[] = [];
  try {
    for (const part of new Set(planted.map(([, , one = "matrix"]) => one))) {
      const [fault] = await faultsOf(portal, proxy.base, part);
      if (fault) missed.push(`the way through the proxy is not clean by itself: ${fault}`);
    }
    for (const [what, change, part = "matrix", says = /./] of planted) {
      proxy.change = change;
      if (!(await faultsOf(portal, proxy.base, part)).some((fault) => says.test(fault))) missed.push(what);
    }
  } finally {
    await proxy.close();
  }
  return { total: planted.length, missed };
}

function isCalledOld(version: readonly [name: string, version: string]): boolean {
  const tally: Tally = { requests: 0, faults: [] };
  versionFloors(tally, [version]);
  return tally.faults.length === 1;
}

function noticesMap(): boolean {
  const folder = path.join(ROOT, ".next/static/planted");
  const tally: Tally = { requests: 0, faults: [] };
  try {
    mkdirSync(folder);
    writeFileSync(path.join(folder, "planted.js.map"), "{}");
    sourceMaps(tally);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return tally.faults.some((fault) => fault.includes("source maps"));
}
