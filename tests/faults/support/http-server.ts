import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../../../scripts/support/embedded-postgres.mjs";
import { startWebServer } from "../../../scripts/support/web-server.mjs";
import { connect } from "../../setup/cluster-urls";
import { extraDatabase } from "../../setup/database";
import { type Build, nameOf } from "./http-build";
import { Client } from "./http-client";
import { PASSWORD } from "./http-requests";

export type Served = { client: Client; stop: () => Promise<void> };

let log = "";
const loud = [process.stdout.write.bind(process.stdout), process.stderr.write.bind(process.stderr)] as const;

/** What the servers say is their log: kept from here on, and searched. */
export function listen(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.write = ((chunk: string | Uint8Array) => ((log += chunk.toString()), true)) as typeof stream.write;
}
export function stopListening(): void {
  process.stdout.write = loud[0];
  process.stderr.write = loud[1];
}
export const logSoFar = (): string => log;
export const say = (line: string): boolean => loud[0](`${line}\n`);

/** The built portal of this folder on a port of its own, over the database of this test. */
export async function serve(root: string, variables: Record<string, string> = {}): Promise<Served> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const env = { ...process.env, NEXTAUTH_URL: base, LOG_LEVEL: "debug", ...variables };
  const server = startWebServer({ root, env, port, host: "127.0.0.1", dev: false, onLost: () => {} });
  await server.ready();
  return { client: new Client(base), stop: () => server.stop() };
}

/** The one action that needs an installation without anybody: its owner has the token of the console. */
export async function openFirstCity(root: string, build: Build, variables: Record<string, string> = {}): Promise<boolean> {
  const { appUrl, authUrl, superUrl } = await extraDatabase("empty");
  const owner = await connect(superUrl);
  const dataDir = mkdtempSync(path.join(tmpdir(), "portal-first-"));
  const token = randomBytes(16).toString("hex");
  const tokenHash = createHash("sha256").update(token).digest("hex");
  writeFileSync(path.join(dataDir, "first-run.json"), JSON.stringify({ tokenHash, createdAt: new Date().toISOString() }));
  const { client, stop } = await serve(root, { APP_DATABASE_URL: appUrl, AUTH_DATABASE_URL: authUrl, DATA_DIR: dataDir, PORTAL_MODE: "production", ...variables }); // oxfmt-ignore
  try {
    const action = build.actions.find((one) => nameOf(one) === "openFirstCity");
    const typed = { cityName: "云州市总工会", shortName: "云州", prefix: "YZ", regionCode: "410100", login: "yz-admin", name: "管理员" };
    const send = (secret: string) =>
      client.call(null, action ?? { id: "", name: "" }, {
        page: "/first-run",
        body: { token: secret, ...typed, password: PASSWORD, repeatPassword: PASSWORD },
        form: true,
      });
    const cities = async () => Number((await owner.query("SELECT count(*) AS n FROM org_unit WHERE kind = 'city'")).rows[0].n);
    await send("wrong");
    const refused = (await cities()) === 0;
    await send(token);
    return refused && (await cities()) === 1;
  } finally {
    await stop();
    await owner.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
