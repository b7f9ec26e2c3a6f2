import { OF_ONESELF } from "./http-requests";
import type { Level, Person } from "./http-world";

/** Where the case stands while everybody tries. */
export type State = {
  name: string;
  /** it was submitted once, so the unions above read it */
  submitted: boolean;
  /** whose turn it is; approved: the city's, who may void it */
  holder: Level | null;
  pending?: boolean;
  /** who proposed what is pending, and may not settle it */
  proposer?: string;
  editable?: boolean;
  /** nobody of the stage has opened it: its people do not look, for that would end the earlier stage's right to take back */
  unopened?: boolean;
};

const UNIONS = ["enterpriseReviewer", "districtReviewer", "cityReviewer", "orgAdmin", "cityAdmin"];
const REVIEWERS = UNIONS.slice(0, 3);
const BY_LEAD = [
  "createApplication",
  "copyApplication",
  "deleteApplication",
  "withdrawApplication",
  "reopenApplication",
  "openWholeForm",
  "submitApplicationAction",
];
const DECIDING = ["approve", "returnForCorrection", "takeBack", "reopen", "propose"];
const BELONGINGS = ["switchRole", "endOwnSession", "session-list.tsx"];
const NOTICES = ["readAllNotices", "notices-screen.tsx"];
const TO_THE_FORM = [
  "/api/applications/[id]/sections/[section]",
  "/api/attachments",
  "/api/attachments/[id]",
  "/api/attachments/[id]/restore",
];

/** Whether this person may read the case now. Written out here, and not asked of the product. */
export function sees({ relation, level, role }: Person, state: State): boolean {
  if (relation === "own") return true;
  return relation === "parent" && level !== null && UNIONS.includes(role ?? "") && state.submitted;
}

/** Opening the page would be a step of the workflow: not for this person in this state. */
export function mustNotLook(person: Person, state: State): boolean {
  return state.unopened === true && person.level === state.holder;
}

/** The actions that may have no effect when this person sends them now, of all actions of the build. */
export function forbiddenActions(person: Person, state: State, all: readonly string[]): string[] {
  const { relation, role, level } = person;
  if (relation === "signed out") return all.filter((name) => name === "changePassword" || !OF_ONESELF.includes(name));
  if (relation === "ended") return all.filter((name) => name === "changePassword" || !OF_ONESELF.includes(name));
  if (relation !== "own" && relation !== "parent") return all.filter((name) => !OF_ONESELF.includes(name));
  const never = new Set([...BELONGINGS, "readNotice"]);
  const add = (names: readonly string[]) => names.forEach((name) => never.add(name));
  if (relation === "own") add([...DECIDING, "settle", "saveColumns", ...(role === "contributor" ? BY_LEAD : [])]);
  else if (!UNIONS.includes(role ?? "")) add([...BY_LEAD, ...DECIDING, ...NOTICES, "settle", "saveColumns"]);
  else {
    add([...BY_LEAD, "takeBack"]);
    const turn = level === state.holder;
    if (!REVIEWERS.includes(role ?? "") || !turn) add(DECIDING);
    if (turn && state.name !== "expired") add(["reopen"]);
    const settles = state.pending && turn && (REVIEWERS.includes(role ?? "") || role === "cityAdmin");
    if (!settles) add(["settle"]);
  }
  return all.filter((name) => never.has(name));
}

/** The same for the routes that change something or hand something out. */
export function forbiddenRoutes(person: Person, state: State, all: readonly string[]): string[] {
  const { relation, role } = person;
  if (relation === "own") {
    const submits = ["/api/applications/[id]/submit", "/api/studios"];
    return all.filter((route) => route === "/registry/export" || (role === "contributor" && submits.includes(route)));
  }
  if (relation === "parent" && UNIONS.includes(role ?? "")) {
    const handedOut = sees(person, state) ? [] : ["/files/[id]", "/registry/export"];
    return all.filter((route) => [...TO_THE_FORM, ...handedOut, "/api/applications/[id]/submit", "/api/studios"].includes(route));
  }
  return [...all];
}

/** What must show the case to this person now, or it is shut off from its own work. */
export function mustShow(person: Person, state: State, id: string, file: string): string[] {
  if (person.relation === "own")
    return ["/applications", `/applications/${id}`, `/files/${file}`, ...(state.editable ? [`/applications/${id}/edit`] : [])];
  return [`/review/${id}`, "/work?tab=all", "/registry", "/registry/members", `/files/${file}`];
}

/** Whose belongings an action may not touch: the studio's, the enterprise's, or both. */
export function othersBelongings(person: Person, action: string): ("studio" | "enterprise")[] {
  if (action !== "readNotice") return ["studio", "enterprise"];
  // a notice is the organisation's: its own people may read it
  return (["studio", "enterprise"] as const).filter((level) => person.level !== level || !["own", "parent"].includes(person.relation));
}
