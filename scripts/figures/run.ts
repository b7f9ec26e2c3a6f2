/**
 * npm run figures -- [--only NAME,NAME] [--short] [--list] [--file docs/figures.md]
 * Runs every figure of table.ts in turn, alone on the machine, and writes what each printed into its part of the file at once. A
 * command that fails is written as failed with its last lines; the old number never stays. Exit code 1 when any failed.
 */
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../support/root.mjs";
import { runStreaming } from "../support/test-process.mjs";
import { type Command, type Figure, typed } from "./figure";
import { commitWords, loadWords, machineWords } from "./machine";
import { withPart } from "./marked-parts";
import { type Run, partBody } from "./part-body";
import { FIGURES } from "./table";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    short: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
    file: { type: "string", default: join(ROOT, "docs", "figures.md") },
  },
});

if (values.list) {
  for (const { name, section, what, full, short } of FIGURES) {
    console.log(`${name.padEnd(12)} ${section}: ${what}`);
    console.log(`${" ".repeat(13)}${full.map(typed).join("; ")}`);
    console.log(`${" ".repeat(13)}--short: ${short.map(typed).join("; ")}`);
  }
  process.exit(0);
}

const wanted = values.only?.split(",") ?? FIGURES.map(({ name }) => name);
const unknown = wanted.filter((name) => !FIGURES.some((one) => one.name === name));
if (unknown.length > 0) {
  console.error(`no figure ${unknown.join(", ")}; one of ${FIGURES.map(({ name }) => name).join(", ")}`);
  process.exit(2);
}

let running: number | undefined;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => {
    endGroup(running, "SIGTERM");
    process.exit(1);
  });

const failed: string[] = [];
for (const figure of FIGURES.filter(({ name }) => wanted.includes(name))) {
  const run = await take(figure);
  const good = run.code === 0 && figure.show(run.outputs).ok;
  if (!good) failed.push(figure.name);
  // read anew: the file may have been edited while the figure was taken
  writeFileSync(values.file, withPart(readFileSync(values.file, "utf8"), { ...figure, body: partBody(figure, run) }));
  await runStreaming(process.execPath, [join(ROOT, "node_modules/oxfmt/bin/oxfmt"), values.file], { quiet: true });
  console.log(`${good ? "✓" : "✗"} ${figure.name} (${Math.round(run.seconds)} s)`);
}
console.log(failed.length === 0 ? `${wanted.length} figures` : `failed: ${failed.join(", ")}`);
process.exit(failed.length === 0 ? 0 : 1);

async function take(figure: Figure): Promise<Run> {
  const from = performance.now();
  const begun = { date: new Date(), machine: machineWords(), commit: commitWords(), load: loadWords() };
  const commands = values.short ? figure.short : figure.full;
  const run: Run = {
    ...begun,
    commands,
    short: values.short && figure.short.map(typed).join() !== figure.full.map(typed).join(),
    outputs: [],
    code: 0,
    errors: "",
    seconds: 0,
  };
  for (const command of commands) {
    console.log(`… ${figure.name}: ${typed(command)}`);
    const { code, output, errors } = await execute(command, figure.minutes);
    run.outputs.push(output);
    run.code = code;
    run.errors = errors;
    if (code !== 0) break;
  }
  run.seconds = (performance.now() - from) / 1000;
  return run;
}

/** stdout is kept; both streams are shown as they come. In a group of its own, so that what it started ends with it. */
function execute({ program, args }: Command, minutes: number): Promise<{ code: number; output: string; errors: string }> {
  const all = program === "npm" && args[0] === "run" ? ["run", args[1] ?? "", "--", ...args.slice(2)] : args;
  return new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1" };
    const child = spawn(program === "node" ? process.execPath : program, all, {
      cwd: ROOT,
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    running = child.pid;
    let output = "";
    let errors = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
      process.stderr.write(chunk);
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      errors = (errors + chunk).slice(-20_000);
      process.stderr.write(chunk);
    });
    const tooLong = setTimeout(() => {
      errors += `\nstopped after ${minutes} minutes`;
      endGroup(child.pid, "SIGTERM");
      setTimeout(() => endGroup(child.pid, "SIGKILL"), 60_000).unref();
    }, minutes * 60_000);
    const end = (code: number) => {
      clearTimeout(tooLong);
      running = undefined;
      resolve({ code, output, errors });
    };
    child.on("error", (error) => {
      errors += error.message;
      end(1);
    });
    child.on("close", (code) => end(code ?? 1));
  });
}

function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid) process.kill(-pid, signal);
  } catch {
    // ended by itself
  }
}
