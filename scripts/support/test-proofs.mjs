// The large runs of scripts/faults in small, on one portal of their own. Each prints its line of figures.
import { join } from "node:path";
import { ROOT } from "./root.mjs";
import { say, seconds } from "./report.mjs";
import { freePort } from "./embedded-postgres.mjs";
import { withPortal } from "./test-e2e.mjs";
import { runStreaming } from "./test-process.mjs";

/**
 * What is small about each; the seed is fixed, so that a red run is the fault of a change. The order matters: fuzzing leaves a world behind that fits nothing else.
 * @type {[name: string, args: string[]][]}
 */
const PROOFS = [
  ["exports", ["--cells", "10000"]],
  ["hostile-uploads", []],
  ["surface", ["--quick"]],
  ["races-http", ["--pairs", "40", "--posts", "80", "--quiet"]],
  ["fuzz", ["--count", "250", "--quiet", "--seed", "20261122"]],
];

/** @returns {Promise<{ passed: number, failed: number, skipped: number }>} */
export async function runProofs() {
  const count = await runOnPortal();
  await runApart(count, "http isolation", ["scripts/prove.mjs", "http", "HTTP_PROOF=short"], /^http isolation: .*$/m);
  await runApart(count, "outage", ["--import", "tsx", "scripts/faults/outage.ts", "--only", "start,request,pool"], /^✓ outage: .*$/m);
  const ended = await runBench();
  count[ended === 0 ? "passed" : "failed"]++;
  return count;
}

/** The bench in small: no time is judged, only that every answer under load holds its words and every export its rows. */
async function runBench() {
  const from = performance.now();
  const args = ["--rows", "3000", "--seconds", "1", "--writes", "64", "--port", String(await freePort())];
  const { code, output } = await runStreaming(
    process.execPath,
    [join(ROOT, "scripts/bench.mjs"), ...args, "--only", "register,lists,writes", "--pages", "^(?:work: page 1|registry: name)$"],
    { quiet: true },
  );
  const line = /^✓ bench: .*$/m.exec(output)?.[0];
  const ended = code === 0 && line ? 0 : 1;
  say(`${ended === 0 ? line : output.trim()}\n${ended === 0 ? "✓" : "✗"} bench (${seconds(performance.now() - from)})`);
  return ended;
}

/** One that has a database and servers of its own; of what it says the line of figures is shown, and all of it when it fails. */
async function runApart(count, name, args, figure) {
  const from = performance.now();
  const { code, output } = await runStreaming(process.execPath, args, { quiet: true });
  count[code === 0 ? "passed" : "failed"]++;
  const line = figure.exec(output)?.[0] ?? "";
  say(`${code === 0 ? line : output.trim()}\n${code === 0 ? "✓" : "✗"} ${name} (${seconds(performance.now() - from)})`);
}

function runOnPortal() {
  return withPortal("portal-proofs-", async ({ port, dataDir }) => {
    const count = { passed: 0, failed: 0, skipped: 0 };
    for (const [name, args] of PROOFS) {
      const from = performance.now();
      const script = join(ROOT, "scripts/faults", `${name}.ts`);
      const where = name === "exports" ? [] : ["--base-url", `http://localhost:${port}`];
      const { code, output } = await runStreaming(
        process.execPath,
        ["--conditions=react-server", "--import", "tsx", script, ...where, ...args],
        { quiet: true, env: { DATA_DIR: dataDir } },
      );
      count[code === 0 ? "passed" : "failed"]++;
      say(`${output.trim()}\n${code === 0 ? "✓" : "✗"} ${name} (${seconds(performance.now() - from)})`);
    }
    return count;
  });
}
