import { gunzipSync, inflateSync } from "node:zlib";
import type { Answer, Person } from "../person";
import { type Change, type Changeable, ChangingProxy } from "../support/changing-proxy";
import { brief } from "./answers";

/** One check of an outage: what was promised, and whether it held. */
export type Finding = { what: string; holds: boolean; seen: string };

/** A promise about one answer, asked of the portal, or of a proxy before it that spoils the answer on purpose. */
export type Check = {
  what: string;
  ask: (by: Person) => Promise<Answer>;
  holds: (answer: Answer) => boolean;
  /** what must come back */
  typed?: string;
  /** what must not */
  secret?: string;
  /** an action that a script called: the framework knows no status but 200 for what it returned */
  isAction?: true;
};

type Spoilt = { what: string; fits: (check: Check) => boolean; change: (answer: Changeable, check: Check) => Changeable | null };

const SPOILT: readonly Spoilt[] = [
  { what: "500 in its place", fits: () => true, change: (answer) => ({ ...answer, status: 500 }) },
  { what: "cut off", fits: () => true, change: () => null },
  {
    what: "without Retry-After",
    fits: (check) => !check.isAction,
    change: ({ headers: { "retry-after": _gone, ...headers }, ...answer }) => ({ ...answer, headers }),
  },
  {
    what: "the framework's own page",
    fits: () => true,
    change: (answer) => ({ ...answer, body: Buffer.from("<!doctype html><h1>Internal Server Error</h1>") }),
  },
  {
    what: "what was typed left out",
    fits: (check) => check.typed !== undefined,
    change: (answer, check) => ({ ...answer, body: Buffer.from(answer.body.toString().replaceAll(check.typed ?? "", "")) }),
  },
  {
    what: "the password in it",
    fits: (check) => check.secret !== undefined,
    change: (answer, check) => ({ ...answer, body: Buffer.from(`${answer.body.toString()}${check.secret}`) }),
  },
];

/** What a run of outages found, and which of the answers that were spoilt on purpose it did not notice. */
export class Report {
  readonly findings: Finding[] = [];
  readonly ways = new Set<string>();
  planted = 0;
  readonly missed: string[] = [];

  say(what: string, holds: boolean, seen: string): void {
    this.findings.push({ what, holds, seen });
    process.stderr.write(`${holds ? "✓" : "✗"} ${what}: ${seen}\n`);
  }

  /**
   * Asks all at the same time, each also through proxies, one for each way to spoil an answer: every one of those must be noticed.
   */
  async promise(by: Person, checks: readonly Check[]): Promise<void> {
    const asked = checks.flatMap((check) => [this.#hold(by, check), this.#control(by, check)]);
    await Promise.all(asked);
  }

  async #hold(by: Person, check: Check): Promise<void> {
    const answer = await check.ask(by);
    this.say(check.what, check.holds(answer), brief(answer));
  }

  async #control(by: Person, check: Check): Promise<void> {
    const honest = through(by, check, (answer) => answer).then((answer) => {
      if (!check.holds(answer)) this.missed.push(`${check.what}: not so through an honest proxy (${brief(answer)})`);
    });
    const spoilt = SPOILT.filter((one) => one.fits(check)).map(async ({ what, change }) => {
      this.planted += 1;
      if (check.holds(await through(by, check, (answer) => change(answer, check)))) this.missed.push(`${check.what}: ${what}`);
    });
    await Promise.all([honest, ...spoilt]);
  }
}

/** The answers that tell of the outage are changed; what else the check asks on its way passes. */
async function through(by: Person, check: Check, change: (answer: Changeable) => Changeable | null): Promise<Answer> {
  const proxy = await ChangingProxy.open(by.baseUrl);
  const onTheWay: Change = (asked, answer) =>
    answer.status === 503 || asked.headers["next-action"] !== undefined ? change(unpacked(answer)) : answer;
  proxy.change = onTheWay;
  try {
    return await check.ask(by.through(proxy.base));
  } finally {
    await proxy.close();
  }
}

function unpacked(answer: Changeable): Changeable {
  const { "content-encoding": how, ...headers } = answer.headers;
  if (how === undefined) return answer;
  return { ...answer, headers, body: how === "gzip" ? gunzipSync(answer.body) : inflateSync(answer.body) };
}
