import { noteUnavailable } from "@/lib/request-outcome";
import { UNAVAILABLE_DIGEST } from "@/lib/unavailable-digest";
import { Prisma } from "./generated/client";

/** True when a unique key refused the row: somebody else was first. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

const AWAY_CODES = ["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2037"];
const AWAY_KINDS = ["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"];
/** SQLSTATE classes and codes: connection, resources (53100 is a full disk), shutdown and start, input/output of the server. */
const AWAY_STATES = /^(?:08...|53...|57P0[1-5]|58030)$/;
/** The system's, of a connection to the database that could not be made or broke off. */
const AWAY_SOCKETS = /^E(?:CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)$/;
/** The driver's own words where it gives no code. */
const AWAY_WORDS = /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** A disk that is full for this account only, by its quota or a file-size limit: PostgreSQL has no state of its own for it, only the system's words. */
const FULL_STATE = "XX000";
const FULL_WORDS = /: (?:File too large|Disk quota exceeded|文件过大|超出磁盘限额)/;

/** A write that waited for longer than it may, because somebody else holds what it needs. */
class WaitedTooLong extends Error {
  constructor(cause: unknown) {
    super("a write waited for too long", { cause });
    this.name = "WaitedTooLong";
  }
}

const OUT_OF_TIME = "57014";

/** True when a statement took longer than a read may: asked once more it would take as long. */
export function isOutOfTime(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === OUT_OF_TIME;
}

/** Of a write, a statement that ran out of time is one that may be tried again; of a read it is a read that is too dear. */
export function asWrite(error: unknown): unknown {
  return isOutOfTime(error) || (error as { code?: unknown }).code === "55P03" ? new WaitedTooLong(error) : error;
}

/**
 * True when the database cannot be reached, cannot write or has no connection left: the request may be tried again, and
 * whether it took effect is not known.
 */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError || error instanceof WaitedTooLong) return true;
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    // a raw query says P2010, and the adapter's reason stands one level down
    return AWAY_CODES.includes(error.code) || isAwayCause(error.meta?.["driverAdapterError"]) || isAwayText(error.message);
  }
  if (error instanceof Prisma.PrismaClientUnknownRequestError) return isAwayText(error.message);
  return isAwayCause(error);
}

/** An error of the driver or its adapter, with what it was caused by. */
function isAwayCause(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 3) return false;
  const { kind, code, originalCode, message, originalMessage, name, cause, syscall } = error as Record<string, unknown>;
  return (
    ([code, originalCode].includes(FULL_STATE) && FULL_WORDS.test(`${String(originalMessage)} ${String(message)}`)) ||
    // a request that its browser gave up has a code like these, and no system call
    (typeof code === "string" && AWAY_SOCKETS.test(code) && (typeof syscall === "string" || error instanceof AggregateError)) ||
    (typeof kind === "string" && AWAY_KINDS.includes(kind)) ||
    [code, originalCode].some((state) => typeof state === "string" && AWAY_STATES.test(state)) ||
    (name === "Error" && typeof message === "string" && AWAY_WORDS.test(message)) ||
    isAwayCause(cause, depth + 1)
  );
}

function isAwayText(message: string): boolean {
  return /Can't reach database server|Server has closed the connection|Connection terminated|code: "?(?:08...|53...|57P0[1-5]|58030)\b/.test(
    message,
  );
}

/** Throws the error on; the page that shows it says "away for a while" when the database cannot be reached. */
export function rethrow(error: unknown): never {
  if (isUnavailable(error)) {
    noteUnavailable();
    Object.assign(error as object, { digest: UNAVAILABLE_DIGEST });
  }
  throw error;
}
