import "server-only";
import { randomUUID } from "node:crypto";
import { readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { appliedMigrations } from "@/data/migrations";
import { env } from "@/env";
import { log } from "./log";

export type CheckState = "ok" | "failed";
export type Readiness = { database: CheckState; migrations: CheckState; storage: CheckState };

const ANSWER_MS = 4_000;

/** What a request needs: the database, its newest structure, and a place for files. Reasons go to the log, not to the caller. */
export async function readiness(): Promise<Readiness> {
  const applied = await attempt("database", appliedMigrations);
  const wanted = await attempt("migrations", wantedMigrations);
  const stored = await attempt("storage", probeStorage);
  const missing = applied && wanted ? wanted.filter((name) => !applied.includes(name)) : null;
  if (missing && missing.length > 0) log().error({ part: "migrations", missing }, "not ready");
  return {
    database: applied ? "ok" : "failed",
    migrations: missing?.length === 0 ? "ok" : "failed",
    storage: stored ? "ok" : "failed",
  };
}

async function attempt<T>(part: keyof Readiness, work: () => Promise<T>): Promise<T | null> {
  try {
    return await inTime(work());
  } catch (error) {
    log().error({ part, err: error }, "not ready");
    return null;
  }
}

/** A database that keeps its connections open and answers nobody is as little ready as one that is gone. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_MS} ms`)), ANSWER_MS);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

async function wantedMigrations(): Promise<string[]> {
  const entries = await readdir(path.join(process.cwd(), "prisma", "migrations"), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/** Permissions alone do not show a full or read-only disk; writing does. */
async function probeStorage(): Promise<true> {
  const file = path.join(env().DATA_DIR, `.ready-${randomUUID()}`);
  await writeFile(file, "ready");
  await rm(file);
  return true;
}
