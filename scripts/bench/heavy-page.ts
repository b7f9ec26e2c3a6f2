import { randomBytes } from "node:crypto";
import { createServer } from "node:http";

const SCRIPT_BYTES = 50_000;
const BUSY_MS = 2000;

/** A page with every fault that the browser's budget is there for: a script too many, a busy start, a late list, a box that forgets. */
const PAGE = `<!doctype html><html><head><title>x</title></head><body><main><input id="box"><table><tbody></tbody></table></main>
<script>
  const until = (ms) => { const end = performance.now() + ms; while (performance.now() < end); };
  const box = document.querySelector("#box");
  box.addEventListener("keydown", () => until(150));
</script><script src="/weight.js"></script><script>
  addEventListener("load", () => {
    setTimeout(() => until(${BUSY_MS}));
    setTimeout(() => {
      document.querySelector("tbody").innerHTML = "<tr><td>late</td></tr>";
      box.value = "";
    }, ${BUSY_MS});
  });
</script></body></html>`;

/** Serves the control of `npm run bench:browser` until it is stopped: every check has to find fault with it. */
export function serveHeavyPage(port: number): Promise<() => Promise<void>> {
  const script = `/* ${randomBytes(SCRIPT_BYTES).toString("base64")} */`;
  const server = createServer(({ url }, response) => {
    const isScript = url === "/weight.js";
    response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html", "cache-control": "no-store" });
    response.end(isScript ? script : PAGE);
  });
  return new Promise((resolve) => {
    server.listen(port, "127.0.0.1", () =>
      resolve(async () => {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      }),
    );
  });
}
