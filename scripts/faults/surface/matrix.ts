import { WatchedDatabase } from "../support/watched-database";
import type { Answer } from "../support/send";
import type { Address } from "./addresses";
import { headerFaults } from "./checks";
import { ask, everyNth, type Portal, type Tally } from "./tally";

type Judge = (answer: Answer) => string[];
/** The bytes that nobody in particular gets, and the cookie of one who may see the address, where somebody may. */
type Plain = { bytes: Buffer | undefined; cookie: string };

/** Reachable without a session. */
const OPEN = ["/sign-in", "/first-run", "/", "/api/health", "/api/ready", "/api/locale", "/api/auth/csrf"];

/** Headers of the framework's inner traffic, of its router, and of proxies: none may open what is closed. */
function innerHeaders(): Record<string, string>[] {
  const deep = "src/proxy:src/proxy:src/proxy:src/proxy:src/proxy";
  return [
    { "x-middleware-subrequest": deep },
    { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
    { "x-middleware-subrequest-id": "1", "x-middleware-next": "1" },
    { "x-middleware-override-headers": "x-portal-path", "x-middleware-request-x-portal-path": "/work" },
    { "x-middleware-rewrite": "/work" },
    { "x-middleware-prefetch": "1", purpose: "prefetch" },
    { rsc: "1" },
    { rsc: "1", "next-router-prefetch": "1" },
    { rsc: "1", "next-router-segment-prefetch": "/_tree" },
    { "next-router-prefetch": "1" },
    { "x-invoke-path": "/work", "x-invoke-status": "200", "x-invoke-output": "/work" },
    { "x-matched-path": "/work", "x-now-route-matches": "1=work" },
    { "x-prerender-revalidate": "1" },
    { "x-nonce": "aaaaaaaaaaaaaaaaaaaaaaaa", "x-portal-path": "//evil.example" },
    { "x-original-url": "/work", "x-rewrite-url": "/work" },
    { "x-http-method-override": "DELETE" },
    { "x-forwarded-host": "evil.example" },
    { "x-forwarded-proto": "https", "x-forwarded-port": "443" },
    { "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1", forwarded: "for=127.0.0.1;host=evil.example" },
  ];
}

const HOSTS = [
  "evil.example",
  "localhost:1",
  "evil.example:80",
  "localhost.evil.example",
  "[::1]",
  "localhost@evil.example",
  "a\u0080b",
  "x".repeat(300),
];

export function strangeOrigins(base: string): (string | undefined)[] {
  const { hostname, port } = new URL(base);
  return [
    undefined,
    "null",
    "",
    "https://evil.example",
    `http://evil.${hostname}:${port}`,
    `http://${hostname}.evil.example:${port}`,
    `http://${hostname}:${Number(port) + 1}`,
    `http://${hostname}`,
    `http://${hostname}:${port}@evil.example`,
    "nonsense",
    "file://",
  ];
}

/** Of the built files this many meet strange hosts, origins and inner headers, too: they are all served by the same few lines. */
const FILES = 6;

export async function addressMatrix(at: Portal, addresses: readonly Address[], tally: Tally, step: number): Promise<void> {
  const files = addresses.filter(({ kind }) => kind === "static");
  const few = new Set(everyNth(files, Math.max(1, Math.floor(files.length / FILES))));
  for (const [index, address] of addresses.entries()) {
    const { bytes, cookie } = await plain(at, address, tally);
    await methods(at, address, tally);
    if (address.kind === "static" && !few.has(address)) continue;
    const same = (answer: Answer) =>
      address.kind !== "static" || answer.status >= 400 || bytes?.equals(answer.body) ? [] : ["is another file than without it"];
    await claims(at, address, tally, { same, cookie }, [
      ...shifted(innerHeaders(), step, index),
      ...shifted(HOSTS, step, index).map((host) => ({ host: Buffer.from(host).toString("latin1") })),
    ]);
    await origins(at, address, tally, shifted(strangeOrigins(at.base), step, index));
  }
}

/** In small another part of the list for every address, so that together they see all of it. */
function shifted<T>(list: readonly T[], step: number, by: number): T[] {
  return everyNth([...list.slice(by % step), ...list.slice(0, by % step)], step);
}

async function plain(at: Portal, address: Address, tally: Tally): Promise<Plain> {
  const bare = await ask(at, tally, { path: address.path }, (answer) => [
    ...headerFaults(address, answer),
    ...closedFaults(address, answer),
  ]);
  const plainly: Plain = { bytes: bare?.body, cookie: at.people[0]?.cookie ?? "" };
  if (address.kind === "static") return { ...plainly, cookie: "" };
  for (const { cookie } of at.people) {
    const answer = await ask(at, tally, { path: address.path, headers: { cookie } }, (one) => headerFaults(address, one));
    if (answer?.status === 200) plainly.cookie = cookie;
  }
  return plainly;
}

/** What a signed-out caller may get of what is not open: a way to the sign-in page, or nothing. */
function closedFaults({ path, kind }: Address, answer: Answer): string[] {
  if (kind === "static" || OPEN.includes(path)) return [];
  // the framework's router is told its own spelling of the same address
  const renamed = answer.status === 307 && String(answer.headers["location"] ?? "").startsWith(`${path}?_rsc`);
  if (kind === "route") return renamed || [401, 403, 404, 405].includes(answer.status) ? [] : [`answers ${answer.status} to nobody`];
  if ([303, 307, 308, 401, 404].includes(answer.status)) return [];
  // a page asked for by the router answers 200 and carries the redirect inside
  return /NEXT_REDIRECT|NEXT_HTTP_ERROR_FALLBACK;404|"\/sign-in/.test(answer.body.toString()) &&
    !answer.body.includes("data-application-id")
    ? []
    : [`answers ${answer.status} with ${answer.body.length} bytes to nobody`];
}

async function methods(at: Portal, address: Address, tally: Tally): Promise<void> {
  const before = await at.database.hashes();
  for (const method of ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "TRACK", "PROPFIND", "POST"]) {
    const signedIn = address.kind === "static" ? [""] : ["", at.people[0]?.cookie ?? ""];
    for (const cookie of signedIn)
      await ask(at, tally, { method, path: address.path, headers: cookie ? { cookie } : {} }, (answer) => {
        const faults = answer.status >= 500 ? [`status ${answer.status}`] : [];
        if (["PUT", "TRACE", "TRACK", "PROPFIND"].includes(method) && answer.status < 400) faults.push(`status ${answer.status}`);
        if (/TRACE|TRACK|PUT/.test(String(answer.headers["allow"] ?? answer.headers["access-control-allow-methods"] ?? "")))
          faults.push("offers such a method");
        if (method === "HEAD" && answer.body.length > 0) faults.push("a body");
        if (answer.headers["access-control-allow-origin"] !== undefined) faults.push("opens itself to other sites");
        return faults;
      });
  }
  const changed = WatchedDatabase.changed(before, await at.database.hashes(), false);
  if (changed.length > 0) tally.faults.push(`methods without an Origin on ${address.path} changed ${changed.join(", ")}`);
}

