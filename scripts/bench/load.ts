import autocannon from "autocannon";
import { KeptAnswers } from "./kept-answers";

/** Milliseconds of a core. */
export type ServerCpu = { web: number; database: number };

export type Figure = {
  name: string;
  clients: number;
  /** right answers a second */
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  requests: number;
  failures: number;
  /** bytes of one answer as sent, on the average */
  bytes: number;
  /** milliseconds of a core that one answer took: of the web processes, of PostgreSQL, and of whoever asked */
  cpu?: ServerCpu & { load: number };
};

export type Shot = { path: string; method?: "GET" | "POST"; headers?: Record<string, string>; body?: string };

/** p95 is what the plan asks for; autocannon's table knows 90 and 97.5, so it is read from every answer's time. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export type LoadOptions = {
  name: string;
  clients: number;
  /** how long to go on asking (reads) */
  seconds?: number;
  /** how many requests in all (writes, each of them sent once) */
  amount?: number;
  /** the next request */
  next: () => Shot;
  /** what the body of a good answer holds: one that says something else is a failure and not speed. Without it only the status is looked at: for warming up */
  holds?: string;
  /** time of CPU that the server has taken so far */
  cpu?: () => ServerCpu;
};

/**
 * Requests to this machine only, from so many clients that each wait for their answer over a connection that stays open, bounded
 * in time or number. Every answer is read when the clock has stopped: only one with status 200, whole, that holds what it must and no
 * error that was written into it, counts.
 */
export async function load(baseUrl: string, { name, clients, seconds, amount, next, holds, cpu }: LoadOptions): Promise<Figure> {
  if (new URL(baseUrl).hostname !== "127.0.0.1") throw new Error("a load goes to this machine only");
  const times: number[] = [];
  let bytes = 0;
  let lost = 0;
  const kept = new KeptAnswers(holds);
  const [serverBefore, ownBefore] = [cpu?.(), process.cpuUsage()];
  const started = performance.now();
  // autocannon tells the end of a number of requests up to a second late
  let ended = started;
  await new Promise<void>((resolve, reject) => {
    const run = autocannon(
      {
        url: baseUrl,
        connections: clients,
        timeout: 60,
        ...(amount === undefined ? { duration: seconds ?? 5 } : { amount }),
        setupClient: (client: autocannon.Client) => kept.keepOf(client),
        requests: [
          {
            setupRequest: (request: object) => {
              const { path, method = "GET", headers = {}, body } = next();
              return { ...request, path, method, headers, ...(body === undefined ? {} : { body }) };
            },
          },
        ],
      } as autocannon.Options,
      (error, result) => {
        if (error) return reject(error);
        lost = result.errors + result.timeouts;
        resolve();
      },
    );
    run.on("response", (_client, _status, size, time) => {
      ended = performance.now();
      times.push(time);
      bytes += size;
    });
  });
  const took = Math.max(ended - started, 1) / 1000;
  const [serverAfter, own] = [cpu?.(), process.cpuUsage(ownBefore)];
  const each = (milliseconds: number) => milliseconds / Math.max(1, times.length);
  times.sort((a, b) => a - b);
  if (kept.count !== times.length) throw new Error(`${name}: ${times.length} answers, ${kept.count} of them kept`);
  const wrong = kept.wrong();
  lost = Math.max(lost, kept.unanswered, (amount ?? 0) - times.length);
  return {
    name,
    clients,
    perSecond: (times.length - wrong) / took,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    p99: percentile(times, 0.99),
    requests: times.length,
    failures: lost + wrong,
    bytes: times.length > 0 ? bytes / times.length : 0,
    ...(serverBefore &&
      serverAfter && {
        cpu: {
          web: each(serverAfter.web - serverBefore.web),
          database: each(serverAfter.database - serverBefore.database),
          load: each((own.user + own.system) / 1000),
        },
      }),
  };
}
