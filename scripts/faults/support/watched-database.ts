import type { Client } from "pg";
import { readSecrets } from "../../support/data-dir.mjs";
import { connect } from "../../support/database.mjs";
import { localUrl, runningPostgres } from "../../support/embedded-postgres.mjs";
import { ROOT } from "../../support/root.mjs";

/** A session is touched by every request that is signed in: of it the content counts without that moment. */
const LIVELY: Readonly<Record<string, string>> = { user_session: "(to_jsonb(t) - 'last_seen_at')::text" };
/** A wrong password is counted and written down: that is what its refusal is for. */
const COUNTED = ["sign_in_throttle"];
const COUNTED_BY_SIGN_IN = ["sign_in_throttle", "audit_event", "audit_head"];

/** The database of a running portal, past every fence: what the server did is read from the tables themselves. */
export class WatchedDatabase {
  private readonly client: Client;
  private readonly tables: readonly string[];

  private constructor(client: Client, tables: readonly string[]) {
    this.client = client;
    this.tables = tables;
  }

  static async open(dataDir: string): Promise<WatchedDatabase> {
    const port = runningPostgres(ROOT, dataDir);
    if (port === undefined) throw new Error(`no portal with a database of its own runs on ${dataDir}`);
    const { superuser } = readSecrets(dataDir);
    const client = (await connect(localUrl({ port, password: superuser, database: "portal" }))) as Client;
    const { rows } = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1",
    );
    return new WatchedDatabase(
      client,
      rows.map((row) => row.name),
    );
  }

  /** One hash a table, over the versions of all its rows: a row that was only written again counts as changed, too. */
  async hashes(): Promise<Map<string, string>> {
    const parts = this.tables.map((table) => {
      const row = LIVELY[table] ?? "t.xmin::text || t.ctid::text";
      return `SELECT '${table}' AS name, count(*) || ':' || coalesce(sum(hashtextextended(${row}, 0)), 0) AS hash FROM "${table}" t`;
    });
    const { rows } = await this.client.query<{ name: string; hash: string }>(parts.join(" UNION ALL "));
    return new Map(rows.map((row) => [row.name, row.hash]));
  }

  /** @param signIn the request tried a password */
  static changed(before: Map<string, string>, after: Map<string, string>, signIn: boolean): string[] {
    const free = signIn ? COUNTED_BY_SIGN_IN : COUNTED;
    return [...after].filter(([name, hash]) => before.get(name) !== hash && !free.includes(name)).map(([name]) => name);
  }

  async column(sql: string, values: unknown[] = []): Promise<string[]> {
    const { rows } = await this.client.query<Record<string, unknown>>(sql, values);
    return rows.map((row) => String(Object.values(row)[0]));
  }

  async run(sql: string, values: unknown[] = []): Promise<void> {
    await this.client.query(sql, values);
  }

  close(): Promise<void> {
    return this.client.end();
  }
}
