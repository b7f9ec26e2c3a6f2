// Preloaded (`node --import`) into processes that must not outlive the one that started them, even after its kill -9:
// the channel between the two closes, and the child ends itself as if it had been asked to. The development server hands this on to its
// own worker, which lives by its channel: it must not be unreferenced here.
const GRACE_MS = 2_000;

if (process.connected) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    // an orderly end waits for open connections, and a browser keeps its own open
    setTimeout(() => process.exit(1), GRACE_MS);
  });
  // Node can wait for its own compiler for ever once it ends (nodejs/node#54918): with the one gone that would see it, nobody would
  process.on("exit", () => {
    if (!process.connected) process.kill(process.pid, "SIGKILL");
  });
}
