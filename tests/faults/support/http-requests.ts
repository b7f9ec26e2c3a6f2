import { randomUUID } from "node:crypto";
import { ALL_MET } from "../../support/review-city";
import { makePdf } from "../../support/generated-files";
import { CANARY } from "./http-canaries";
import type { Ask } from "./http-client";

/** What belongs to an organisation beside its cases: where somebody is signed in, as what, and what it was told. */
export type Belongings = { notice: string; session: string; grant: string };
export type Victim = {
  id: string;
  batch: string;
  version: number;
  round: number;
  stageIndex: number | null;
  /** revision of the section "sign" */
  revision: number;
  attachment: string;
  /** items of the standing return */
  items: string[];
  studio: Belongings;
  enterprise: Belongings;
};

export type ActionRequest = { page: string; body: unknown; form?: boolean | undefined };
export type RouteRequest = Ask & { url: string };

/** Nobody else can be meant by these: they are tried by those whose session has ended, and by their owners. */
export const OF_ONESELF = ["signOut", "signIn", "signInHere", "changePassword", "openFirstCity"];
/** Before there is a viewer, or without one: their wall is in them, and each is asked for on its own. */
export const OUTSIDE_THE_WRAPPER = {
  actions: ["openFirstCity", "signIn", "signInHere", "signOut"],
  routes: ["/api/auth/[...nextauth]", "/api/health", "/api/locale", "/api/ready"],
};
export const PASSWORD = "Nachtigall-7-Lerche";
const JSON_TYPE = { "content-type": "application/json" };
const FORM_TYPE = { "content-type": "application/x-www-form-urlencoded" };
export const DUE = "2026-05-28";

/** Pages by the address of the build: what is asked for. */
export function pagesFor(victim: Pick<Victim, "id">): Record<string, string[]> {
  const { id } = victim;
  // finds the victim, and is no canary itself: the page repeats what was searched for
  const found = encodeURIComponent("甲劳模创新工作室");
  return {
    "/": ["/"],
    "/sign-in": ["/sign-in"],
    "/first-run": ["/first-run"],
    "/account": ["/account"],
    "/notices": ["/notices"],
    "/applications": ["/applications"],
    "/applications/new": ["/applications/new"],
    "/applications/[id]": [`/applications/${id}`],
    "/applications/[id]/edit": [`/applications/${id}/edit`],
    "/review/[id]": [`/review/${id}`],
    "/work": ["/work?tab=all", `/work?tab=all&q=${found}`],
    "/registry": ["/registry", `/registry?q=${found}`],
    "/registry/criteria": ["/registry/criteria"],
    "/registry/members": ["/registry/members"],
  };
}

/** The lists that would show the victim; the others are asked for where everything is. */
export const LISTS = /^\/(work|registry)\?.*q=/;

/** What is sent to each action: with the victim's ids, and such that it has an effect for the right person in the right state. */
export function actionRequest(name: string, v: Victim, of: Belongings, more: object = {}): ActionRequest | undefined {
  const review = { page: `/review/${v.id}`, seen: { version: v.version, round: v.round, stageIndex: v.stageIndex } };
  const decide = (body: object): ActionRequest => ({
    page: review.page,
    body: { key: randomUUID(), applicationId: v.id, seen: review.seen, ...body, ...more },
  });
  const lead = (page: string, body: object): ActionRequest => ({ page, body: { ...body, ...more } });
  const form = (page: string, body: object): ActionRequest => ({ page, body: { ...body, ...more }, form: true });
  const move = { id: v.id, version: v.version, reason: "材料需要重新准备。" };
  const own = `/applications/${v.id}`;
  const reason = `${CANARY}：与批次要求不符，请核对。`;
  // whoever is not of the stage is asked for one: without it that lock would hide the one before it
  const actingReason = "本级没有可以审核的人员。";
  const answers = v.items.map((itemId) => ({ itemId, answer: `${CANARY}已按意见修改。` }));
  const password = { currentPassword: PASSWORD, newPassword: `${PASSWORD}-neu`, repeatPassword: `${PASSWORD}-neu` };
  const requests: Record<string, () => ActionRequest> = {
    approve: () => decide({ verdicts: ALL_MET, opinion: `${CANARY}同意。`, actingReason }),
    returnForCorrection: () => decide({ verdicts: {}, items: [{ criterion: "team", path: null, reason }], dueOn: DUE, comment: "", actingReason }), // oxfmt-ignore
    propose: () => decide({ kind: "reject", reason, verdicts: {}, actingReason }),
    settle: () => decide({ answer: "confirm", note: reason }),
    takeBack: () => decide({ comment: "" }),
    reopen: () => decide({ reason, dueOn: DUE }),
    createApplication: () => lead("/applications/new", { key: randomUUID(), batchId: v.batch }),
    copyApplication: () => lead(own, { key: randomUUID(), id: v.id, batchId: v.batch }),
    deleteApplication: () => lead(own, { id: v.id }),
    withdrawApplication: () => lead(own, move),
    reopenApplication: () => lead(own, move),
    openWholeForm: () => lead(`${own}/edit`, move),
    submitApplicationAction: () => lead(`${own}/edit`, { key: randomUUID(), id: v.id, version: v.version, answers }),
    readNotice: () => lead("/notices", { id: of.notice }),
    readAllNotices: () => form("/notices", {}),
    "notices-screen.tsx": () => form("/notices", {}),
    saveColumns: () => form("/registry", { list: "applications", columns: "phone" }),
    switchRole: () => lead("/account", { grantId: of.grant }),
    endOwnSession: () => form("/account", { sessionId: of.session }),
    "session-list.tsx": () => form("/account", { sessionId: of.session }),
    changePassword: () => form("/account", password),
    signIn: () => form("/sign-in", { login: "nobody", password: "x" }),
    signInHere: () => form("/sign-in", { login: "nobody", password: "x" }),
    signOut: () => lead("/work", {}),
    openFirstCity: () => form("/first-run", { token: "x" }),
  };
  return requests[name]?.();
}

