import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { architectureProblems, type SourceFile } from "./support/architecture-rules";

const ROOT = path.resolve(import.meta.dirname, "..");

function trackedFiles(): SourceFile[] {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "src", "package.json", "package-lock.json", ".npmrc"];
  const names = execFileSync("git", args, { cwd: ROOT, encoding: "utf8" }).split("\n").filter(Boolean);
  return names
    .filter((name) => /\.(tsx?|json)$|\.npmrc$/.test(name))
    .flatMap((name) => {
      try {
        return [{ path: name, text: readFileSync(path.join(ROOT, name), "utf8") }];
      } catch {
        return []; // deleted, but not yet in the index
      }
    });
}

const lock = (packages: Record<string, { version: string; resolved?: string }>) => JSON.stringify({ lockfileVersion: 3, packages });

describe("architectureProblems", () => {
  const breaches: [string, SourceFile, RegExp][] = [
    ["domain that imports data", { path: "src/domain/a.ts", text: 'import { x } from "@/data/prisma";' }, /domain\) imports/],
    [
      "domain that reaches data by a relative path",
      { path: "src/domain/a.ts", text: 'import type { X } from "../data/prisma";' },
      /domain\) imports/,
    ],
    ["lib that imports domain", { path: "src/lib/a.ts", text: 'import { x } from "@/domain/roles";' }, /lib\) imports/],
    ["ui that imports domain", { path: "src/ui/a.tsx", text: 'import { x } from "../domain/roles";' }, /ui\) imports/],
    ["data that imports the server", { path: "src/data/a.ts", text: 'export * from "@/server/viewer";' }, /data\) imports/],
    [
      "server that imports a feature",
      { path: "src/server/a.ts", text: 'const x = await import("@/features/review/queries");' },
      /server\) imports/,
    ],
    ["a feature that imports a route", { path: "src/features/a/b.ts", text: 'import { x } from "@/app/layout";' }, /features\) imports/],
    ["a feature that imports another", { path: "src/features/a/b.ts", text: 'import { x } from "../review/queries";' }, /another feature/],
    ["a route that imports data", { path: "src/app/a/helper.ts", text: 'import { x } from "@/data/accounts";' }, /app\) imports/],
    [
      "a bare action",
      { path: "src/features/a/actions.ts", text: '"use server";\nexport async function erase() {}' },
      /defineAction has not made/,
    ],
    [
      "an action given on",
      { path: "src/features/a/actions.ts", text: '"use server";\nexport { erase } from "./erase";' },
      /defineAction has not made/,
    ],
    [
      "an action inside a component",
      { path: "src/features/a/b.tsx", text: 'async function f() {\n  "use server";\n}' },
      /inside a function/,
    ],
    [
      "an action inside a component that does something itself",
      { path: "src/features/a/b.tsx", text: 'async function f() {\n  "use server";\n  await erase(all);\n  await more();\n}' },
      /inside a function/,
    ],
    ["a page without a viewer", { path: "src/app/(portal)/a/page.tsx", text: "export default function Page() {}" }, /requireViewer/],
    ["a route without a viewer", { path: "src/app/api/a/route.ts", text: "export function GET() {}" }, /defineRoute/],
    [
      "a method beside one that is made by defineRoute",
      { path: "src/app/api/a/route.ts", text: "export const GET = defineRoute({});\nexport async function POST() {}" },
      /POST/,
    ],
    [
      "a route whose handler comes from nowhere",
      { path: "src/app/api/a/route.ts", text: 'import { handle } from "@/features/a/handlers";\nexport const GET = handle;' },
      /GET/,
    ],
    ["raw HTML", { path: "src/ui/a.tsx", text: "<p dangerouslySetInnerHTML={x} />" }, /around the escaping/],
    ["text that calls itself HTML", { path: "src/features/a/b.ts", text: "const x = { html: name };" }, /around the escaping/],
    ["a Chinese colon between two words", { path: "src/features/a/b.tsx", text: "const x = `${name}：${text}`;" }, /writes ： in every/],
    ["process.env outside of env.ts", { path: "src/server/a.ts", text: "const { SECRET } = process.env;" }, /process\.env/],
    [
      "a mirror in the lock file",
      { path: "package-lock.json", text: lock({ a: { version: "1.0.0", resolved: "https://mirror.example/a.tgz" } }) },
      /mirror\.example/,
    ],
    ["a registry on this machine", { path: ".npmrc", text: "registry=http://localhost:4873/" }, /localhost/],
    ["Next with a known hole", { path: "package-lock.json", text: lock({ "node_modules/next": { version: "16.4.0" } }) }, /below 16\.4\.1/],
    [
      "a prerelease of the floor",
      { path: "package-lock.json", text: lock({ "node_modules/next": { version: "16.4.1-canary.3" } }) },
      /below 16\.4\.1/,
    ],
    [
      "an old sharp deep in the tree",
      { path: "package-lock.json", text: lock({ "node_modules/x/node_modules/sharp": { version: "0.34.5" } }) },
      /below 0\.35\.0/,
    ],
  ];

  it.each(breaches)("sees %s", (_name, file, problem) => {
    expect(architectureProblems([file])).toEqual([expect.stringMatching(problem)]);
  });

  it("lets pass what keeps the rules", () => {
    const files = [
      {
        path: "src/features/a/actions.ts",
        text: '"use server";\nimport { defineAction } from "@/server/define-action";\nexport const save = defineAction({});',
      },
      { path: "src/app/(portal)/a/page.tsx", text: 'export default async function Page() { await requireViewer("a.view"); }' },
      { path: "src/app/api/a/route.ts", text: 'export const GET = defineRoute<{ id: string }>({ permission: "a.view" });' },
      { path: "src/app/api/b/route.ts", text: 'import { handle } from "@/features/a/handlers";\nexport const GET = handle;' },
      { path: "src/features/a/handlers.ts", text: "export const handle = defineRoute({});" },
      { path: "src/server/a.ts", text: 'if (process.env.NODE_ENV === "production") f(); import { x } from "./b";' },
      { path: "src/features/a/b.tsx", text: 'async function f(form: FormData) {\n  "use server";\n  await erase(EMPTY, form);\n}' },
      { path: "src/features/a/c.ts", text: "/** 劳模：one word, 、another */\nconst x = labelled(a, b, locale); // in `“”`" },
      { path: "package-lock.json", text: lock({ "node_modules/next": { version: "16.5.0" } }) },
    ];
    expect(architectureProblems(files)).toEqual([]);
  });

  it("finds the tree itself clean", () => {
    const files = trackedFiles();
    expect(files.length).toBeGreaterThan(100);
    expect(architectureProblems(files)).toEqual([]);
  });
});

