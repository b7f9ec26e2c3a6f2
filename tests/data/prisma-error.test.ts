import { describe, expect, it } from "vitest";
import { Prisma } from "@/data/generated/client";
import { isUnavailable, isUniqueViolation, rethrow } from "@/data/prisma-error";

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
