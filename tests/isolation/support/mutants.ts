import { FENCED_TABLES, type FencedTable } from "@/data/fence-tables";
import type { Layer } from "./plans";

/** A fence broken on purpose. layer: where it must show; actor "owner": seen by the owner of the table alone. */
export type Mutant = { name: string; sql: string; layer: Layer; actor: "all" | "owner"; first: "read" | "change" };

/** Where a mutant is likely to show, to look there first. */
const first = (name: string) => (/UPDATE|DELETE|update|delete|every command/.test(name) ? ("change" as const) : ("read" as const));

const LOW = "org_path >= nullif(current_setting('app.lo', true), '')";
const HIGH = "org_path < nullif(current_setting('app.hi', true), '')";
const UNSET = "coalesce(current_setting('app.lo', true), '') = ''";
const VERBS = ["select", "insert", "update", "delete"] as const;

/** Every way of breaking the policies and grants of one table. */
export function mutantsOf(table: string): Mutant[] {
  const fenced = (FENCED_TABLES as Record<string, FencedTable>)[table];
  if (!fenced) throw new Error(`table ${table} has no row in FENCED_TABLES`);
  const policy = (name: string, sql: string): Mutant => ({ name, sql, layer: "allGranted", actor: "all", first: first(name) });
  const common: Mutant[] = [
    policy("row-level security disabled", `ALTER TABLE "${table}" DISABLE ROW LEVEL SECURITY`),
    { name: "not forced", sql: `ALTER TABLE "${table}" NO FORCE ROW LEVEL SECURITY`, layer: "asGranted", actor: "owner", first: "read" },
    policy("extra permissive SELECT policy", `CREATE POLICY extra ON "${table}" FOR SELECT TO portal_app USING (true)`),
    policy("extra permissive UPDATE policy", `CREATE POLICY extra ON "${table}" FOR UPDATE TO portal_app USING (true)`),
    policy("extra permissive INSERT policy", `CREATE POLICY extra ON "${table}" FOR INSERT TO portal_app WITH CHECK (true)`),
    policy("extra permissive DELETE policy", `CREATE POLICY extra ON "${table}" FOR DELETE TO portal_app USING (true)`),
    ...VERBS.filter((verb) => !fenced.may.includes(verb)).map((verb): Mutant => {
      // a table of the sign-in has no policy for the web process: a grant shows only together with one
      const open =
        fenced.reach === "signIn" ? `CREATE POLICY extra ON "${table}" FOR ALL TO portal_app USING (true) WITH CHECK (true); ` : "";
      // what is deleted or changed must also be seen
      const see = verb === "select" || open === "" ? "" : `GRANT SELECT ON "${table}" TO portal_app; `;
      return {
        name: `${verb} granted`,
        sql: `${open}${see}GRANT ${verb} ON "${table}" TO portal_app`,
        layer: "asGranted",
        actor: "all",
        first: first(verb),
      };
    }),
  ];
  if (fenced.reach === "signIn") {
    return [...common, policy("sign-in policy open to everybody", `ALTER POLICY sign_in ON "${table}" TO PUBLIC`)];
  }
  const published: Mutant[] =
    fenced.reach === "published"
      ? [
          policy("published: USING (true)", `ALTER POLICY published ON "${table}" USING (true)`),
          policy(
            "published: without the upper bound",
            `ALTER POLICY published ON "${table}" USING (starts_with(current_setting('app.lo', true), org_path))`,
          ),
          policy(
            "published: for every command",
            `CREATE POLICY extra ON "${table}" FOR UPDATE TO portal_app USING (starts_with(current_setting('app.lo', true), org_path))`,
          ),
        ]
      : [];
  return [
    ...common,
    ...published,
    policy("USING (true)", `ALTER POLICY scope ON "${table}" USING (true)`),
    policy("WITH CHECK (true)", `ALTER POLICY scope ON "${table}" WITH CHECK (true)`),
    policy("no upper bound", `ALTER POLICY scope ON "${table}" USING (${LOW}) WITH CHECK (${LOW})`),
    policy("no lower bound", `ALTER POLICY scope ON "${table}" USING (${HIGH}) WITH CHECK (${HIGH})`),
    policy(
      "open for an empty lower bound",
      `ALTER POLICY scope ON "${table}" USING (org_path >= current_setting('app.lo', true) AND ${HIGH})`,
    ),
    policy("open when unset", `ALTER POLICY scope ON "${table}" USING (coalesce(${LOW} AND ${HIGH}, true))`),
    policy("open when unset or empty", `ALTER POLICY scope ON "${table}" USING (${UNSET} OR (${LOW} AND ${HIGH}))`),
  ];
}
