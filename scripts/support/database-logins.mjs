// The two logins of the server, portal_app and portal_auth: their passwords follow from the installation's secret, nobody keeps them.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import { StopError } from "./report.mjs";

export const SERVER_LOGINS = ["portal_app", "portal_auth"];
const ROUNDS = 4096;

/** @param {string} secret of the installation @param {string} purpose @returns {string} hex, 32 bytes */
export function derive(secret, purpose) {
  return createHmac("sha256", secret).update(`studio-portal/${purpose}`).digest("hex");
}

/** What PostgreSQL stores for a SCRAM-SHA-256 password (RFC 5803), so that the password itself never reaches the server or its log. */
export function scramVerifier(password, salt = randomBytes(16)) {
  const salted = pbkdf2Sync(password, salt, ROUNDS, 32, "sha256");
  const clientKey = createHmac("sha256", salted).update("Client Key").digest();
  const storedKey = createHash("sha256").update(clientKey).digest("base64");
  const serverKey = createHmac("sha256", salted).update("Server Key").digest("base64");
  return `SCRAM-SHA-256$${ROUNDS}:${salt.toString("base64")}$${storedKey}:${serverKey}`;
}

/**
 * Gives both logins the passwords that follow from the secret. Those that already work are left alone.
 * @param {{ url: string, secret: string }} options url: of the owner login
 * @returns {Promise<{ appUrl: string, authUrl: string }>}
 */
export async function ensureServerLogins({ url, secret }) {
  const { Client } = (await import("pg")).default;
  const owner = new Client({ connectionString: url });
  owner.on("error", () => {});
  await owner.connect();
  try {
    const urls = [];
    for (const login of SERVER_LOGINS) {
      const own = loginUrl(url, login, derive(secret, `database-login/${login}`));
      if (!(await opens(own))) await setPassword(owner, login, derive(secret, `database-login/${login}`));
      urls.push(own);
    }
    return { appUrl: urls[0], authUrl: urls[1] };
  } finally {
    await owner.end();
  }
}

function loginUrl(url, login, password) {
  const own = new URL(url);
  own.username = login;
  own.password = password;
  return own.toString();
}

async function opens(url) {
  const { Client } = (await import("pg")).default;
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function setPassword(owner, login, password) {
  try {
    await owner.query(`ALTER ROLE ${login} WITH LOGIN PASSWORD '${scramVerifier(password)}'`);
  } catch (error) {
    throw new StopError(
      `DATABASE_URL 的账户无权设置数据库账户 ${login} 的口令（${error.message}）。请由数据库管理员授权，或直接给出 APP_DATABASE_URL 与 AUTH_DATABASE_URL。`,
      `The login of DATABASE_URL may not set the password of the database login ${login} (${error.message}). Let the database administrator allow it, or give APP_DATABASE_URL and AUTH_DATABASE_URL.`,
    );
  }
}