describe(".oxlintrc.json", () => {
  const planted: [string, string, string, string][] = [
    ["domain that imports data", "src/domain/planted.ts", 'import { x } from "@/data/x";\nexport const y = x;', "no-restricted-imports"],
    [
      "domain that imports a type of the server",
      "src/domain/planted-type.ts",
      'import type { X } from "@/server/x";\nexport type Y = X;',
      "no-restricted-imports",
    ],
    [
      "domain that imports the framework",
      "src/domain/planted-next.ts",
      'import { headers } from "next/headers";\nexport const y = headers;',
      "no-restricted-imports",
    ],
    ["lib that imports domain", "src/lib/planted.ts", 'import { x } from "@/domain/x";\nexport const y = x;', "no-restricted-imports"],
    ["ui that imports server", "src/ui/planted.ts", 'import { x } from "@/server/x";\nexport const y = x;', "no-restricted-imports"],
    ["data that imports server", "src/data/planted.ts", 'import { x } from "@/server/x";\nexport const y = x;', "no-restricted-imports"],
    [
      "server that imports a feature",
      "src/server/planted.ts",
      'import { x } from "@/features/a/x";\nexport const y = x;',
      "no-restricted-imports",
    ],
    [
      "next-auth outside of viewer.ts",
      "src/server/planted-auth.ts",
      'import NextAuth from "next-auth";\nexport const y = NextAuth;',
      "no-restricted-imports",
    ],
    [
      "Prisma outside of data",
      "src/server/planted-prisma.ts",
      'import { PrismaPg } from "@prisma/adapter-pg";\nexport const y = PrismaPg;',
      "no-restricted-imports",
    ],
    [
      "a feature that imports another",
      "src/features/b/planted.ts",
      'import { x } from "@/features/a/x";\nexport const y = x;',
      "no-restricted-imports",
    ],
    [
      "a feature that takes the bare client",
      "src/features/b/planted-client.ts",
      'import { appClient } from "@/data/prisma";\nexport const y = appClient;',
      "no-restricted-imports",
    ],
    ["a route that imports data", "src/app/planted.ts", 'import { x } from "@/data/x";\nexport const y = x;', "no-restricted-imports"],
    ["a default export", "src/lib/planted-default.ts", "export default function f() {}", "no-default-export"],
    ["process.env", "src/server/planted-env.ts", "export const y = process.env.SECRET;", "no-process-env"],
    [
      "raw SQL from text",
      "src/data/planted-raw.ts",
      'export const y = (tx: { $queryRawUnsafe(sql: string): unknown }) => tx.$queryRawUnsafe("SELECT 1");',
      "no-restricted-properties",
    ],
    [
      "a raw statement from text",
      "src/data/planted-execute.ts",
      'export const y = (tx: { $executeRawUnsafe(sql: string): unknown }) => tx.$executeRawUnsafe("SELECT 1");',
      "no-restricted-properties",
    ],
    [
      "a promise that nobody awaits",
      "src/server/planted-promise.ts",
      "async function f() {}\nexport function g() {\n  f();\n}",
      "no-floating-promises",
    ],
    ["a barrel", "src/ui/planted-barrel.ts", 'export * from "./a";', "no-barrel-file"],
    [
      "a file of 251 lines",
      "src/lib/planted-long.ts",
      Array.from({ length: 251 }, (_, n) => `export const n${n} = ${n};`).join("\n"),
      "max-lines",
    ],
  ];
  const house = mkdtempSync(path.join(tmpdir(), "portal-lint-"));
  let found: { code: string; filename: string }[] = [];

  beforeAll(() => {
    for (const name of [".oxlintrc.json", "tsconfig.json"]) copyFileSync(path.join(ROOT, name), path.join(house, name));
    symlinkSync(path.join(ROOT, "node_modules"), path.join(house, "node_modules"));
    const clean: [string, string][] = ["data", "server", "domain", "ui", "features/a"].map((folder) => [
      `src/${folder}/x.ts`,
      "export const x = 1;",
    ]);
    clean.push(["src/ui/a.ts", "export const a = 1;"]);
    for (const [name, text] of [...clean, ...planted.map(([, file, source]): [string, string] => [file, source])]) {
      mkdirSync(path.dirname(path.join(house, name)), { recursive: true });
      writeFileSync(path.join(house, name), `${text}\n`);
    }
    const said = spawnSync(process.execPath, [path.join(ROOT, "node_modules/oxlint/bin/oxlint"), "-f", "json"], {
      cwd: house,
      encoding: "utf8",
    });
    found = (JSON.parse(said.stdout) as { diagnostics: typeof found }).diagnostics;
  }, 60_000);
  afterAll(() => rmSync(house, { recursive: true, force: true }));

  it.each(planted)("stops %s", (_name, file, _text, rule) => {
    const rules = found.filter(({ filename }) => filename === file).map(({ code }) => code);
    expect(rules).toEqual([expect.stringContaining(`(${rule})`)]);
  });

  it("says nothing about the clean files beside them", () => {
    const breached = new Set(planted.map(([, file]) => file));
    expect(found.filter(({ filename }) => !breached.has(filename))).toEqual([]);
  });
});
