import pg from "pg";

/** log: the file that the database writes to. */
export type TestCluster = { port: number; log: string };

export const OWNER = "portal_owner";
export const TEMPLATE = "portal_template";
export const PASSWORD = "only-for-tests";
export const SECRET = "the secret of a test installation, known to everybody";

export function databaseUrl(to: { port: number; user: string; database: string; password?: string }): string {
  return `postgresql://${to.user}:${to.password ?? PASSWORD}@127.0.0.1:${to.port}/${to.database}`;
}

export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  return client;
}