/** Headers that claim to be the framework's, a proxy's or another host's, signed out and signed in. */
async function claims(
  at: Portal,
  address: Address,
  tally: Tally,
  by: { same: Judge; cookie: string },
  list: readonly Record<string, string>[],
): Promise<void> {
  for (const claimed of list)
    for (const cookie of new Set(["", by.cookie]))
      await ask(at, tally, { path: address.path, headers: { ...claimed, ...(cookie && { cookie }) } }, (answer) => {
        if (answer.status >= 500) return [`status ${answer.status}`];
        const faults = [...(cookie ? [] : closedFaults(address, answer)), ...by.same(answer)];
        const policy = String(answer.headers["content-security-policy"] ?? "");
        const away = String(answer.headers["location"] ?? "");
        // an address without a host leads wherever the browser already is
        if (away !== "" && new URL(away, at.base).origin !== new URL(at.base).origin) faults.push(`leads to ${away}`);
        if (Object.entries(answer.headers).some(([name, value]) => name !== "location" && String(value).includes("evil")))
          faults.push("repeats a claimed host in a header");
        if (answer.body.includes("evil.example")) faults.push("repeats a claimed host");
        // what is no HTTP is refused by Node before any page
        if (address.kind === "page" && policy === "" && !(answer.status === 400 && "host" in claimed))
          faults.push("passes without a policy");
        if (policy.includes("aaaaaaaaaaaaaaaaaaaaaaaa")) faults.push("takes the caller's nonce");
        return faults;
      });
}

/** From anywhere but our own pages nothing is done, signed in or not. */
async function origins(at: Portal, address: Address, tally: Tally, list: readonly (string | undefined)[]): Promise<void> {
  const before = await at.database.hashes();
  for (const origin of list) {
    for (const method of ["POST", "PATCH", "DELETE"]) {
      const headers = {
        cookie: at.people[0]?.cookie ?? "",
        "content-type": "application/x-www-form-urlencoded",
        ...(origin !== undefined && { origin }),
      };
      await ask(at, tally, { method, path: address.path, headers, body: "locale=en&key=1" }, (answer) => {
        if (answer.status >= 500) return [`status ${answer.status}`];
        const open = address.kind !== "page" && answer.status < 400;
        return open ? [`status ${answer.status} to a strange origin`] : [];
      });
    }
  }
  const changed = WatchedDatabase.changed(before, await at.database.hashes(), false).filter((table) => table !== "stage_opening");
  if (changed.length > 0) tally.faults.push(`strange origins on ${address.path} changed ${changed.join(", ")}`);
}
