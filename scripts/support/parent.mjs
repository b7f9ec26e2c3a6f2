// Preloaded (`node --import`) into processes that must not outlive the one that started them, even after its kill -9:
// the channel between the two closes, and the child ends itself as if it had been asked to.
if (process.connected) {
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel?.unref();
}
