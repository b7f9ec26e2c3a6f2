import type { Portal } from "../../replay/portal";
import { type Change, ChangingProxy } from "../support/changing-proxy";
import { WatchedDatabase } from "../support/watched-database";
import { fuzz, PAYLOAD_HEADER } from "./run";

/** One payload in so many is spoilt. */
const EVERY = 8;
const COUNT = 160;

/**
 * The same run through a proxy that spoils one answer in eight: a 500, an error inside a page, a row written by what was
 * refused, no answer at all. Every one of them must be counted, and nothing else.
 */
export async function controls(portal: Portal, seed: number): Promise<{ planted: number; caught: number }> {
  const database = await WatchedDatabase.open(portal.dataDir);
  const proxy = await ChangingProxy.open(portal.baseUrl);
  const planted = { failed: 0, changed: 0, unanswered: 0 };
  let payloads = 0;
  const turns: readonly Change[] = [
    (_asked, answer) => {
      planted.failed++;
      return { ...answer, status: 500, body: Buffer.from("error") };
    },
    (_asked, answer) => {
      planted.failed++;
      const headers = { ...answer.headers, "content-type": "text/x-component" };
      return { status: 200, headers, body: Buffer.from('1:E{"digest":"1234567"}\n') };
    },
    async (_asked, answer) => {
      planted.changed++;
      await database.run("UPDATE application SET version = version WHERE id = (SELECT id FROM application ORDER BY id LIMIT 1)");
      return answer;
    },
    () => {
      planted.unanswered++;
      return null;
    },
  ];
  proxy.change = (asked, answer) => {
    if (asked.headers[PAYLOAD_HEADER] === undefined) return answer;
    payloads++;
    if (payloads % EVERY !== 0) return answer;
    const turn = turns[(payloads / EVERY) % turns.length] as Change;
    // what was done may write rows of its own: only refusals are spoilt, and connections cut
    const isRefusal = answer.status === 404 || answer.status === 401 || answer.status === 409;
    return turn === turns.at(-1) || isRefusal ? turn(asked, answer) : answer;
  };
  try {
    const { counts } = await fuzz({ ...portal, baseUrl: proxy.base }, { count: COUNT, seed, say: () => {} });
    const found = { failed: counts.failed, changed: counts.changed, unanswered: counts.unanswered };
    const total = planted.failed + planted.changed + planted.unanswered;
    const isWhole = planted.failed > 0 && planted.changed > 0 && planted.unanswered > 0;
    const differences = Object.entries(planted).reduce((sum, [kind, n]) => sum + Math.abs(n - found[kind as keyof typeof found]), 0);
    return { planted: total, caught: isWhole ? Math.max(0, total - differences) : 0 };
  } finally {
    await proxy.close();
    await database.close();
  }
}
