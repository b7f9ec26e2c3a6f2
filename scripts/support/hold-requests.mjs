// Preloaded into web processes. The framework listens before it has started, and answers what comes meanwhile as soon as it can: past
// the guards, which stand when boot() has run (src/server/boot.ts). Until then requests are kept, and let in by letHeldIn().
import { Server } from "node:http";

const emit = Server.prototype.emit;
globalThis.portalHeld = [];

Server.prototype.emit = function (event, ...args) {
  const held = globalThis.portalHeld;
  if (event !== "request" || !held) return emit.call(this, event, ...args);
  // asked for by name once more, so that it passes the guards that stand by then
  held.push(() => this.emit(event, ...args));
  return true;
};
