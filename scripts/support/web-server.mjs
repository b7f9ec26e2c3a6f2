// The web process: its port, its start, its readiness, its end.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { availableParallelism, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { StopError } from "./report.mjs";
import { lastLines } from "./prepare.mjs";
import { stopProcess } from "./processes.mjs";

const PARENT = join(dirname(fileURLToPath(import.meta.url)), "parent.mjs");
const HOLD = join(dirname(fileURLToPath(import.meta.url)), "hold-requests.mjs");
const WORKERS = join(dirname(fileURLToPath(import.meta.url)), "web-workers.mjs");
const MOST_WORKERS = 4;
const READY_WITHIN = 120_000;
/**
 * A page is garbage as soon as it is sent: with room for the pages under way, hardly any of it is copied about. Of a machine with
 * little memory a twentieth, shared out among the processes (the young take three times what is said here), though never below the least.
 */
const YOUNG_MB = { least: 16, most: 64, share: 1 / 64 };

/** One web process a core, as far as nothing else is asked for: each needs its memory and its database connections. */
function workers(env) {
  return Number(env.WEB_WORKERS || Math.min(MOST_WORKERS, availableParallelism()));
}

/**
 * @param {number} count of web processes @param {number} memory of the machine or of its container, bytes
 * @returns {number} what V8 takes for --max-semi-space-size, MB
 */
export function youngMb(count, memory = Math.min(totalmem(), process.constrainedMemory() || Infinity)) {
  const share = (memory * YOUNG_MB.share) / 2 ** 20 / count;
  // a power of two: what lies between V8 takes for the next one
  return 2 ** Math.floor(Math.log2(Math.min(YOUNG_MB.most, Math.max(YOUNG_MB.least, share))));
}

/** @param {{ port: number, host?: string }} at */
export function requireFreePort({ port, host }) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => reject(portError(error, port, host)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function portError(error, port, host) {
  if (error.code === "EADDRINUSE") {
    return new StopError(
      `端口 ${port} 已被占用。请停止占用它的程序，或用 PORT 指定另一个端口。`,
      `Port ${port} is in use. Stop the program that uses it, or set PORT to another one.`,
    );
  }
  if (error.code === "EACCES") {
    return new StopError(
      `无权使用端口 ${port}，请用 PORT 指定 1024 以上的端口。`,
      `Port ${port} is not allowed here; set PORT to one above 1024.`,
    );
  }
  return new StopError(
    `无法在 ${host ?? "*"}:${port} 监听（${error.code ?? error.message}）。请检查 HOST 与 PORT。`,
    `Cannot listen on ${host ?? "*"}:${port} (${error.code ?? error.message}). Check HOST and PORT.`,
  );
}

/**
 * @param {{ root: string, env: NodeJS.ProcessEnv, port: number, host?: string, dev: boolean, onLost: (how: string, said: string) => void }} options
 * @returns {{ pid: number, ready: () => Promise<void>, lives: () => Promise<void>, stop: () => Promise<void> }}
 */
export function startWebServer({ root, env, port, host, dev, onLost }) {
  const next = join(root, "node_modules/next/dist/bin/next");
  const serve = [dev ? "dev" : "start", "-p", String(port), ...(host ? ["-H", host] : [])];
  const count = dev ? 1 : workers(env);
  const program = count > 1 ? [WORKERS, String(count), next, ...serve] : [next, ...serve];
  const args = [`--max-semi-space-size=${youngMb(count)}`, "--import", PARENT, ...(dev ? [] : ["--import", HOLD]), ...program];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...env, NODE_ENV: dev ? "development" : "production", PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // its own process group: Ctrl-C reaches us, and we stop things in their order
    detached: true,
  });
  child.on("message", () => {});
  const state = { asked: false, ended: "", said: "", shown: dev };
  // Until it is ready what it says is held back, and shown when it fails to start.
  const hear = (stream) => (chunk) => {
    if (state.shown) stream.write(chunk);
    else state.said = (state.said + chunk).slice(-20_000);
  };
  child.stdout.on("data", hear(process.stdout));
  child.stderr.on("data", hear(process.stderr));
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve((state.ended = error.message)));
    child.once("exit", (code, signal) => resolve((state.ended = signal ?? `exit ${code}`)));
  });
  void ended.then((how) => {
    if (!state.asked) onLost(how, state.said);
  });
  return {
    pid: child.pid,
    ready: () => untilOk("/api/ready", { port, host, state }),
    lives: () => untilOk("/api/health", { port, host, state }),
    stop: async () => {
      state.asked = true;
      if (!state.ended)
        await stopProcess(child.pid, [
          ["SIGTERM", 5000],
          ["SIGKILL", 5000],
        ]);
      await ended;
    },
  };
}

/** Ready is what /api/ready says: database, migrations and storage; /api/health says that the process answers. */
async function untilOk(route, { port, host, state }) {
  const at = !host || host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  let last = "";
  for (const until = Date.now() + READY_WITHIN; Date.now() < until; await sleep(50)) {
    if (state.ended) {
      throw new StopError(
        `网页服务没有启动（${state.ended}）：\n${lastLines(state.said)}`,
        `The web server did not start (${state.ended}; its words above).`,
      );
    }
    try {
      const answer = await fetch(`http://${at}:${port}${route}`, { signal: AbortSignal.timeout(30_000) });
      last = await answer.text();
      if (answer.ok) {
        state.shown = true;
        return;
      }
    } catch {
      // not listening yet
    }
  }
  throw new StopError(
    `网页服务两分钟内没有就绪：${last}\n${lastLines(state.said)}`,
    `The web server was not ready within two minutes (its words above).`,
  );
}
