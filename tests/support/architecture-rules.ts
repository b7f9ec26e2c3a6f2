import path from "node:path";

/** A file of the tree with its path from the root, "/" as the separator. */
export type SourceFile = { path: string; text: string };

/** Who may import whom. The order is the order of the house; a layer sees itself and what stands to its right. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  app: ["app", "features", "server", "domain", "ui", "lib", "messages"],
  features: ["features", "server", "data", "domain", "ui", "lib", "messages"],
  server: ["server", "data", "domain", "lib", "messages", "env"],
  data: ["data", "domain", "lib", "env"],
  domain: ["domain"],
  ui: ["ui", "lib"],
  lib: ["lib"],
  messages: ["messages", "lib"],
};

/** Pages and routes that a signed-out browser may ask for, each with its reason. */
const PUBLIC_ROUTES: Record<string, string> = {
  "src/app/page.tsx": "the front door: sends a viewer to the work, anybody else to the sign-in page",
  "src/app/sign-in/page.tsx": "signing in",
  "src/app/first-run/page.tsx": "the first administrator, with the one-time token of the console",
  "src/app/api/auth/[...nextauth]/route.ts": "next-auth's own handler",
  "src/app/api/health/route.ts": "liveness, says nothing",
  "src/app/api/ready/route.ts": "readiness, names parts only",
  "src/app/api/locale/route.ts": "the language cookie",
};

/** Actions that cannot be made by defineAction, because there is no viewer yet. */
const PUBLIC_ACTIONS: Record<string, string> = {
  "src/features/account/sign-in-actions.ts": "signing in and out",
  "src/features/account/first-run-actions.ts": "the first administrator, with the one-time token of the console",
};

/** Oldest versions without a known hole that concerns us (security.md §2.1). */
const VERSION_FLOORS: Record<string, string> = {
  next: "16.4.1",
  react: "19.2.6",
  "react-dom": "19.2.6",
  sharp: "0.35.0",
  "next-auth": "4.24.15",
  "@prisma/client": "7.10.0",
  "@prisma/adapter-pg": "7.10.0",
  prisma: "7.10.0",
  zod: "4.0.0",
};

/** @returns problems, one sentence each, of every rule that can be seen in the text of a file */
export function architectureProblems(files: readonly SourceFile[]): string[] {
  const texts = new Map(files.map((file) => [file.path, file.text]));
  return files.flatMap((file) => [
    ...layerProblems(file),
    ...actionProblems(file),
    ...pageProblems(file),
    ...routeProblems(file, texts),
    ...wrapperProblems(file),
    ...variableProblems(file),
    ...markupProblems(file),
    ...wordProblems(file),
    ...registryProblems(file),
    ...floorProblems(file),
  ]);
}

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)["']([^"']+)["']/g;

/** The linter's patterns look at the words of an import; this looks at where it leads, relative ones included. */
function layerProblems({ path: file, text }: SourceFile): string[] {
  const from = layerOf(file);
  if (!from) return [];
  return [...text.matchAll(IMPORT)].flatMap(([, specifier = ""]) => {
    const target = resolveImport(file, specifier);
    const to = target && layerOf(target);
    if (!target || !to) return [];
    if (!MAY_IMPORT[from]?.includes(to)) return [`${file} (${from}) imports ${specifier} (${to})`];
    if (from === "features" && to === "features" && featureOf(file) !== featureOf(target))
      return [`${file} imports another feature: ${specifier}`];
    return [];
  });
}

function resolveImport(file: string, specifier: string): string | null {
  if (specifier.startsWith("@/")) return `src/${specifier.slice(2)}`;
  if (specifier.startsWith(".")) return path.posix.join(path.posix.dirname(file), specifier);
  return null;
}

/** "env" for src/env.ts; null outside of src and for the few files at its top. */
function layerOf(file: string): string | null {
  const [top, layer = ""] = file.split("/");
  if (top !== "src") return null;
  if (/^env(\.ts)?$/.test(layer)) return "env";
  return Object.hasOwn(MAY_IMPORT, layer) ? layer : null;
}

function featureOf(file: string): string | undefined {
  return file.split("/")[2];
}

