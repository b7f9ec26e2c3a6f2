import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../scripts/support/embedded-postgres.mjs";
import { startWebServer } from "../../scripts/support/web-server.mjs";
import { seedDemo } from "../../prisma/demo/seed";
import { connect } from "../setup/cluster-urls";
import { testDatabase } from "../setup/database";
import { ALL_MET } from "../support/review-city";
import { addAttacker, type Attacker, CANARY, hashOfStudio, plantCanaries, readActions, rolesAt, sessionCookie } from "./support/http-world";
import { ACTORS, openLine, RealCase } from "./support/workflow-case";

/** Needs a build, so it is no part of the short run (see vitest.config.ts): `npm run proof:http`. */
const ROOT = path.resolve(import.meta.dirname, "../..");

let owner: pg.Client;
let server: ReturnType<typeof startWebServer>;
let base = "";
let log = "";
const loud = [process.stdout.write.bind(process.stdout), process.stderr.write.bind(process.stderr)] as const;
let victim: {
  id: string;
  path: string;
  attachment: string;
  notice: string;
  batch: string;
  session: string;
  grant: string;
  version: number;
};
let attackers: Attacker[];
let rightful: { lead: string; reviewer: string };
let planted = 0;
const figures = { requests: 0, answers: {} as Record<string, number> };

const seen = () => ({ version: victim.version, round: 1, stageIndex: 0 });
const review = () => ({ key: randomUUID(), applicationId: victim.id, seen: seen() });
const move = () => ({ id: victim.id, version: victim.version, reason: "unauthorised" });

/** What is sent to each action: the body with which the right person would have an effect, with the victim's ids. */
const ACTIONS: Record<string, { page: () => string; body: () => unknown; form?: true }> = {
  approve: { page: reviewPage, body: () => ({ ...review(), verdicts: ALL_MET, opinion: "同意。", actingReason: "" }) },
  returnForCorrection: { page: reviewPage, body: () => ({ ...review(), verdicts: {}, items: [{ criterion: "team", path: null, reason: "请补充材料说明。" }], dueOn: "2026-05-28", comment: "", actingReason: "" }) }, // oxfmt-ignore
  propose: { page: reviewPage, body: () => ({ ...review(), kind: "reject", reason: "与批次要求不符。", verdicts: {}, actingReason: "" }) },
  settle: { page: reviewPage, body: () => ({ ...review(), answer: "confirm", note: "" }) },
  takeBack: { page: reviewPage, body: () => ({ ...review(), comment: "" }) },
  reopen: { page: reviewPage, body: () => ({ ...review(), reason: "重新开放补正。", dueOn: "2026-05-28" }) },
  createApplication: { page: () => "/applications/new", body: () => ({ key: randomUUID(), batchId: victim.batch }) },
  copyApplication: { page: casePage, body: () => ({ key: randomUUID(), id: victim.id, batchId: victim.batch }) },
  deleteApplication: { page: casePage, body: () => ({ id: victim.id }) },
  withdrawApplication: { page: casePage, body: move },
  reopenApplication: { page: casePage, body: move },
  openWholeForm: { page: editPage, body: move },
  submitApplicationAction: { page: editPage, body: () => ({ key: randomUUID(), applicationId: victim.id, id: victim.id, version: victim.version, answers: [] }) }, // oxfmt-ignore
  readNotice: { page: () => "/notices", body: () => ({ id: victim.notice }) },
  readAllNotices: { page: () => "/notices", body: () => ({ id: victim.notice }), form: true },
  saveColumns: { page: () => "/registry", body: () => ({ list: "studios", columns: "leadName" }), form: true },
  switchRole: { page: () => "/account", body: () => ({ grantId: victim.grant }) },
  endOwnSession: { page: () => "/account", body: () => ({ sessionId: victim.session }), form: true },
  changePassword: { page: () => "/account", body: () => ({ currentPassword: "x", newPassword: "y", repeatPassword: "y" }), form: true },
  "session-list.tsx": { page: () => "/account", body: () => ({ sessionId: victim.session }), form: true },
  "notices-screen.tsx": { page: () => "/notices", body: () => ({ id: victim.notice }), form: true },
  signIn: { page: () => "/sign-in", body: () => ({ login: "nobody", password: "" }), form: true },
  signInHere: { page: () => "/sign-in", body: () => ({ login: "nobody", password: "" }), form: true },
  openFirstCity: { page: () => "/first-run", body: () => ({ token: "x" }), form: true },
};
/** Ends the session that asks, which is nobody else's business; it is tried on its own elsewhere. */
const OF_ONESELF = ["signOut"];
/** Actions that have no viewer yet: their own wall is in them. */
const OUTSIDE_THE_WRAPPER = ["openFirstCity", "signIn", "signInHere", "signOut", "session-list.tsx", "notices-screen.tsx"];

