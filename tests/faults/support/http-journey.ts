import { expireDueReturns } from "@/data/clock-work";
import { ALL_MET } from "../../support/review-city";
import { momentOf } from "../../support/filing-world";
import { CANARY } from "./http-canaries";
import type { Answer } from "./http-client";
import type { Play } from "./http-play";
import { PASSWORD } from "./http-requests";
import type { State } from "./http-rights";

const doubt = { ...ALL_MET, team: { verdict: "doubt", comment: `${CANARY}：请现场核实成员资格。` } };
const LATE = "2026-05-29";

/**
 * The victim's cases through every state, each step sent by whom it belongs to; between the steps everybody else tries. All
 * actions on a case and the routes into it have succeeded for somebody at the end.
 */
export async function* journey(play: Play): AsyncGenerator<State> {
  play.victim.id = idOf(await play.act("lead", "createApplication"));
  await play.act("lead", "deleteApplication");
  yield await drafted(play);
  yield await submitted(play);
  await play.act("lead", "withdrawApplication");
  yield { name: "withdrawn", submitted: true, holder: null };
  await play.act("lead", "reopenApplication");
  await play.ask("lead", "/api/applications/[id]/submit");
  await play.act("e1", "returnForCorrection");
  yield { name: "returned", submitted: true, holder: "enterprise", editable: true };
  await play.act("lead", "readNotice");
  await play.act("lead", "openWholeForm");
  await play.act("lead", "submitApplicationAction");
  await play.act("e1", "approve");
  yield { name: "districtReview unopened", submitted: true, holder: "district", unopened: true };
  await play.act("e1", "takeBack");
  await play.act("e1", "approve");
  await play.act("u1", "approve", { verdicts: doubt });
  yield { name: "cityReview in doubt", submitted: true, holder: "city" };
  await play.act("c1", "propose");
  yield { name: "cityReview with a rejection proposed", submitted: true, holder: "city", pending: true, proposer: "c1" };
  await play.act("c2", "settle", { answer: "decline" });
  await play.act("c1", "approve");
  yield { name: "approved", submitted: true, holder: "city" };
  await play.act("a1", "propose", { kind: "void" });
  yield { name: "approved with a voiding proposed", submitted: true, holder: "city", pending: true, proposer: "a1" };
  await play.act("a2", "settle");
  yield { name: "voided", submitted: true, holder: null };
  const copy = idOf(await play.act("lead", "copyApplication"));
  await play.act("lead", "deleteApplication", { id: copy });

  await submitted(play);
  await play.act("e1", "propose");
  await play.act("e2", "settle");
  yield { name: "rejected", submitted: true, holder: null };

  await submitted(play);
  await play.act("e1", "returnForCorrection");
  play.setDay(LATE);
  await expireDueReturns(play.cityPath, momentOf(LATE));
  await play.refresh();
  yield { name: "expired", submitted: true, holder: "enterprise" };
  await play.act("e1", "reopen", { dueOn: "2026-06-05" });
  play.setDay("2026-05-18");
}

/** A new draft with files that came in over HTTP. */
export async function drafted(play: Play): Promise<State> {
  await play.openCase();
  await play.ask("contributor", "/api/applications/[id]/sections/[section]");
  await play.ask("lead", "/api/attachments/[id]");
  await play.ask("lead", "/api/attachments/[id]/restore");
  return { name: "draft", submitted: false, holder: null, editable: true };
}

/** A new case before its first reviewer. */
export async function submitted(play: Play): Promise<State> {
  if (play.victim.round > 0 || play.victim.version > 0) await drafted(play);
  await play.act("lead", "submitApplicationAction");
  return { name: "enterpriseReview", submitted: true, holder: "enterprise" };
}

/** What has no case: the rightful person's own session, columns, notices, password and studio; and every channel sings. */
export async function ownAffairs(play: Play): Promise<void> {
  await play.revive();
  await play.act("e1", "saveColumns");
  for (const name of ["readAllNotices", "notices-screen.tsx"]) {
    await play.unread();
    await play.act("lead", name);
  }
  for (const [by, name] of [
    ["lead", "endOwnSession"],
    ["lead", "session-list.tsx"],
    ["leadElsewhere", "switchRole"],
    ["leadElsewhere", "signOut"],
  ] as const) {
    // oxfmt-ignore
    await play.act(by, name);
    await play.revive();
  }
  for (const name of ["signIn", "signInHere"]) {
    const answer = await play.act("nobody", name, { login: play.helper, password: PASSWORD }, false);
    if (!/set-cookie: portal-session=[^;]+/.test(answer.text)) throw new Error(`${name} opened no session`);
  }
  await play.act("helper", "changePassword");
  await play.ask("opener", "/api/studios");
  for (const route of ["/api/health", "/api/ready", "/api/locale", "/api/auth/[...nextauth]"]) await play.ask("lead", route, 0, false);
  for (const [by, route, which, channel] of [
    ["a1", "/registry/export", 0, "the export as csv"],
    ["a1", "/registry/export", 1, "the export as xlsx"],
    ["a1", "/registry/export", 2, "the export as ods"],
    ["a1", "/registry/export", 3, "the unmasked export"],
    ["lead", "/files/[id]", 0, "the bytes of a file"],
    ["lead", "/files/[id]", 2, "the headers of a file"],
  ] as const) {
    const answer = await play.ask(by, route, which, false);
    if (!answer.seen.includes("words")) throw new Error(`${channel} does not sing for whom it belongs to`);
    if (channel === "the unmasked export" && !answer.seen.includes("phone")) throw new Error("the unmasked export is masked");
  }
}

function idOf(answer: Answer): string {
  const id = /"data":\{"id":"([0-9a-f-]{36})"/.exec(answer.text)?.[1];
  if (!id) throw new Error(`no id in ${answer.text.slice(-400)}`);
  return id;
}
