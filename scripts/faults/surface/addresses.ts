import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../support/root.mjs";

export type Address = { path: string; kind: "page" | "route" | "static" };

/** Every address that the build answers, its places filled with an id. */
export function readAddresses(id: string): Address[] {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, ".next/app-path-routes-manifest.json"), "utf8")) as Record<string, string>;
  const fill = (pattern: string) => pattern.replace("[...nextauth]", "csrf").replace("[section]", "studio").replace("[id]", id);
  const built = Object.entries(manifest).flatMap(([entry, pattern]): Address[] =>
    entry.startsWith("/_") ? [] : [{ path: fill(pattern), kind: entry.endsWith("/page") ? "page" : "route" }],
  );
  return [...built, ...filesOf(".next/static", "/_next/static"), ...filesOf("public", "")];
}

function filesOf(folder: string, prefix: string): Address[] {
  const root = path.join(ROOT, folder);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({
      path: `${prefix}/${path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/")}`,
      kind: "static",
    }));
}

/** Ways out of a folder, and files that are nobody's business. */
export const HIDDEN = [
  "/.git/HEAD",
  "/.git/config",
  "/.env",
  "/.env.local",
  "/.env.production",
  "/package.json",
  "/package-lock.json",
  "/next.config.ts",
  "/.next/BUILD_ID",
  "/_next/BUILD_ID",
  "/_next/server/server-reference-manifest.json",
  "/_next/../.env",
  "/server-reference-manifest.json",
  "/prisma/schema/account.prisma",
  "/src/proxy.ts",
  "/.data/secrets.json",
  "/demo-accounts.json",
  "/secrets.json",
  "/node_modules/next/package.json",
  "/_next/image?url=%2Ffavicon.svg&w=64&q=75",
  "/_next/image?url=http%3A%2F%2F169.254.169.254%2F&w=64&q=75",
  "/_next/data/x/index.json",
  "/api/auth/session",
  "/api/auth/providers",
  "/api/auth/signin",
  "/api/auth/error",
  "/api/auth/_log",
  "/server-status",
  "/metrics",
  "/debug",
  "/__nextjs_original-stack-frames",
  "/_next/webpack-hmr",
];

const UP = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "....//", "%252e%252e%252f", "..;/", "%c0%ae%c0%ae/", "..%00/"];
const GOALS = ["etc/passwd", "package.json", ".env", "secrets.json"];

export const TRAVERSALS = ["/files/", "/_next/static/", "/_next/static/chunks/", "/", "/api/attachments/", "/files/thumb/"].flatMap(
  (start) => UP.flatMap((up) => GOALS.map((goal) => start + up.repeat(6) + goal)),
);

/** Other sites, written so that a careless check takes them for a path of ours. */
export const REDIRECTS = [
  "//evil.example",
  "///evil.example",
  "////evil.example/%2e%2e",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/%09/evil.example",
  "/%0a/evil.example",
  "https://evil.example",
  "https:evil.example",
  "http:/evil.example",
  "HTTPS://EVIL.EXAMPLE",
  "//evil.example@localhost",
  "//localhost@evil.example",
  "https://localhost.evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "/..//evil.example",
  "/./\\evil.example",
  " //evil.example",
  "%2f%2fevil.example",
  "/%5cevil.example",
  "/%2f%2fevil.example",
  "//evil%E3%80%82example",
  "/〱evil.example",
  "/?x=\r\nLocation: https://evil.example",
  "/%0d%0aSet-Cookie:x=1",
];
