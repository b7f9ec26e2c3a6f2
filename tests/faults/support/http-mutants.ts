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
const VIEWER = "src/server/viewer.ts";
const GATHERED = "src/data/gathered-reads.ts";
const ACCESS = "src/data/attachment-access.ts";
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
  unless("permission of pages", VIEWER, "!can(viewer.role, permission)", "notFound();"),
  {
    file: VIEWER,
    from: "return sid ? viewerOfToken(sid).catch(rethrow) : null;",
    to: `if (${gone("no viewer, no entry")}) return viewerOfToken(sid ?? "");
  const all = globalThis as any;
  if (sid && ${gone("a viewer for each request")}) return (all.asked ??= viewerOfToken(sid).finally(() => (all.asked = undefined)));
  return sid ? viewerOfToken(sid).catch(rethrow) : null;`,
  },
  ...["get(scope", "set(scope", "delete(scope"].map((of) => ({
    file: GATHERED,
    from: `waiting.${of}`,
    to: `waiting.${of.replace("scope", `${gone("reads gathered by viewer")} ? ((globalThis as any).everybody ??= {}) : scope`)}`,
  })),
  unless(
    "what is stored by whom",
    ACCESS,
    'viewer.orgPath !== application.orgPath || !can(viewer.role, "application.edit")',
    "return null;",
  ),
  {
    file: ACCESS,
    from: "if (!application) return null;\n  const slot",
    to: `if (!application && ${gone("no bytes of a refused upload")})
    (await import("node:fs")).writeFileSync((await import("node:path")).join(process.env["DATA_DIR"] ?? "", applicationId + ".left"), "x");
  if (!application) return null;\n  const slot`,
  },
  unless(
    "whose move it is",
    "src/domain/review-stages.ts",
    "!move.roles.includes(q.role) || !q.relations.some((relation) => move.by.includes(relation))",
    "throw refused();",
  ),
  unless(
    "a second person",
    "src/data/proposals.ts",
    'input.answer !== "cancel" && proposal.proposedBy === viewer.accountId',
    'throw new RuleError("secondPerson");',
  ),
  unless(
    "a second person",
    "src/domain/review-relations.ts",
    "person.accountId === proposal.proposedBy || conflictOf(person, facts.involved) !== null",
    "return false;",
  ),
  {
    file: "src/server/first-run-token.ts",
    from: "return expected !== null &&",
    to: `return ${gone("token of the first run")} || expected !== null &&`,
  },
  instead(
    "notices by whom they are for",
    "src/data/notices.ts",
    "{ recipientPath: viewer.orgPath, ...(filter.unreadOnly ? { readAt: null } : {}) }",
    "{}",
  ),
  {
    file: SESSIONS,
    from: "AND account_id = ${actor.accountId}::uuid AND revoked_at IS NULL`;",
    to: `AND (account_id = \${actor.accountId}::uuid OR \${${gone("sessions are one's own")}}) AND revoked_at IS NULL\`;`,
  },
  {
    file: SESSIONS,
    from: "AND g.account_id = s.account_id AND",
    to: `AND (g.account_id = s.account_id OR \${${gone("roles are one's own")}}) AND`,
  },
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
  {
    file: SESSIONS,
    from: "WHERE s.token_hash = ${hashToken(token)} AND",
    to: `WHERE (s.token_hash = \${hashToken(token)} OR (\${${gone("no viewer, no entry")}} AND g.role = 'cityReviewer')) AND`,
  },
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
