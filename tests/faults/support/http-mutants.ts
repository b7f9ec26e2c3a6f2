import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** What the server of the copy asks before each guard: the one that is missing today. The portal itself knows no such variable. */
export const GONE = "PORTAL_PROOF_GONE";

type Edit = { file: string; from: string; to: string };
const gone = (guard: string) => `process.env["${GONE}"] === "${guard}"`;
/** A guard that is a condition: never true when it is gone. */
const unless = (guard: string, file: string, condition: string, rest: string): Edit => ({
  file,
  from: `if (${condition}) ${rest}`,
  to: `if (!(${gone(guard)}) && (${condition})) ${rest}`,
});
const instead = (guard: string, file: string, from: string, to: string): Edit => ({ file, from, to: `(${gone(guard)} ? ${to} : ${from})` });
/** A condition of a statement: always true when the guard is gone. */
const orGone = (end: string, condition: string) => `(${condition} OR \${${gone(`end of a session: ${end}`)}})`;

const ACTION = "src/server/define-action.ts";
const ROUTE = "src/server/define-route.ts";
const SESSIONS = "src/data/sessions.ts";
const FILE = "src/features/attachment/file-handler.ts";
const NOTICES = "src/features/notices/actions.ts";
const LIVING = (is: (end: string, condition: string) => string) =>
  `\${hashToken(token)} AND ${is("revoked", "s.revoked_at IS NULL")} AND ${is("expired", "s.expires_at > now()")}
      AND ${is("idle", "s.last_seen_at > now() - make_interval(mins => ${SESSION_LIFE.idleMinutes})")}
      AND ${is("disabled", "a.disabled_at IS NULL")} AND ${is("grantless", "g.revoked_at IS NULL")}`;

/** Every guard between a request and a row, as it stands in the source: one that is not found there stops the run. */
const EDITS: readonly Edit[] = [
  unless("origin of actions", ACTION, "!isOwnOrigin(await headers())", 'throw new RuleError("origin");'),
  unless("permission of actions", ACTION, "!mayAct(viewer, definition.permission)", "notFound();"),
  unless("origin of routes", ROUTE, "!reads && !isOwnOrigin(request.headers)", 'throw new RuleError("origin");'),
  unless("permission of routes", ROUTE, "!mayAct(viewer, definition.permission)", "return notFoundResponse();"),
  unless("permission of pages", "src/server/viewer.ts", "!can(viewer.role, permission)", "notFound();"),
  instead("scope of the viewer", SESSIONS, "subtreeOf(row.org_path)", '{ lo: "/", hi: "0" }'),
  instead(
    "scope in the queries",
    "src/data/with-scope.ts",
    "{ orgPath: { gte: scope.lo, lt: scope.hi } }",
    '{ orgPath: { gte: "/", lt: "0" } }',
  ),
  {
    file: FILE,
    from: "request) : notFoundResponse();",
    to: `request) : ${gone("404 for what is not yours")} ? new Response(null, { status: 403 }) : notFoundResponse();`,
  },
  {
    file: "src/data/stored-attachments.ts",
    from: ": isStudio || (await isNamed",
    to: `: ${gone("a draft's files are the studio's")} || isStudio || (await isNamed`,
  },
  { file: SESSIONS, from: LIVING((_end, condition) => condition), to: LIVING(orGone) },
  { file: "src/domain/registry/registry-column.ts", from: "if (unmasked ||", to: `if (${gone("masking")} || unmasked ||` },
  unless(
    "right to unmask",
    "src/features/registry/export-registry.ts",
    'unmasked && !can(viewer.role, "registry.exportUnmasked")',
    "return null;",
  ),
  {
    file: "src/domain/visibility.ts",
    from: "studio: { reviewerNames: false,",
    to: `studio: { reviewerNames: ${gone("names of reviewers")},`,
  },
  {
    file: ACTION,
    from: "const input = parsed.data;",
    to: `const input = parsed.data; if (${gone("silence of the log")}) console.log(JSON.stringify(input));`,
  },
  {
    file: NOTICES,
    from: "export const readNotice = defineAction({",
    to: `export const readNotice = (${gone("the wrapper")} ? unguarded : defineAction)({`,
  },
  { file: NOTICES, from: "import { defineAction, ", to: "import { unguarded, defineAction, " },
  { file: ACTION, from: "/** The same for a form:", to: "export const unguarded: any = unguardedOf;\n/** The same for a form:" },
  { file: "next.config.ts", from: "reactStrictMode: true,", to: "reactStrictMode: true, typescript: { ignoreBuildErrors: true }," },
];

/** Files that nobody told the run of: an action, a route and a page. */
const STRANGERS: Readonly<Record<string, string>> = {
  "src/app/api/unheard/route.ts": 'export const dynamic = "force-dynamic";\nexport function GET() { return Response.json({}); }\n',
  "src/app/unheard/page.tsx":
    'export default function Unheard() {\n  async function unheard() { "use server"; }\n  return <form action={unheard}><button>!</button></form>;\n}\n',
};
const UNGUARDED = `
function unguardedOf(definition: any): any {
  return async (raw: any) => {
    const viewer = await getViewer();
    return withScope(viewer!.scope, (tx) => definition.run({ viewer, tx, input: raw, locale: "zh-CN" }));
  };
}
`;

/** A built copy of the portal in which each guard can be taken out; gone afterwards. */
export function buildMutants(root: string): { root: string; remove: () => void } {
  const copy = mkdtempSync(path.join(tmpdir(), "portal-mutants-"));
  const parts = ["src", "public", "prisma", "next.config.ts", "tsconfig.json", "postcss.config.mjs", "package.json", "package-lock.json"];
  for (const part of parts) cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
  const packages = path.join(root, "node_modules");
  const linked = spawnSync("cp", ["-al", packages, path.join(copy, "node_modules")]).status === 0;
  if (!linked) cpSync(packages, path.join(copy, "node_modules"), { recursive: true, verbatimSymlinks: true });
  for (const { file, from, to } of EDITS) {
    const source = readFileSync(path.join(copy, file), "utf8");
    if (source.split(from).length !== 2) throw new Error(`${file} does not say once: ${from}`);
    writeFileSync(
      path.join(copy, file),
      source.replace(from, () => to),
    );
  }
  writeFileSync(path.join(copy, ACTION), readFileSync(path.join(copy, ACTION), "utf8") + UNGUARDED);
  for (const [file, source] of Object.entries(STRANGERS)) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    writeFileSync(path.join(copy, file), source);
  }
  const next = path.join(copy, "node_modules/next/dist/bin/next");
  const built = spawnSync(process.execPath, [next, "build"], {
    cwd: copy,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    encoding: "utf8",
  });
  const remove = () => rmSync(copy, { recursive: true, force: true });
  if (built.status !== 0) {
    remove();
    throw new Error(`the copy does not build:\n${built.stdout}${built.stderr}`);
  }
  return { root: copy, remove };
}
