import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../scripts/support/embedded-postgres.mjs";
import { startWebServer } from "../../scripts/support/web-server.mjs";
import { seedDemo } from "../../prisma/demo/seed";
import { connect } from "../setup/cluster-urls";
import { testDatabase } from "../setup/database";
import { OF_ONESELF, OUTSIDE_THE_WRAPPER, PAGES, requestsAt, type Victim } from "./support/http-requests";
import { addAttacker, type Attacker, CANARY, hashOfStudio, plantCanaries, readActions, rolesAt, sessionCookie } from "./support/http-world";
import { ACTORS, openLine, RealCase } from "./support/workflow-case";

/** Needs a build, so it is no part of the short run (see vitest.config.ts): `npm run proof:http`. */
const ROOT = path.resolve(import.meta.dirname, "../..");

let owner: pg.Client;
let server: ReturnType<typeof startWebServer>;
let base = "";
let log = "";
const loud = [process.stdout.write.bind(process.stdout), process.stderr.write.bind(process.stderr)] as const;
let victim: Victim;
let requests: ReturnType<typeof requestsAt>;
let attackers: Attacker[];
let rightful: { lead: string; reviewer: string };
let planted = 0;
const figures = { requests: 0, answers: {} as Record<string, number> };

type Answer = { status: number; text: string };

