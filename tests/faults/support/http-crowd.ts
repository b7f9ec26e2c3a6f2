import type pg from "pg";
import type { Fault } from "./http-attack";
import { CANARY } from "./http-canaries";
import { type Answer, type Client, inParallel } from "./http-client";
import { pagesFor, routeRequests, type RouteRequest, type Victim } from "./http-requests";
import type { Person } from "./http-world";

/** One of those who ask at once: what stands in their own answers, and in nobody else's. */
type Teller = { name: string; cookie: string | null; mark: string; id: string; attachment: string };
export type Crowd = { tellers: Teller[]; alone: Map<string, string>; faults: Fault[] };

/** Three organisations, of which none lies in another, beside the victim's studio. */
const OTHERS = [
  ["enterpriseReviewer of the enterprise beside", "Rotkehlchen"],
  ["districtReviewer of the district beside", "Blaumeise"],
  ["cityReviewer of the foreign city", "Nachtschwalbe"],
] as const;

/**
 * Gives each organisation a mark of its own, in its name and in those of its studios, and asks for every page and reading route as one
 * after the other: what each of them is answered alone is what they must be answered in a crowd.
 */
export async function gatherCrowd(
  owner: pg.Client,
  client: Client,
  people: readonly Person[],
  lead: { cookie: string | null; victim: Victim },
) {
  const { cookie, victim } = lead;
  const tellers: Teller[] = [{ name: "lead", cookie, mark: CANARY, id: victim.id, attachment: victim.attachment }];
  for (const [name, mark] of OTHERS) {
    const person = people.find((one) => one.name === name);
    if (!person) throw new Error(`nobody is called ${name}`);
    await plantMark(owner, person.place, mark);
    const { rows } = await owner.query(
      `SELECT a.id, t.id AS attachment FROM application a JOIN submission s ON s.application_id = a.id JOIN attachment t ON t.application_id = a.id
       WHERE starts_with(a.org_path, $1) AND s.attachments::text LIKE '%' || t.id || '%' ORDER BY 1, 2 LIMIT 1`,
      [person.place],
    );
    if (!rows[0]) throw new Error(`no submitted case with a file below ${name}`);
    tellers.push({ name, cookie: person.cookie, mark, ...rows[0] });
  }
  const crowd: Crowd = { tellers, alone: new Map(), faults: [] };
  for (const teller of tellers)
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

async function plantMark(owner: pg.Client, place: string, mark: string): Promise<void> {
  await owner.query(`BEGIN; SET LOCAL session_replication_role = replica;
    UPDATE org_unit SET name = '${mark}' || name WHERE org_path = '${place}' AND name !~ '${mark}';
    UPDATE application SET studio_name = '${mark}' || studio_name WHERE starts_with(org_path, '${place}') AND studio_name !~ '${mark}'; COMMIT`);
}
