import { randomUUID } from "node:crypto";
import { ALL_MET } from "../../support/review-city";

export type Victim = {
  id: string;
  path: string;
  attachment: string;
  notice: string;
  batch: string;
  session: string;
  grant: string;
  version: number;
};
type ActionRequest = { page: () => string; body: () => unknown; form?: true };
type RouteRequest = () => { url: string; method: string; body?: string; type?: string };

/** Ends the session that asks, which is nobody else's business; it is tried on its own elsewhere. */
export const OF_ONESELF = ["signOut"];
/** Actions that have no viewer yet: their own wall is in them. */
export const OUTSIDE_THE_WRAPPER = ["openFirstCity", "signIn", "signInHere", "signOut", "session-list.tsx", "notices-screen.tsx"];
export const PAGES = ["/", "/sign-in", "/work", "/notices", "/account", "/applications", "/applications/new", "/registry", "/registry/criteria", "/registry/members"]; // oxfmt-ignore

/** What is sent: each with the victim's ids, and such that it would have an effect for the right person. */
export function requestsAt(victim: Victim) {
  const seen = () => ({ version: victim.version, round: 1, stageIndex: 0 });
  const review = () => ({ key: randomUUID(), applicationId: victim.id, seen: seen() });
  const move = () => ({ id: victim.id, version: victim.version, reason: "unauthorised" });

  /** What is sent to each action: the body with which the right person would have an effect, with the victim's ids. */
  const actions: Record<string, ActionRequest> = {
    approve: { page: reviewPage, body: () => ({ ...review(), verdicts: ALL_MET, opinion: "同意。", actingReason: "" }) },
    returnForCorrection: { page: reviewPage, body: () => ({ ...review(), verdicts: {}, items: [{ criterion: "team", path: null, reason: "请补充材料说明。" }], dueOn: "2026-05-28", comment: "", actingReason: "" }) }, // oxfmt-ignore
    propose: {
      page: reviewPage,
      body: () => ({ ...review(), kind: "reject", reason: "与批次要求不符。", verdicts: {}, actingReason: "" }),
    },
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

  const routes: Record<string, RouteRequest> = {
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

  return { actions, routes, reviewPage, casePage, editPage };

  function reviewPage(): string {
    return `/review/${victim.id}`;
  }
  function casePage(): string {
    return `/applications/${victim.id}`;
  }
  function editPage(): string {
    return `/applications/${victim.id}/edit`;
  }
}