async function send(cookie: string | null, url: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Answer> {
  const headers = { ...init.headers, ...(cookie ? { cookie } : {}) };
  const answer = await fetch(base + url, { ...init, headers, redirect: "manual" });
  const said = [...answer.headers].map((pair) => decodeURIComponent(pair.join(": "))).join("\n");
  figures.requests += 1;
  figures.answers[answer.status] = (figures.answers[answer.status] ?? 0) + 1;
  return { status: answer.status, text: `${said}\n${await answer.text()}` };
}

/** The call of an action as the browser sends it: arguments as Flight JSON, a form as multipart with references. */
function call(cookie: string | null, action: { id: string; file: string; name: string }, origin: string | null = base): Promise<Answer> {
  const { page, body, form } = known(action);
  const headers: Record<string, string> = { accept: "text/x-component", "next-action": action.id, ...(origin ? { origin } : {}) };
  if (!form)
    return send(cookie, page(), {
      method: "POST",
      headers: { ...headers, "content-type": "text/plain;charset=UTF-8" },
      body: JSON.stringify([body()]),
    });
  const data = new FormData();
  for (const [key, value] of Object.entries(body() as object)) data.append(`1_${key}`, String(value));
  const bound = action.name.startsWith("$$");
  data.append(
    "0",
    JSON.stringify(bound ? ["$K1"] : [{ ok: false, code: "", message: null, fieldErrors: {}, values: {}, data: null }, "$K1"]),
  );
  return send(cookie, page(), { method: "POST", headers, body: data });
}

function nameOf(action: { file: string; name: string }): string {
  return action.name.startsWith("$$") ? path.basename(action.file) : action.name;
}
function known(action: { file: string; name: string }) {
  const found = requests.actions[nameOf(action)];
  if (!found) throw new Error(`no request for the action ${action.name} of ${action.file}: add one`);
  return found;
}

beforeAll(async () => {
  owner = await connect((await testDatabase()).superUrl);
  await seedDemo(() => {});
  const line = await openLine(owner, "EX01", ["AY-U-01", "AY-D-WF", "AY"]);
  const one = await RealCase.open(owner, line);
  expect(await one.act(ACTORS[0] as (typeof ACTORS)[number], "submit")).toBe("done");
  const { orgPath, cityPath } = line.lead;
  planted = await plantCanaries(owner, orgPath);
  const first = async (sql: string, args: unknown[]) => (await owner.query(sql, args)).rows[0];
  const lead = { id: line.lead.grantId, account_id: line.lead.accountId, org_path: orgPath, city_path: cityPath };
  const e1 = line.viewers["e1"];
  rightful = {
    lead: await sessionCookie(owner, lead),
    reviewer: await sessionCookie(owner, {
      id: e1?.grantId ?? "",
      account_id: e1?.accountId ?? "",
      org_path: e1?.orgPath ?? "",
      city_path: cityPath,
    }),
  };
  victim = {
    id: one.id,
    path: orgPath,
    batch: line.batchId,
    version: 1,
    grant: line.lead.grantId,
    attachment: (await first("SELECT id FROM attachment WHERE application_id = $1 AND stage IS NULL LIMIT 1", [one.id])).id,
    notice: (await first("SELECT id FROM notice WHERE application_id = $1 LIMIT 1", [one.id])).id,
    session: (await first("SELECT id FROM user_session WHERE org_path = $1 LIMIT 1", [orgPath])).id,
  };
  requests = requestsAt(victim);
  attackers = [{ name: "signed out", cookie: null }];
  const place = (code: string) => first("SELECT org_path, city_path, kind FROM org_unit WHERE code = $1", [code]);
  const studioOf = (code: string) => first("SELECT s.org_path, s.city_path, s.kind FROM org_unit s JOIN org_unit e ON e.org_path = s.parent_path WHERE e.code = $1 AND s.kind = 'studio' LIMIT 1", [code]); // oxfmt-ignore
  const foreignCity = await first("SELECT org_path FROM org_unit WHERE kind = 'city' AND org_path <> $1", [cityPath]);
  const foreign = (kind: string) => first("SELECT org_path, city_path, kind FROM org_unit WHERE city_path = $1 AND kind = $2 LIMIT 1", [foreignCity.org_path, kind]); // oxfmt-ignore
  const places: [string, { org_path: string; city_path: string; kind: string }][] = [
    ["of a sibling studio", await studioOf("AY-U-06")],
    ["of a sibling enterprise", await place("AY-U-06")],
    ["of a sibling district", await place("AY-D-LZ")],
  ];
  for (const kind of ["studio", "enterprise", "district", "city"]) places.push(["of the foreign city", await foreign(kind)]);
  for (const [name, at] of places) for (const role of rolesAt(at.kind)) attackers.push(await addAttacker(owner, at, role, name));
  // above the victim, but in a role that reads no applications
  const city = await place("AY");
  for (const role of ["expert", "inspector", "sysadmin", "secadmin", "auditor"] as const) attackers.push(await addAttacker(owner, city, role, "of the own city")); // oxfmt-ignore
  for (const role of ["lead", "contributor"] as const) attackers.push(await addAttacker(owner, { org_path: orgPath, city_path: cityPath, kind: "studio" }, role, "revoked", true)); // oxfmt-ignore
  for (const code of ["AY-U-01", "AY-D-WF", "AY"]) for (const role of rolesAt((await place(code)).kind)) attackers.push(await addAttacker(owner, await place(code), role, "revoked", true)); // oxfmt-ignore
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  // what the server says is its log: kept, and searched
  for (const stream of [process.stdout, process.stderr])
    stream.write = ((chunk: string | Uint8Array) => ((log += chunk.toString()), true)) as typeof stream.write;
  server = startWebServer({
    root: ROOT,
    env: { ...process.env, NEXTAUTH_URL: base, LOG_LEVEL: "debug" },
    port,
    host: "127.0.0.1",
    dev: false,
    onLost: () => {},
  });
  await server.ready();
}, 300_000);
afterAll(async () => {
  process.stdout.write = loud[0];
  process.stderr.write = loud[1];
  await server?.stop();
  await owner?.end();
});

describe("isolation over HTTP", () => {
  it("has a request for every route, and every action of the build is in the wrapper or listed", () => {
    const app = path.join(ROOT, "src/app");
    const routes = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((file) => path.basename(file) === "route.ts");
    expect(Object.keys(requests.routes).toSorted()).toEqual(routes.map((file) => path.dirname(file)).toSorted());
    const outside = readActions().filter(
      ({ file, name }) =>
        !new RegExp(`export const ${name.replaceAll("$", "\\$")} = define(Form)?Action\\(`).test(
          readFileSync(path.join(ROOT, file), "utf8"),
        ),
    );
    expect(outside.map(nameOf).toSorted()).toEqual(OUTSIDE_THE_WRAPPER.toSorted());
  });

  it("shows the case to whom it belongs, or the canaries would prove nothing", async () => {
    expect((await send(rightful.lead, requests.casePage())).text).toContain(CANARY);
    expect((await send(rightful.reviewer, requests.reviewPage())).text).toContain(CANARY);
    expect((await send(rightful.reviewer, "/work")).text).toContain(CANARY);
  });

  it("gives nobody else a byte of it, and lets nobody else change it", { timeout: 3_600_000 }, async () => {
    // opening was recorded by the pages above
    const before = await hashOfStudio(owner, victim.path);
    const wrong: string[] = [];
    const actions = readActions().filter((action) => !OF_ONESELF.includes(nameOf(action)));
    for (const { name, cookie } of attackers) {
      const check = async (what: string, answer: Answer, changes: boolean) => {
        if (answer.text.includes(CANARY)) wrong.push(`${name}: ${what} answers ${answer.status} with the victim's words`);
        if (changes && (await hashOfStudio(owner, victim.path)) !== before) wrong.push(`${name}: ${what} had an effect`);
      };
      for (const page of [...PAGES, requests.reviewPage(), requests.casePage(), requests.editPage()]) {
        await check(page, await send(cookie, page), false);
        await check(`${page} as RSC`, await send(cookie, `${page}?_rsc=x`, { headers: { rsc: "1" } }), false);
      }
      for (const action of actions) await check(nameOf(action), await call(cookie, action), true);
      for (const [route, of] of Object.entries(requests.routes)) {
        const { url, method, body, type } = of();
        await check(
          route,
          await send(cookie, url, {
            method,
            headers: { origin: base, ...(type ? { "content-type": type } : {}) },
            ...(body ? { body } : {}),
          }),
          true,
        );
      }
      if (wrong.length > 0) break;
    }
    expect(wrong).toEqual([]);
    expect(log).not.toContain(CANARY);
    expect(log.length).toBeGreaterThan(0);
  });

  it("refuses every action that comes from another page, whoever is signed in", async () => {
    const before = await hashOfStudio(owner, victim.path);
    for (const cookie of [rightful.lead, rightful.reviewer])
      for (const origin of [null, "null", "https://evil.example"])
        for (const action of readActions()) {
          if (OF_ONESELF.includes(nameOf(action))) continue;
          await call(cookie, action, origin);
          expect(await hashOfStudio(owner, victim.path), `${nameOf(action)} from ${origin}`).toBe(before);
        }
  });

  it("would notice a guard that is gone: an ended session that is taken back to life reads the case", async () => {
    const revoked = attackers.find(({ name }) => name === "cityReviewer revoked")?.cookie ?? null;
    expect((await send(revoked, requests.reviewPage())).text).not.toContain(CANARY);
    await owner.query("UPDATE user_session SET revoked_at = NULL");
    expect((await send(revoked, requests.reviewPage())).text).toContain(CANARY);
  });

  it("has an effect when the right person sends the same request, or the refusals would prove nothing", async () => {
    const approve = readActions().find((action) => action.name === "approve");
    const before = await hashOfStudio(owner, victim.path);
    const answer = await call(rightful.reviewer, approve as NonNullable<typeof approve>);
    expect(answer.text).toContain("districtReview");
    expect(await hashOfStudio(owner, victim.path)).not.toBe(before);
    const { answers } = figures;
    loud[0](
      `http: ${readActions().length} actions + ${Object.keys(requests.routes).length} routes + ${PAGES.length + 3} pages × ${attackers.length} people, ` +
        `${figures.requests} requests, ${planted} kinds of canaries: 0 foreign bytes, 0 unauthorised effects; answers ${JSON.stringify(answers)}\n`,
    );
  });
});
