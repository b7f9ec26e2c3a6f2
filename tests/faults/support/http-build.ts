import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

export type Action = { id: string; file: string; name: string };
export type Build = { actions: Action[]; routes: string[]; pages: string[] };

/** What the framework makes itself; they show nothing of ours. */
const OF_THE_FRAMEWORK = ["/_global-error", "/_not-found"];

/** Everything the build answers at: its server actions, its routes and its pages, from its own manifests. */
export function readBuild(root: string): Build {
  const read = (name: string) => JSON.parse(readFileSync(path.join(root, ".next", name), "utf8")) as Record<string, never>;
  type Entry = { filename: string; exportedName: string };
  const references = read("server/server-reference-manifest.json") as unknown as Record<"node" | "edge", Record<string, Entry>>;
  const actions = Object.entries({ ...references.node, ...references.edge }).map(([id, { filename, exportedName }]) => ({
    id,
    file: filename,
    name: exportedName,
  }));
  const paths = Object.entries(read("app-path-routes-manifest.json")) as [string, string][];
  const of = (kind: string) => paths.flatMap(([file, address]) => (file.endsWith(`/${kind}`) ? [address] : [])).toSorted();
  const known = new Set(paths.map(([, address]) => address));
  const { staticRoutes, dynamicRoutes } = read("routes-manifest.json") as unknown as Record<string, { page: string }[]>;
  const beside = [...(staticRoutes ?? []), ...(dynamicRoutes ?? [])].map(({ page }) => page).filter((page) => !known.has(page));
  return { actions, routes: of("route"), pages: [...of("page").filter((one) => !OF_THE_FRAMEWORK.includes(one)), ...beside] };
}

/** An action of a component has no name of its own: then that of its file. */
export function nameOf(action: Pick<Action, "file" | "name">): string {
  return action.name.startsWith("$$") ? path.basename(action.file) : action.name;
}

/**
 * Actions and routes whose source does not go through defineAction, defineFormAction, defineRoute or attachmentRoute, by
 * name and address. An action of a component counts when all it does is to call one that does.
 */
export function outsideTheWrapper(root: string, build: Build): { actions: string[]; routes: string[] } {
  const actions = build.actions.filter(({ file, name }) => !isWrapped(path.join(root, file), name));
  const routes = build.routes.filter((address) => !routeIsWrapped(root, address));
  return { actions: actions.map(nameOf).toSorted(), routes };
}

function isWrapped(file: string, name: string): boolean {
  const source = readFileSync(file, "utf8");
  if (!name.startsWith("$$")) return new RegExp(`export const ${name} = define(?:Form)?Action\\(\\{`).test(source);
  const inner =
    /async function \w+\(form: FormData\): Promise<void> \{\s*"use server";\s*await (\w+)\(EMPTY_FORM(?: as never)?, form\);\s*\}/.exec(
      source,
    );
  const imported = inner && new RegExp(`import \\{ ${inner[1]} \\} from "\\./(\\w+)"`).exec(source);
  return Boolean(imported) && isWrapped(path.join(path.dirname(file), `${imported?.[1]}.ts`), inner?.[1] ?? "");
}

function routeIsWrapped(root: string, address: string): boolean {
  const file = ["src/app", "src/app/(portal)"].map((base) => path.join(root, base, address, "route.ts")).find(existsSync);
  if (!file) return false;
  const source = readFileSync(file, "utf8");
  const handlers = [...source.matchAll(/export (?:const|async function|function) (GET|HEAD|POST|PUT|PATCH|DELETE)\b(?: = ([\w]+))?/g)];
  const ways = handlers.map(([, , value = ""]) => value === "defineRoute" || isHandler(root, source, value));
  return ways.length > 0 && ways.every(Boolean) && !/export \{/.test(source);
}

function isHandler(root: string, source: string, name: string): boolean {
  const from = name && new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from "@/([^"]+)"`).exec(source);
  if (!from) return false;
  const made = readFileSync(path.join(root, "src", `${from[1]}.ts`), "utf8");
  return new RegExp(`export const ${name} = (?:defineRoute|attachmentRoute)[<(]`).test(made);
}
