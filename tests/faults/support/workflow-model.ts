/**
 * The workflow as the text of the rules says it, written without the code under test: what an actor may do with one case
 * and what it becomes. Levels of the route: 0 enterprise, 1 district or industry union, 2 city; two reviewers
 * on each. Pure.
 */
export type Actor = { name: string; kind: "lead" | "reviewer" | "admin" | "clock" | "office"; level: number };
export type Act =
  | "create" | "submit" | "submitLate" | "withdraw" | "reopen" | "openWholeForm" | "copy" | "open" | "approve" | "approveUnexplained" | "return"
  | "reopenExpired" | "proposeReject" | "proposeVoid" | "confirm" | "decline" | "cancel" | "takeBack" | "expire" | "announce"
  | "emptyEnterprise" | "emptyUnion" | "leaveOne" | "refill"; // oxfmt-ignore

export type Model = {
  /** draft, review, returned, withdrawn, approved, publicity, named, rejected, expired, voided */
  status: string;
  /** the level that holds the case, or that returned it */
  level: number | null;
  round: number;
  version: number;
  pending: { kind: "reject" | "void"; by: string; level: number } | null;
  /** standing decisions: "round:level" → who and what */
  standing: Record<string, { by: string; outcome: "approve" | "return" | "reject" }>;
  returns: number[];
  opened: Record<string, true>;
  whole: boolean;
  reopened: number;
  /** reviewers whose role has been taken away; sorted */
  gone: string[];
};

export const NEW_CASE: Model = { status: "draft", level: null, round: 0, version: 0, pending: null, standing: {}, returns: [0, 0, 0], opened: {}, whole: false, reopened: 0, gone: [] }; // oxfmt-ignore

const AFTER_APPROVAL = ["approved", "publicity", "named"];
const ANNOUNCED: Record<string, string> = { approved: "publicity", publicity: "named" };
const MAX_RETURNS = 3;
/** What somebody is told whose page is older than the case, or who answers a proposal that is no longer there. */
const OUTDATED = "outdated";
const REVIEWERS = [["e1", "e2"], ["u1", "u2"], ["c1", "c2"]]; // oxfmt-ignore
const SETTLERS = [["e1", "e2"], ["u1", "u2"], ["c1", "c2", "a1", "a2"]]; // oxfmt-ignore
/** Who leaves, or comes back, by a step of the office that keeps the roles. */
const LEAVING: Partial<Record<Act, readonly string[]>> = { emptyEnterprise: ["e1", "e2"], emptyUnion: ["u1", "u2"], leaveOne: ["u2"], refill: [] }; // oxfmt-ignore

/** In review, and nobody of the level that holds it may decide: the union above acts for it (代审). */
export function needsActing(m: Model): boolean {
  return m.status === "review" && (REVIEWERS[m.level ?? 0] ?? []).every((name) => m.gone.includes(name) || hasDecided(m, name));
}

function hasDecided(m: Model, name: string): boolean {
  return Object.values(m.standing).some((one) => one.by === name);
}

/** A second person: of the proposer's union; of the union above where that union has nobody else who may. */
function settles(m: Model, actor: Actor): boolean {
  const { pending } = m;
  if (!pending || pending.by === actor.name || hasDecided(m, actor.name)) return false;
  if (actor.level === pending.level) return true;
  const others = (SETTLERS[pending.level] ?? []).filter((name) => name !== pending.by && !m.gone.includes(name) && !hasDecided(m, name));
  return others.length === 0 && actor.kind === "reviewer" && actor.level === pending.level + 1;
}

