import "server-only";
import { randomUUID } from "node:crypto";
import { readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { appliedMigrations } from "@/data/migrations";
import { env } from "@/env";
import { log } from "./log";

export type CheckState = "ok" | "failed";
export type Readiness = { database: CheckState; migrations: CheckState; storage: CheckState };

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
    return await work();
  } catch (error) {
    log().error({ part, err: error }, "not ready");
    return null;
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