const EXPORT = /^export\s+(?:default\s+)?(.*)$/gm;
const MADE_HERE = /^(?:const|let)\s+\w+\s*=\s*define(?:Form)?Action\(/;

/** A form of React wants an action that returns nothing: one that does no more than to await an action of an actions file. */
const ONLY_CALLS_ANOTHER = /^\s+["']use server["'];\s*await \w+\([\w, ]*\);\s*\}/m;

/** Every function of a "use server" file can be called by anybody with a POST: each is made by the one wrapper. */
function actionProblems({ path: file, text }: SourceFile): string[] {
  if (!file.startsWith("src/")) return [];
  const marks = [...text.matchAll(/^([ \t]*)["']use server["']/gm)];
  if (marks.length === 0) return [];
  if (marks.length === 1 && ONLY_CALLS_ANOTHER.test(text)) return [];
  if (marks.some(([, indent]) => indent !== "")) return [`${file} has an action inside a function: it belongs to an actions file`];
  if (Object.hasOwn(PUBLIC_ACTIONS, file)) return [];
  return [...text.matchAll(EXPORT)]
    .map(([, words = ""]) => words)
    .filter((words) => !words.startsWith("type ") && !MADE_HERE.test(words))
    .map((words) => `${file} exports an action that defineAction has not made: ${words.slice(0, 60)}`);
}

/** Permission is asked in the page itself: a layout does not run again, and a proxy can be walked around. */
function pageProblems({ path: file, text }: SourceFile): string[] {
  if (!/^src\/app\/(.*\/)?page\.tsx$/.test(file) || Object.hasOwn(PUBLIC_ROUTES, file)) return [];
  return /\brequireViewer\(/.test(text) ? [] : [`${file} is no public page and does not call requireViewer`];
}

const HANDLER = /^export\s+(?:const|async function|function)\s+(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b\s*(?:=\s*(\w+))?/gm;

/** Wrappers over defineRoute that routes are made with as well; each must call it. */
const ROUTE_WRAPPERS: Record<string, string> = { attachmentRoute: "src/server/attachments/attachment-route.ts" };

function wrapperProblems({ path: file, text }: SourceFile): string[] {
  if (!Object.values(ROUTE_WRAPPERS).includes(file)) return [];
  return /\breturn defineRoute(<[^(]*>)?\(/.test(text) ? [] : [`${file} does not make its routes by defineRoute`];
}

/** Every method of a route is made by defineRoute, here or in the feature that it comes from. */
function routeProblems({ path: file, text }: SourceFile, texts: ReadonlyMap<string, string>): string[] {
  if (!/^src\/app\/(.*\/)?route\.tsx?$/.test(file) || Object.hasOwn(PUBLIC_ROUTES, file)) return [];
  const handlers = [...text.matchAll(HANDLER)];
  if (handlers.length === 0) return [`${file} exports no method that could be checked`];
  return handlers
    .filter(([, , made]) => made !== "defineRoute" && !(made && isMadeInFeature(made, text, texts)))
    .map(([, method]) => `${file} answers ${method} with something that defineRoute has not made`);
}

function isMadeInFeature(name: string, text: string, texts: ReadonlyMap<string, string>): boolean {
  const source = new RegExp(`import\\s*\\{[^}]*\\b${name}\\b[^}]*\\}\\s*from\\s*"@/(features/[^"]+)"`).exec(text)?.[1];
  const origin = source && texts.get(`src/${source}.ts`);
  return (
    !!origin && new RegExp(`^export const ${name} = (?:${["defineRoute", ...Object.keys(ROUTE_WRAPPERS)].join("|")})\\b`, "m").test(origin)
  );
}

/** NODE_ENV and NEXT_RUNTIME are constants of the build. */
function variableProblems({ path: file, text }: SourceFile): string[] {
  if (!file.startsWith("src/") || file === "src/env.ts") return [];
  return [...text.matchAll(/\bprocess\s*(?:\?\.|\.)\s*env\b(?!\s*(?:\.|\[["'])(?:NODE_ENV|NEXT_RUNTIME)\b)/g)].map(
    () => `${file} reads process.env; only src/env.ts does`,
  );
}

/** Who puts HTML into a page: all of them take what markup`…` made, and markup`…` escapes, or what a document already has. */
const WRITES_HTML = ["src/ui/tone-glyph.tsx", "src/ui/markup-box.tsx", "src/lib/document-part.ts"];

function markupProblems({ path: file, text }: SourceFile): string[] {
  if (!file.startsWith("src/") || WRITES_HTML.includes(file)) return [];
  const around = /dangerouslySetInnerHTML|\binnerHTML\b|insertAdjacentHTML|\bas Html\b/.exec(text);
  const made = file !== "src/lib/html.ts" && /\bhtml:/.exec(text);
  return [around, made].flatMap((found) => (found ? [`${file} makes HTML around the escaping of src/lib/html.ts: ${found[0]}`] : []));
}

const CODE_WITHOUT_COMMENTS = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
/** Chinese signs that stand in code for a reason. */
const OWN_SIGNS: Record<string, string> = {
  "src/app/global-error.tsx": "says everything in both languages",
  "src/features/application/fill/clipboard-table.ts": "reads what was pasted",
};

/** What puts words together follows the language too: a message, or inList() and labelled() of src/domain/locale.ts. */
function wordProblems({ path: file, text }: SourceFile): string[] {
  if (!/^src\/(app|features|ui)\//.test(file) || !/\.tsx?$/.test(file) || Object.hasOwn(OWN_SIGNS, file)) return [];
  const sign = /[，、：；。（）《》【】「」]/.exec(text.replace(CODE_WITHOUT_COMMENTS, ""));
  return sign ? [`${file} writes ${sign[0]} in every language`] : [];
}

/** The lock file names no host: whoever installs uses the registry of their own configuration. */
function registryProblems({ path: file, text }: SourceFile): string[] {
  if (!/(^|\/)(package-lock\.json|package\.json|\.npmrc)$/.test(file)) return [];
  const hosts = [...text.matchAll(/(?:"resolved":\s*"|registry\s*=\s*"?|"registry":\s*")([^"\s]+)/g)].map(([, host = ""]) => host);
  return hosts.filter((host) => !host.startsWith("https://registry.npmjs.org/")).map((host) => `${file} names the registry ${host}`);
}

function floorProblems({ path: file, text }: SourceFile): string[] {
  if (file !== "package-lock.json") return [];
  const { packages } = JSON.parse(text) as { packages: Record<string, { version?: string }> };
  return Object.entries(VERSION_FLOORS).flatMap(([name, floor]) =>
    Object.entries(packages)
      .filter(
        ([place, { version }]) =>
          (place === `node_modules/${name}` || place.endsWith(`/node_modules/${name}`)) && !isAtLeast(version ?? "0", floor),
      )
      .map(([place, { version }]) => `${place} is ${version}, below ${floor}`),
  );
}

function isAtLeast(version: string, floor: string): boolean {
  const [have = [], want = []] = [version, floor].map((text) => text.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0));
  for (let place = 0; place < 3; place++) {
    const difference = (have[place] ?? 0) - (want[place] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  // a prerelease of the floor itself stands below it
  return !/^\d+\.\d+\.\d+-/.test(version);
}
