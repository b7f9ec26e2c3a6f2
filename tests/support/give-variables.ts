/**
 * What the start script gives the web process, for tests of server code that asks src/env.ts: addresses of databases that are not
 * there and a folder that is, unless the test gives its own.
 */
export function giveVariables(own: Readonly<Record<string, string>> = {}): void {
  Object.assign(process.env, {
    APP_DATABASE_URL: "postgresql://a@localhost/x",
    AUTH_DATABASE_URL: "postgresql://a@localhost/x",
    DATA_DIR: "/tmp",
    NEXTAUTH_SECRET: "a secret for tests, long enough",
    NEXTAUTH_URL: "http://localhost:3000",
    ...own,
  });
}
