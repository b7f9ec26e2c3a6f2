import "server-only";
import pino, { type DestinationStream, type Logger, type LoggerOptions } from "pino";
import { env } from "@/env";

/** Fields that may hold a person's data or a secret, wherever in the object they stand up to three levels down. */
const PRIVATE_FIELDS = [
  "password",
  "passwordHash",
  "token",
  "secret",
  "cookie",
  "authorization",
  "login",
  "name",
  "mobile",
  "phone",
  "idNumber",
  "email",
  "address",
  "content",
  "values",
  "input",
  "body",
] as const;

let made: Logger | null = null;

/** The structured log: JSON lines on standard output. Log ids, codes and counts, never what a person typed. */
export function log(): Logger {
  made ??= makeLog(env().LOG_LEVEL);
  return made;
}

/** The redaction is the second lock: it takes out what a careless line would have said. */
export function makeLog(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: PRIVATE_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: "[removed]" },
    serializers: { err: describeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** A log that marks every line with the id of its request. @param given header X-Request-Id, as it came */
export function requestLog(given: unknown): Logger {
  return log().child({ requestId: requestIdOf(given) });
}

/** The id that the reverse proxy gave, when it is one; else a new one. */
export function requestIdOf(given: unknown): string {
  return typeof given === "string" && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}

/** Type, code and place of an error, and its sentence without the values that databases and Prisma repeat in it. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, digest, meta } = error as Error & { code?: unknown; digest?: unknown; meta?: { modelName?: unknown } };
  return {
    type: error.name,
    ...(typeof code === "string" ? { code } : {}),
    ...(typeof digest === "string" ? { digest } : {}),
    ...(typeof meta?.modelName === "string" ? { model: meta.modelName } : {}),
    message: withoutValues(error.message),
    at: frames(error.stack),
  };
}

/**
 * Prisma repeats the whole call, arguments included, above its last line; PostgreSQL the row after DETAIL.
 * Quoted pieces and numbers of five digits or more are values, not words of the sentence.
 */
function withoutValues(message: string): string {
  const last = message.trim().split("\n").at(-1) ?? "";
  return last
    .replace(/(DETAIL|Detail|Failing row).*$/, "")
    .replace(/(["'`“]).*?(["'`”])/g, "…")
    .replace(/\d{5,}/g, "…")
    .slice(0, 300);
}

/** Places in our code without the message that the stack repeats at its head. */
function frames(stack: string | undefined): string[] {
  return (stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
}
