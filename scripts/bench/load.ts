import autocannon from "autocannon";

/** Milliseconds of a core. */
export type ServerCpu = { web: number; database: number };

export type Figure = {
  name: string;
  clients: number;
  /** answered with the status expected, a second */
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
  /** what the body of a good answer holds: a page that says something else is a failure and not speed */
  holds?: string;
  /** time of CPU that the server has taken so far */
  cpu?: () => ServerCpu;
};

/**
 * Requests to this machine only, from so many clients that each wait for their answer over a connection that stays open, bounded
 * in time or number. Only an answer with status 200 that holds what it must counts.
 */
export async function load(baseUrl: string, { name, clients, seconds, amount, next, holds, cpu }: LoadOptions): Promise<Figure> {
  if (new URL(baseUrl).hostname !== "127.0.0.1") throw new Error("a load goes to this machine only");
  const times: number[] = [];
  let bytes = 0;
  let refused = 0;
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
        ...(holds === undefined ? {} : { verifyBody: (body: string) => body.includes(holds) }),
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
        refused = result.errors + result.timeouts + (result.mismatches ?? 0);
        resolve();
      },
    );
    run.on("response", (_client, status, size, time) => {
      ended = performance.now();
      times.push(time);
      bytes += size;
      if (status !== 200) refused++;
    });
  });
  const took = Math.max(ended - started, 1) / 1000;
  const [serverAfter, own] = [cpu?.(), process.cpuUsage(ownBefore)];
  const each = (milliseconds: number) => milliseconds / Math.max(1, times.length);
  times.sort((a, b) => a - b);
  return {
    name,
    clients,
    perSecond: Math.max(0, times.length - refused) / took,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    p99: percentile(times, 0.99),
    requests: times.length,
    failures: refused,
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
