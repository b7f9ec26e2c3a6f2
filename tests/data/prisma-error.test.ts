import { describe, expect, it } from "vitest";
import { Prisma } from "@/data/generated/client";
import { asWrite, isUnavailable, isUniqueViolation, rethrow } from "@/data/prisma-error";

function known(code: string, meta: Record<string, unknown> = {}): Error {
  return new Prisma.PrismaClientKnownRequestError("failed", { code, clientVersion: "7.10.0", meta });
}

/** What rethrow throws on. */
function rethrown(error: unknown): unknown {
  try {
    return rethrow(error);
  } catch (thrown) {
    return thrown;
  }
}

describe("isUniqueViolation", () => {
  it("knows the refusal of a unique key", () => {
    expect([known("P2002"), known("P2025"), new Error("P2002")].map(isUniqueViolation)).toEqual([true, false, false]);
  });
});

describe("isUnavailable", () => {
  it("knows a server that is away and a pool that is empty", () => {
    for (const code of ["P1001", "P1017", "P2024", "P2028"]) expect(isUnavailable(known(code))).toBe(true);
  });
  it("reads the reason of a failed raw query", () => {
    expect(isUnavailable(known("P2010", { driverAdapterError: { cause: { kind: "DatabaseNotReachable" } } }))).toBe(true);
    expect(isUnavailable(known("P2010", { driverAdapterError: { cause: { kind: "syntax" } } }))).toBe(false);
  });
  it("knows the states of a server that cannot serve: shutting down, starting, no connection left, a full disk", () => {
    for (const originalCode of ["57P01", "57P02", "57P03", "53300", "53100", "08006", "58030"])
      expect(isUnavailable(known("P2010", { driverAdapterError: { cause: { kind: "postgres", originalCode } } })), originalCode).toBe(true);
    for (const originalCode of ["57014", "23505", "42501", "40001"])
      expect(isUnavailable(known("P2010", { driverAdapterError: { cause: { kind: "postgres", originalCode } } })), originalCode).toBe(
        false,
      );
  });
  it("knows a disk that is full by a quota or a file-size limit, for which PostgreSQL has no state", () => {
    const raw = (originalCode: string, originalMessage: string) =>
      isUnavailable(known("P2010", { driverAdapterError: { cause: { kind: "postgres", originalCode, originalMessage } } }));
    const driver = (code: string, message: string) => isUnavailable(Object.assign(new Error(message), { code }));
    for (const word of ["File too large", "Disk quota exceeded", "文件过大"]) {
      const message = `could not extend file "base/5/1": ${word}`;
      expect([raw("XX000", message), driver("XX000", message)], word).toEqual([true, true]);
      expect([raw("22023", message), driver("22023", message)], word).toEqual([false, false]);
    }
    expect([raw("XX000", "cache lookup failed"), driver("XX000", "cache lookup failed")]).toEqual([false, false]);
  });
  it("knows a write that ran out of time waiting for what another one holds, and leaves every other error what it is", () => {
    for (const code of ["57014", "55P03"]) expect(isUnavailable(asWrite({ code })), code).toBe(true);
    const other = { code: "23505" };
    expect(asWrite(other)).toBe(other);
  });
  it("knows the driver's own words, also as the cause of something else", () => {
    const words = [
      "Connection terminated unexpectedly",
      "Connection terminated due to connection timeout",
      "timeout exceeded when trying to connect",
    ];
    for (const text of words) {
      expect(isUnavailable(new Error(text)), text).toBe(true);
      expect(isUnavailable(Object.assign(new Error("driver"), { cause: new Error(text) })), text).toBe(true);
    }
    const unknown = (text: string) => new Prisma.PrismaClientUnknownRequestError(text, { clientVersion: "7.10.0" });
    expect([unknown("Connection terminated unexpectedly"), unknown("a broken plan")].map(isUnavailable)).toEqual([true, false]);
  });
  it("knows a connection of the driver that was refused or broke off, and not a request that its browser gave up", () => {
    const socket = (code: string, syscall?: string) => Object.assign(new Error(code), { code, ...(syscall && { syscall }) });
    expect([socket("ECONNREFUSED", "connect"), socket("ECONNRESET", "read"), socket("EPIPE", "write")].every(isUnavailable)).toBe(true);
    // an address with two families fails with both at once
    expect(isUnavailable(Object.assign(new AggregateError([socket("ECONNREFUSED", "connect")]), { code: "ECONNREFUSED" }))).toBe(true);
    expect([socket("ECONNRESET"), socket("ENOSPC", "write")].some(isUnavailable)).toBe(false);
  });
  it("takes nothing else for it", () => {
    expect([known("P2002"), new Error("P1001"), null, undefined].map(isUnavailable)).toEqual([false, false, false, false]);
  });
});

describe("rethrow", () => {
  it("marks only what will pass, and throws the same error", () => {
    const away = known("P1001");
    expect(rethrown(away)).toBe(away);
    expect(away).toHaveProperty("digest", "UNAVAILABLE");
    const broken = known("P2025");
    expect(rethrown(broken)).toBe(broken);
    expect(broken).not.toHaveProperty("digest");
  });
});
