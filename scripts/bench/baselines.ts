import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { to } from "pg-copy-streams";
import type { Figure } from "./load";

const COLUMNS = `id, number, studio_name, lead_name, unit_name, status, route, stage_index, met_count, unmet_criteria, stage_since, submitted_at, due_on, round`;

/** What the first page of the work list reads, asked of PostgreSQL alone: no web server, no policy, no session. */
export async function measurePlain(url: string, cityPath: string, clients: number, seconds: number): Promise<Figure> {
  const pool = new pg.Pool({ connectionString: url, max: clients });
  const times: number[] = [];
  const until = performance.now() + seconds * 1000;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until) {
        const from = performance.now();
        await pool.query({
          name: "work",
          text: `SELECT ${COLUMNS} FROM application WHERE city_path = $1 AND status = 'cityReview' ORDER BY stage_since, id LIMIT 31`,
          values: [cityPath],
        });
        times.push(performance.now() - from);
      }
    }),
  );
  const took = (performance.now() - started) / 1000;
  await pool.end();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return {
    name: "PostgreSQL: the same rows",
    clients,
    perSecond: times.length / took,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    requests: times.length,
    failures: 0,
    bytes: 0,
  };
}

/** Seconds of COPY … TO STDOUT as csv of a query. */
export async function measureCopy(client: pg.Client, query: string): Promise<number> {
  const from = performance.now();
  await pipeline(
    client.query(to(`COPY (${query}) TO STDOUT (FORMAT csv, HEADER)`)),
    new Writable({ write: (_chunk, _encoding, done) => done() }),
  );
  return (performance.now() - from) / 1000;
}

/** The cells of scripts/bench-export.ts as a table: what COPY is given to write. */
export async function exportTable(client: pg.Client, rows: number): Promise<string> {
  const cells = Array.from(
    { length: 40 },
    (_, c) =>
      [
        `i * 40 + ${c} AS c${c}`,
        `'劳模创新工作室' || ((i * 7 + ${c}) % 977) || '号' AS c${c}`,
        `'1380000' || lpad(i::text, 6, '0') AS c${c}`,
        `'202' || (i % 10) || '-' || lpad((i % 12 + 1)::text, 2, '0') || '-15' AS c${c}`,
        `round((i % 1000)::numeric / 100, 2) AS c${c}`,
      ][c % 5],
  );
  await client.query(`CREATE TEMP TABLE IF NOT EXISTS export_cells AS SELECT ${cells.join(", ")} FROM generate_series(0, ${rows - 1}) i`);
  return "SELECT * FROM export_cells";
}
