// Loaded into the web processes of a proof by NODE_OPTIONS: at SIGUSR2 everything that nobody holds is collected, and what is left written down.
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

process.on("SIGUSR2", () => {
  // what the first pass finalises the second one frees
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  const file = join(process.env.LIVE_MEMORY_DIR, String(process.pid));
  writeFileSync(`${file}.part`, String(heapUsed + external));
  renameSync(`${file}.part`, file);
});
