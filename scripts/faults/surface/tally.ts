import type { Person } from "../support/people";
import { type Answer, type Ask, send } from "../support/send";
import type { WatchedDatabase } from "../support/watched-database";
import { transportFaults } from "./cookies";

/** proxied: it believes the proxy before it; without, what a caller says of https, host and address is to be dropped. */
export type Portal = { base: string; people: readonly Person[]; database: WatchedDatabase; proxied?: true };
export type Tally = { requests: number; faults: string[] };

/** Asks, counts, and notes every fault with what was asked. Cookies and HSTS are judged in every answer, whatever was asked. */
export async function ask(at: Portal, tally: Tally, what: Ask, faultsOf: (answer: Answer) => readonly string[]): Promise<Answer | null> {
  tally.requests++;
  const said = `${what.method ?? "GET"} ${what.path}${what.headers ? ` ${JSON.stringify({ ...what.headers, cookie: what.headers["cookie"] ? "…" : undefined })}` : ""}`;
  try {
    const answer = await send(at.base, what);
    const https = at.proxied === true && what.headers?.["x-forwarded-proto"] === "https";
    for (const fault of [...transportFaults(https, answer), ...faultsOf(answer)]) tally.faults.push(`${said}: ${fault}`);
    return answer;
  } catch (error) {
    tally.faults.push(`${said}: no answer, ${String(error)}`);
    return null;
  }
}

export function everyNth<T>(list: readonly T[], step: number): T[] {
  return list.filter((_one, index) => index % step === 0);
}
