import type { Portal } from "../../replay/portal";
import { type Change, ChangingProxy } from "../support/changing-proxy";
import { WatchedDatabase } from "../support/watched-database";
import { type FuzzCounts, fuzz, type FuzzOptions, PAYLOAD_HEADER } from "./run";

/** One payload in so many is spoilt. */
const EVERY = 8;
const COUNT = 160;
const GARBAGE_COUNT = 80;

type Planted = Pick<FuzzCounts, "failed" | "changed" | "unanswered">;
type Control = { planted: number; caught: number };

/** The same run through proxies that spoil answers: every fault that they plant must be counted, and nothing else. */
export async function controls(portal: Portal, seed: number): Promise<Control> {
  const database = await WatchedDatabase.open(portal.dataDir);
  try {
    const all = [await spoiltAnswers(portal, seed, database), await spoiltRefusals(portal, seed, database)];
    return { planted: all.reduce((sum, one) => sum + one.planted, 0), caught: all.reduce((sum, one) => sum + one.caught, 0) };
  } finally {
    await database.close();
  }
}

function writeRow(database: WatchedDatabase): Promise<void> {
  return database.run("UPDATE application SET version = version WHERE id = (SELECT id FROM application ORDER BY id LIMIT 1)");
}

/** One answer in eight: a 500, an error inside a page, a row written by what was refused, no answer at all. */
async function spoiltAnswers(portal: Portal, seed: number, database: WatchedDatabase): Promise<Control> {
  const planted: Planted = { failed: 0, changed: 0, unanswered: 0 };
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
      await writeRow(database);
      return answer;
    },
    () => {
      planted.unanswered++;
      return null;
    },
  ];
  let due = 0;
  let next = 0;
  const change: Change = (asked, answer) => {
    if (asked.headers[PAYLOAD_HEADER] === undefined) return answer;
    payloads++;
    if (payloads % EVERY === 0) due++;
    if (due === 0) return answer;
    const turn = turns[next % turns.length] as Change;
    // what was done may write rows of its own: only refusals are spoilt, and connections cut; a turn waits for its answer
    if (turn !== turns.at(-1) && answer.status < 400) return answer;
    due--;
    next++;
    return turn(asked, answer);
  };
  const found = await through(portal, change, { count: COUNT, seed });
  const isWhole = planted.failed > 0 && planted.changed > 0 && planted.unanswered > 0;
  return compared(planted, found, isWhole);
}

/**
 * Garbage to actions that take something: an action that writes a row before it refuses, whatever the refusal looks like (an
 * error's status, or a 200 with the refusal or a page in it), and one that says that it did what garbage asked for.
 */
async function spoiltRefusals(portal: Portal, seed: number, database: WatchedDatabase): Promise<Control> {
  const planted: Planted = { failed: 0, changed: 0, unanswered: 0 };
  const of = { status: 0, words: 0, accepted: 0 };
  let errors = 0;
  const change: Change = async (asked, answer) => {
    if (asked.headers[PAYLOAD_HEADER] !== "garbage") return answer;
    const isError = answer.status >= 400;
    if (isError) errors++;
    if (isError && errors % EVERY !== 0) return answer;
    planted.changed++;
    if (isError && errors % (2 * EVERY) === 0) {
      of.accepted++;
      const headers = { ...answer.headers, "content-type": "text/x-component" };
      return { status: 200, headers, body: Buffer.from('0:{"a":"$@1","q":""}\n1:{"ok":true,"code":"ok"}\n') };
    }
    of[isError ? "status" : "words"]++;
    await writeRow(database);
    return answer;
  };
  const found = await through(portal, change, { count: GARBAGE_COUNT, seed, garbageOnly: true });
  return compared(planted, found, of.status > 0 && of.words > 0 && of.accepted > 0);
}

async function through(portal: Portal, change: Change, options: Omit<FuzzOptions, "say">): Promise<FuzzCounts> {
  const proxy = await ChangingProxy.open(portal.baseUrl);
  proxy.change = change;
  try {
    return (await fuzz({ ...portal, baseUrl: proxy.base }, { ...options, say: () => {} })).counts;
  } finally {
    await proxy.close();
  }
}

/** @param isWhole every sort of fault was planted */
function compared(planted: Planted, found: FuzzCounts, isWhole: boolean): Control {
  const kinds = Object.keys(planted) as (keyof Planted)[];
  const total = kinds.reduce((sum, kind) => sum + planted[kind], 0);
  const differences = kinds.reduce((sum, kind) => sum + Math.abs(planted[kind] - found[kind]), 0);
  return { planted: total, caught: isWhole ? Math.max(0, total - differences) : 0 };
}