/** The case afterwards, or the code of the refusal. stale: the actor's page shows an older version. */
export function step(m: Model, actor: Actor, act: Act, stale = false): Model | string {
  if (m.gone.includes(actor.name)) return "signedOut";
  const next = structuredClone(m);
  const moved = (change: Partial<Model>): Model => Object.assign(next, change, { version: m.version + 1 });
  const key = `${m.round}:${m.level}`;
  const review = m.status === "review";
  const leaving = LEAVING[act];
  if (leaving) return { ...next, gone: act === "refill" ? [] : [...new Set([...m.gone, ...leaving])].toSorted() };
  if (act === "expire") return m.status === "returned" ? moved({ status: "expired" }) : "nothing";
  if (act === "announce") {
    const after = ANNOUNCED[m.status];
    return after ? { ...m, status: after } : "nothing";
  }
  if (actor.kind === "lead") return stepOfLead();
  if (m.round === 0) return "notFound";
  const holder = actor.kind === "reviewer" && actor.level === m.level;
  const acting = actor.kind === "reviewer" && actor.level === (m.level ?? 9) + 1 && needsActing(m);
  const decided = hasDecided(m, actor.name);
  if (act === "open") {
    if (acting ? !decided : holder && !(review && decided)) next.opened[key] = true;
    return next;
  }
  if (stale) return act === "takeBack" ? "nothingToTakeBack" : OUTDATED;
  switch (act) {
    case "approve":
    case "approveUnexplained":
    case "return":
    case "proposeReject": {
      const level = m.level ?? 0;
      if ((holder || acting) && review && decided) return "samePerson";
      if (!review || !(holder || acting)) return "illegalMove";
      if (m.pending) return "pendingRejection";
      if (acting && act === "approveUnexplained") return "required";
      if (act === "proposeReject") return moved({ pending: { kind: "reject", by: actor.name, level: actor.level } });
      if (act === "return") {
        if ((m.returns[level] ?? 0) >= MAX_RETURNS) return "maxReturns";
        next.standing[key] = { by: actor.name, outcome: "return" };
        next.returns[level] = (m.returns[level] ?? 0) + 1;
        return moved({ status: "returned", whole: false });
      }
      next.standing[key] = { by: actor.name, outcome: "approve" };
      return moved(level === 2 ? { status: "approved", level: null } : { level: level + 1 });
    }
    case "reopenExpired":
      if (m.status !== "expired" || !holder) return "illegalMove";
      return m.reopened > 0 ? "alreadyReopened" : moved({ status: "returned", reopened: 1 });
    case "proposeVoid":
      if (!AFTER_APPROVAL.includes(m.status) || actor.kind !== "admin") return "illegalMove";
      return m.pending ? "pendingRejection" : moved({ pending: { kind: "void", by: actor.name, level: actor.level } });
    case "takeBack": {
      const before = `${m.round}:${(m.level ?? 0) - 1}`;
      const own = m.standing[before];
      if (!review || own?.outcome !== "approve" || own.by !== actor.name || m.opened[key]) return "nothingToTakeBack";
      if (m.pending) return "pendingRejection";
      delete next.standing[before];
      return moved({ level: (m.level ?? 0) - 1 });
    }
    case "confirm":
    case "decline":
    case "cancel":
      if (!m.pending) return OUTDATED;
      if (act === "cancel") return m.pending.by === actor.name ? moved({ pending: null }) : "illegalMove";
      if (m.pending.by === actor.name) return "secondPerson";
      if (!settles(m, actor)) return "illegalMove";
      if (act === "decline") return moved({ pending: null });
      if (m.pending.kind === "reject") next.standing[key] = { by: m.pending.by, outcome: "reject" };
      return moved(m.pending.kind === "reject" ? { status: "rejected", pending: null } : { status: "voided", pending: null, level: null });
    default:
      return "illegalMove";
  }

  function stepOfLead(): Model | string {
    // a studio has one live application in a batch; another draft is made and thrown away again
    if (act === "create") return ["withdrawn", "rejected", "expired", "voided"].includes(m.status) ? m : "liveApplication";
    if (stale && act !== "copy") return "stale";
    if (act === "copy") return ["rejected", "expired", "voided"].includes(m.status) ? m : "illegalMove";
    if (act === "submit" || act === "submitLate") {
      if (m.status === "draft") return moved({ status: "review", level: 0, round: m.round + 1, whole: false });
      if (m.status !== "returned") return "illegalMove";
      if (act === "submitLate") return "dueDatePassed";
      for (const [at, one] of Object.entries(m.standing)) if (m.whole || one.outcome === "return") delete next.standing[at];
      return moved({ status: "review", level: m.whole ? 0 : m.level, round: m.round + 1, whole: false });
    }
    if (act === "withdraw") return review || m.status === "returned" ? moved({ status: "withdrawn", level: null, pending: null }) : "illegalMove"; // oxfmt-ignore
    if (act === "reopen") return m.status === "withdrawn" ? moved({ status: "draft", level: null, standing: {} }) : "illegalMove";
    return act === "openWholeForm" && m.status === "returned" ? moved({ whole: true }) : "illegalMove";
  }
}
