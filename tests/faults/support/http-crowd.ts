import type pg from "pg";
import type { Fault } from "./http-attack";
import { CANARY } from "./http-canaries";
import { type Answer, type Client, inParallel } from "./http-client";
import { pagesFor, routeRequests, type RouteRequest, type Victim } from "./http-requests";
import { grantOf, sessionCookie } from "./http-world";
import { type Line, openLine, RealCase } from "./workflow-case";

/** One of those who ask at once: what stands in their own answers, and in nobody else's. */
export type Teller = { name: string; cookie: string | null; mark: string; id: string; attachment: string };
export type Crowd = { tellers: Teller[]; alone: Map<string, string>; faults: Fault[] };

/** Three organisations, of which none lies in another nor above the victim: a case of theirs by its example, and who of them asks. */
const OTHERS = [
  { mark: "Rotkehlchen", example: "EX09", line: ["AY-U-09", "AY-D-AY", "AY"], batch: "AY-2026-C", by: "e1" },
  { mark: "Blaumeise", example: "EX04", line: ["AY-U-04", "AY-I-WJ", "AY"], batch: "AY-2026-C", by: "u1" },
  { mark: "Nachtschwalbe", example: "EX14", line: ["CQ-U-01", "CQ-D-YB", "CQ"], batch: "CQ-2026-C", by: "c1" },
] as const;

/** The others: each with a submitted case below it, and its mark in its name and in that of the case. */
export async function openOthers(owner: pg.Client): Promise<Teller[]> {
  const tellers: Teller[] = [];
  for (const { mark, example, line, batch, by } of OTHERS) {
    const opened = await openLine(owner, example, line, batch);
    const viewer = opened.viewers[by];
    if (!viewer) throw new Error(`nobody is called ${by}`);
    const { id } = await submittedCase(owner, opened);
    const { rows } = await owner.query("SELECT id FROM attachment WHERE application_id = $1 AND stage IS NULL ORDER BY 1 LIMIT 1", [id]);
    await owner.query("UPDATE org_unit SET name = $2 || name WHERE org_path = $1", [viewer.orgPath, mark]);
    await owner.query("UPDATE application SET studio_name = $2 || studio_name WHERE id = $1", [id, mark]);
    tellers.push({
      name: `${viewer.role} with a case of ${line[0]}`,
      cookie: await sessionCookie(owner, grantOf(viewer)),
      mark,
      id,
      attachment: rows[0].id,
    });
  }
  return tellers;
}

async function submittedCase(owner: pg.Client, line: Line): Promise<RealCase> {
  const one = await RealCase.open(owner, line);
  const said = await one.act({ name: "lead", kind: "lead", level: -1 }, "submit");
  if (said !== "done") throw new Error(`not submitted: ${said}`);
  return one;
}

/** Every page and reading route is asked for as one after the other: what is answered alone is what must be answered in a crowd. */
export async function gatherCrowd(client: Client, others: readonly Teller[], cookie: string | null, victim: Victim): Promise<Crowd> {
  const lead = { name: "lead of the victim", cookie, mark: CANARY, id: victim.id, attachment: victim.attachment };
  const tellers = [lead, ...others];
  const crowd: Crowd = { tellers, alone: new Map(), faults: [] };
  // twice: a first look at a case reads the notice of it, and the number beside the bell goes down
  for (const teller of [...tellers, ...tellers])
    for (const request of readsOf(teller)) {
      const answer = await send(client, teller, request);
      crowd.alone.set(keyOf(teller, request), gist(teller, answer));
      blameLeaks(crowd, teller, request, answer, "alone");
    }
  for (const { name, mark } of tellers)
    if (![...crowd.alone].some(([key, said]) => key.startsWith(`${name} `) && said.includes("own")))
      throw new Error(`nothing that ${name} reads says ${mark}`);
  return crowd;
}

/** All of them at once, in rounds: the same address at the same moment, then each its own. Faults, and how many answers were searched. */
export async function atOnce(client: Client, crowd: Crowd, rounds: number): Promise<{ faults: Fault[]; answers: number }> {
  let answers = 0;
  for (let round = 0; round < rounds; round += 1)
    await Promise.all(
      crowd.tellers.map(async (teller, index) => {
        const reads = readsOf(teller);
        const from = (round % 2) * index * 7;
        await inParallel([...reads.slice(from), ...reads.slice(0, from)], async (request) => {
          const answer = await send(client, teller, request);
          answers += 1;
          blameLeaks(crowd, teller, request, answer, "at once with others");
          const [now, alone] = [gist(teller, answer), crowd.alone.get(keyOf(teller, request))];
          if (now !== alone)
            crowd.faults.push({
              kind: "answer",
              text: `${keyOf(teller, request)} says at once with others "${now}", and alone "${alone}"`,
            });
        });
      }),
    );
  return { faults: crowd.faults, answers };
}

/** Every page as document and as data, and every route behind the wrapper that only reads. */
function readsOf(teller: Teller): RouteRequest[] {
  const pages = Object.values(pagesFor(teller)).flat();
  const data = pages.map((url) => ({ url: `${url}${url.includes("?") ? "&" : "?"}_rsc=x`, headers: { rsc: "1" } }));
  const { "/files/[id]": files = [], "/registry/export": exports = [] } = routeRequests({ ...teller, version: 0, revision: 0 });
  // one person exports one file at a time
  return [...pages.map((url) => ({ url })), ...data, ...files, ...exports.slice(0, 1)];
}

async function send(client: Client, { cookie }: Teller, request: RouteRequest): Promise<Answer> {
  return client.send(cookie, request.url, { ...request, headers: { ...request.headers, origin: client.base } });
}

const keyOf = ({ name }: Teller, { url, method = "GET" }: RouteRequest) => `${name} ${method} ${url}`;

/** What must be the same: the status, whether it is the asker's own, and every count that stands in it. */
function gist({ mark }: Teller, { status, text }: Answer): string {
  return [status, text.includes(mark) ? "own" : "bare", ...new Set(text.match(/\d[\d,]* (?:万)?条/g))].join(" ");
}

function blameLeaks({ tellers, faults }: Crowd, teller: Teller, request: RouteRequest, { status, text }: Answer, when: string): void {
  for (const other of tellers)
    if (other !== teller && [other.mark, other.id, other.attachment].some((word) => text.includes(word)))
      faults.push({ kind: "foreign bytes", text: `${keyOf(teller, request)} answers ${status} ${when} with what is of ${other.name}` });
}