/** What is sent to each route, by its address in the build. */
export function routeRequests(v: Pick<Victim, "id" | "attachment" | "version" | "revision">): Record<string, RouteRequest[]> {
  const json = (method: string, url: string, body: unknown): RouteRequest => ({
    url,
    method,
    body: JSON.stringify(body),
    headers: JSON_TYPE,
  });
  const form = (url: string, body: string): RouteRequest => ({ url, method: "POST", body, headers: FORM_TYPE });
  const exported = (list: string, format: string, more = "") =>
    form("/registry/export", `list=${list}&format=${format}&columns=all${more}`);
  return {
    "/api/health": [{ url: "/api/health" }],
    "/api/ready": [{ url: "/api/ready" }],
    "/api/locale": [form("/api/locale", "locale=zh-CN")],
    "/api/auth/[...nextauth]": [
      { url: "/api/auth/csrf" },
      { url: "/api/auth/session" },
      form("/api/auth/callback/credentials", "login=nobody"),
    ],
    "/api/studios": [{ url: "/api/studios", method: "POST" }],
    "/api/attachments": [
      upload(v),
      json("PATCH", "/api/attachments", { application: v.id, slot: "team.certificates", order: [v.attachment] }),
    ],
    "/api/attachments/[id]": [{ url: `/api/attachments/${v.attachment}`, method: "DELETE" }],
    "/api/attachments/[id]/restore": [{ url: `/api/attachments/${v.attachment}/restore`, method: "POST" }],
    "/api/applications/[id]/sections/[section]": [
      json("POST", `/api/applications/${v.id}/sections/sign`, {
        revision: v.revision,
        data: { text: `${CANARY}甲劳模创新工作室`, location: "东侧" },
      }),
    ],
    "/api/applications/[id]/submit": [
      json("POST", `/api/applications/${v.id}/submit`, { key: randomUUID(), version: v.version, answers: [] }),
    ],
    "/files/[id]": [
      { url: `/files/${v.attachment}` },
      { url: `/files/${v.attachment}?thumb=1` },
      { url: `/files/${v.attachment}`, method: "HEAD" },
    ],
    "/registry/export": [
      exported("applications", "csv"),
      exported("members", "xlsx"),
      exported("criteria", "ods"),
      exported("applications", "csv", "&unmasked=1&purpose=unauthorised"),
    ],
  };
}

/** A document of the victim's, with the canary in its bytes and its name. */
export function upload(v: Pick<Victim, "id">, id: string = randomUUID()): RouteRequest {
  const bytes = makePdf(`${CANARY} in the bytes`);
  const body = new FormData();
  for (const [name, value] of Object.entries({ id, application: v.id, slot: "team.certificates", size: String(bytes.length) }))
    body.append(name, value);
  body.append("file", new Blob([new Uint8Array(bytes)], { type: "application/pdf" }), `${CANARY}.pdf`);
  return { url: "/api/attachments", method: "POST", body };
}
