// Several web processes behind one port: `node web-workers.mjs COUNT NEXT-BIN ARGS…`. One that ends by itself ends them all, and whoever
// started this starts it anew, as with a single process. The first one does the clock's work, too.
import cluster from "node:cluster";

// below what web-server.mjs leaves this process itself; a web process that hangs in its end keeps its port and connections
const GRACE_MS = 4_000;
const [count = "1", next, ...args] = process.argv.slice(2);
let ending = false;

cluster.setupPrimary({ exec: next, args });
cluster.fork();
// the others when the first one serves: a start takes no longer for them
cluster.once("listening", () => {
  for (let n = 1; n < Number(count) && !ending; n++) cluster.fork({ CLOCK_WORK: "off" });
});

cluster.on("exit", (_worker, code, signal) => {
  const left = Object.values(cluster.workers ?? {}).length;
  if (!ending) {
    process.exitCode = code || (signal ? 1 : 0);
    end("SIGTERM");
  }
  if (left === 0) process.exit();
});

function end(signal) {
  ending = true;
  tellAll(signal);
  setTimeout(() => tellAll("SIGKILL"), GRACE_MS);
}

function tellAll(signal) {
  for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill(signal);
}

// before what parent.mjs does at that moment
process.prependListener("exit", () => tellAll("SIGKILL"));

for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => end(signal));
