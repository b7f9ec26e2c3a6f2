import { z } from "zod";

/** The only reader of process.env. A wrong variable is one clear sentence and stops the start. */
const schema = z.object({
  /** login portal_app */
  APP_DATABASE_URL: z.url({ error: "APP_DATABASE_URL must be a PostgreSQL address" }),
  /** login portal_auth */
  AUTH_DATABASE_URL: z.url({ error: "AUTH_DATABASE_URL must be a PostgreSQL address" }),
  DATABASE_POOL: z.coerce.number({ error: "DATABASE_POOL must be a number" }).int().min(2).max(200).default(10),
  /** web processes behind the one port (scripts/support/web-server.mjs) */
  WEB_WORKERS: z.coerce.number({ error: "WEB_WORKERS must be a number" }).int().min(1).max(32).optional(),
  /** off: another process of this installation does the clock's work */
  CLOCK_WORK: z.enum(["on", "off"], { error: "CLOCK_WORK must be on or off" }).default("on"),
  DATA_DIR: z.string({ error: "DATA_DIR is missing" }).min(1),
  PORTAL_MODE: z.enum(["demo", "production"], { error: "PORTAL_MODE must be demo or production" }).default("production"),
  NEXTAUTH_SECRET: z.string({ error: "NEXTAUTH_SECRET is missing" }).min(16, { error: "NEXTAUTH_SECRET is too short" }),
  NEXTAUTH_URL: z.url({ error: "NEXTAUTH_URL must be the address of the portal" }),
  /** rules of new passwords, domain/password-rules.ts */
  PASSWORD_PROFILE: z.enum(["standard", "mlps"], { error: "PASSWORD_PROFILE must be standard or mlps" }).default("standard"),
  /** reverse proxies in front of the portal; 0: X-Forwarded-* of a request is not believed */
  TRUSTED_PROXIES: z.coerce.number({ error: "TRUSTED_PROXIES must be a number" }).int().min(0).max(9).default(0),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], { error: "LOG_LEVEL must be debug, info, warn, error or silent" })
    .default("info"),
});

export type Env = z.infer<typeof schema>;

/** One fault of a variable: its name and what it must be. */
export type EnvFault = { name: string; text: string };

/** The variables of a process, checked. Also asked by the start script, before anything is started. */
export function readEnv(variables: NodeJS.ProcessEnv): { env: Env } | { faults: EnvFault[] } {
  const result = schema.safeParse(variables);
  if (result.success) return { env: result.data };
  return { faults: result.error.issues.map((issue) => ({ name: issue.path.join("."), text: issue.message })) };
}

let parsed: Env | null = null;

export function env(): Env {
  if (parsed) return parsed;
  const result = readEnv(process.env);
  if ("faults" in result) throw new Error(result.faults.map(({ name, text }) => `${name}: ${text}`).join("; "));
  parsed = result.env;
  return parsed;
}