const ROUTES: Record<string, () => { url: string; method: string; body?: string | FormData; type?: string }> = {
  "api/health": () => ({ url: "/api/health", method: "GET" }),
  "api/ready": () => ({ url: "/api/ready", method: "GET" }),
  "api/locale": () => ({ url: "/api/locale", method: "POST", body: "locale=en", type: "application/x-www-form-urlencoded" }),
  "api/auth/[...nextauth]": () => ({ url: "/api/auth/session", method: "GET" }),
  "api/studios": () => ({ url: "/api/studios", method: "OPTIONS" }),
  "api/attachments": () => ({ url: "/api/attachments", method: "PATCH", body: JSON.stringify({ application: victim.id, slot: "sign.photos", order: [victim.attachment] }), type: "application/json" }), // oxfmt-ignore
  "api/attachments/[id]": () => ({ url: `/api/attachments/${victim.attachment}`, method: "DELETE" }),
  "api/attachments/[id]/restore": () => ({ url: `/api/attachments/${victim.attachment}/restore`, method: "POST" }),
  "api/applications/[id]/sections/[section]": () => ({ url: `/api/applications/${victim.id}/sections/unit`, method: "POST", body: JSON.stringify({ revision: 1, data: { address: "x" } }), type: "application/json" }), // oxfmt-ignore
  "api/applications/[id]/submit": () => ({ url: `/api/applications/${victim.id}/submit`, method: "POST", body: JSON.stringify({ key: randomUUID(), version: victim.version, answers: [] }), type: "application/json" }), // oxfmt-ignore
  "files/[id]": () => ({ url: `/files/${victim.attachment}`, method: "GET" }),
  "(portal)/registry/export": () => ({ url: "/registry/export", method: "POST", body: "list=studios&format=csv&purpose=check", type: "application/x-www-form-urlencoded" }), // oxfmt-ignore
};
const PAGES = ["/", "/sign-in", "/work", "/notices", "/account", "/applications", "/applications/new", "/registry", "/registry/criteria", "/registry/members"]; // oxfmt-ignore

function reviewPage(): string {
  return `/review/${victim.id}`;
}
function casePage(): string {
  return `/applications/${victim.id}`;
}
function editPage(): string {
  return `/applications/${victim.id}/edit`;
}

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
  const found = ACTIONS[nameOf(action)];
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
    expect(Object.keys(ROUTES).toSorted()).toEqual(routes.map((file) => path.dirname(file)).toSorted());
    const outside = readActions().filter(
      ({ file, name }) =>
        !new RegExp(`export const ${name.replaceAll("$", "\\$")} = define(Form)?Action\\(`).test(
          readFileSync(path.join(ROOT, file), "utf8"),
        ),
    );
    expect(outside.map(nameOf).toSorted()).toEqual(OUTSIDE_THE_WRAPPER.toSorted());
  });

  it("shows the case to whom it belongs, or the canaries would prove nothing", async () => {
    expect((await send(rightful.lead, casePage())).text).toContain(CANARY);
    expect((await send(rightful.reviewer, reviewPage())).text).toContain(CANARY);
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
      for (const page of [...PAGES, reviewPage(), casePage(), editPage()]) {
        await check(page, await send(cookie, page), false);
        await check(`${page} as RSC`, await send(cookie, `${page}?_rsc=x`, { headers: { rsc: "1" } }), false);
      }
      for (const action of actions) await check(nameOf(action), await call(cookie, action), true);
      for (const [route, of] of Object.entries(ROUTES)) {
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
    expect((await send(revoked, reviewPage())).text).not.toContain(CANARY);
    await owner.query("UPDATE user_session SET revoked_at = NULL");
    expect((await send(revoked, reviewPage())).text).toContain(CANARY);
  });

  it("has an effect when the right person sends the same request, or the refusals would prove nothing", async () => {
    const approve = readActions().find((action) => action.name === "approve");
    const before = await hashOfStudio(owner, victim.path);
    const answer = await call(rightful.reviewer, approve as NonNullable<typeof approve>);
    expect(answer.text).toContain("districtReview");
    expect(await hashOfStudio(owner, victim.path)).not.toBe(before);
    const { requests, answers } = figures;
    loud[0](
      `http: ${readActions().length} actions + ${Object.keys(ROUTES).length} routes + ${PAGES.length + 3} pages × ${attackers.length} people, ` +
        `${requests} requests, ${planted} kinds of canaries: 0 foreign bytes, 0 unauthorised effects; answers ${JSON.stringify(answers)}\n`,
    );
  });
});
