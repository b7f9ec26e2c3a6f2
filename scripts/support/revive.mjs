// What becomes of a part that ends unasked while the portal runs.
import { setTimeout as sleep } from "node:timers/promises";
import { StopError, say, sayFailure, seconds } from "./report.mjs";

/** The web server that keeps ending is broken and not unlucky: this often within a minute, and no more. */
const RESTARTS_A_MINUTE = 3;
/** Between attempts at the database; the last one for as long as it takes. */
const PAUSES_MS = [0, 500, 1_000, 2_000, 5_000, 10_000];

/**
 * Starts a lost part again; too often in a minute ends the run.
 * @param {string} name both languages @param {{ isEnding: () => boolean, end: (code: number) => Promise<void> }} run
 * @returns {(how: string, launch: () => Promise<unknown>) => void}
 */
export function limitedReviver(name, { isEnding, end }) {
  const times = [];
  return (how, launch) => {
    if (isEnding()) return;
    say(`✗ ${name}（${how}）意外结束，重新启动 · ended unexpectedly, starting it again`);
    times.push(Date.now());
    const recent = times.filter((time) => time > Date.now() - 60_000).length;
    const again =
      recent > RESTARTS_A_MINUTE ? Promise.reject(new StopError(`${name} 一再意外结束。`, `${name} keeps ending unexpectedly.`)) : launch();
    again.catch((error) => {
      if (!isEnding()) sayFailure(error);
      void end(1);
    });
  };
}

/**
 * Starts a lost part again and again, however long it takes, because what keeps it down passes: a full disk has room again, memory
 * is free again. `settled` is the attempt under way, for an orderly end.
 * @param {string} name both languages
 * @param {{ isEnding: () => boolean, pauses?: readonly number[], reason?: (error: Error) => string }} run reason: why, as the console shall say it
 * @returns {{ revive: (how: string, launch: () => Promise<unknown>) => void, settled: () => Promise<void> }}
 */
export function patientReviver(name, { isEnding, pauses = PAUSES_MS, reason = (error) => error.message }) {
  let trying = Promise.resolve();
  let isTrying = false;
  let isLostAgain = false;
  const attempt = async (launch) => {
    const from = performance.now();
    let told = "";
    for (let n = 0; !isEnding(); n++) {
      // in short steps, so that Ctrl-C need not wait for a long pause
      for (let left = pauses[Math.min(n, pauses.length - 1)] ?? 0; left > 0 && !isEnding(); left -= 200) await sleep(Math.min(left, 200));
      if (isEnding()) return;
      isLostAgain = false;
      try {
        await launch();
        if (isLostAgain) continue;
        say(`✓ ${name} 已恢复 · is back (${seconds(performance.now() - from)})`);
        return;
      } catch (error) {
        const why = reason(error);
        if (why !== told) say(`… ${name}：${why}；将继续重试 · trying again until it starts`);
        told = why;
      }
    }
  };
  return {
    revive: (how, launch) => {
      if (isEnding()) return;
      say(`✗ ${name}（${how}）意外结束，重新启动 · ended unexpectedly, starting it again`);
      isLostAgain = true;
      if (isTrying) return;
      isTrying = true;
      trying = attempt(launch).finally(() => (isTrying = false));
    },
    settled: () => trying.catch(() => {}),
  };
}
