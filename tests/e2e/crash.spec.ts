import { execFile } from "node:child_process";
import path from "node:path";
import { expect, test } from "@playwright/test";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** The short run of `npm run proof:crash`, on a portal of its own; docs/figures.md keeps the long one. */
test("what was acknowledged survives kill -9 of the server and of the database", async () => {
  test.setTimeout(240_000);
  const args = ["--import", "tsx", "scripts/faults/crash.ts", "--web", "2", "--database", "2", "--writers", "2", "--control", "0"];
  const { DATABASE_URL: _url, DATA_DIR: _dir, ...env } = process.env;
  const said = await new Promise<{ code: number; line: string; rest: string }>((resolve) => {
    const child = execFile(process.execPath, args, { cwd: ROOT, env, maxBuffer: 16_000_000 }, (_error, line, rest) =>
      resolve({ code: child.exitCode ?? 1, line, rest }),
    );
  });
  expect(said.line, said.rest.slice(-4000)).toMatch(
    /^✓ crash: 2 kills of the server, 2 of the database; \d{2,} acknowledged, 0 lost, 0 half done/,
  );
  expect(said.code).toBe(0);
});
