import fc from "fast-check";
import { expect } from "vitest";
import { MOVES } from "@/domain/review-stages";
import { ACTORS, type Line, type RealCase } from "./workflow-case";
import { type Act, type Actor, type Model, needsActing, NEW_CASE, step } from "./workflow-model";

const ACTS_OF: Record<Actor["kind"], readonly Act[]> = {
  lead: ["create", "submit", "submitLate", "withdraw", "reopen", "openWholeForm", "copy"],
  reviewer: ["open", "approve", "approveUnexplained", "return", "reopenExpired", "proposeReject", "proposeVoid", "confirm", "decline", "cancel", "takeBack"],
  admin: ["open", "approve", "proposeReject", "proposeVoid", "confirm", "decline", "cancel"],
  clock: ["expire", "announce"],
  office: ["emptyEnterprise", "emptyUnion", "leaveOne", "refill"],
}; // oxfmt-ignore
/** How much more often than others a way is taken that leads far or lies at the end of a long one. */
const WEIGHTS: Partial<Record<Act, number>> = { submit: 3, approve: 2, announce: 2, return: 2, takeBack: 3, proposeVoid: 3, confirm: 2, expire: 3, copy: 2, withdraw: 2, approveUnexplained: 0, open: 0 }; // oxfmt-ignore
const EDGE_NAMES: Partial<Record<Act, (m: Model) => string>> = {
  submit: (m) => (m.status === "draft" ? "submit" : "resubmit"),
  submitLate: () => "submit",
  approveUnexplained: () => "approve",
  confirm: (m) => (m.pending?.kind === "void" ? "confirmVoid" : "confirmReject"),
  decline: (m) => (m.pending?.kind === "void" ? "declineVoid" : "declineReject"),
  cancel: (m) => (m.pending?.kind === "void" ? "cancelVoid" : "cancelReject"),
};
const ALL = ACTORS.flatMap((actor) => ACTS_OF[actor.kind].map((act) => ({ actor, act })));

/** What every case must have been through, together: every way of the table of moves. */
export const WANTED_EDGES = Object.entries(MOVES).flatMap(([name, move]) =>
  (move.from ?? ["nothing"]).map((from) => `${name} from ${from}`),
);
/** The moves of 代审: made by the union above a level that has nobody who may decide. */
export const WANTED_ACTING = ["approve", "return", "proposeReject"].flatMap((act) => [`${act} at level 0`, `${act} at level 1`]);

/** What a run has been through; times: how often each way was taken. */
export class Coverage {
  readonly edges = new Map<string, number>();
  readonly states = new Set<string>(["draft"]);
  readonly refusals = new Set<string>();
  readonly acting = new Set<string>();
  commands = 0;
}

export type World = { real: RealCase; audit: number; rules: typeof step; coverage: Coverage };
type State = { model: Model };
/**
 * free: this actor tries this, maybe on an old page. Otherwise one of the moves that are allowed now, so that cases get
 * far; office: somebody loses a role, or all have theirs again.
 */
type Wish = { pick: number; way: "free" | "office" | "allowed"; stale: boolean };

/** The way to the naming: a sequence begins at one of its stations, which these commands have reached. */
const WAY: readonly (readonly [actor: string, act: Act])[] = [
  ["lead", "submit"],
  ["e1", "approve"],
  ["u1", "approve"],
  ["c1", "approve"],
  ["clock", "announce"],
  ["clock", "announce"],
];

/** The status as the table calls it. */
function statusOf(model: Model, line: Line): string {
  return model.status === "review" ? (line.route[model.level ?? 0] ?? "") : model.status;
}

function expected(model: Model, audit: number): Record<string, unknown> {
  const { returns: _returns, ...rest } = model;
  return {
    ...rest,
    pending: model.pending && { kind: model.pending.kind, by: model.pending.by },
    live: !["withdrawn", "rejected", "expired", "voided"].includes(model.status),
    events: model.version,
    snapshots: model.round,
    audit,
  };
}

class Command implements fc.AsyncCommand<State, World> {
  readonly wish: Wish;
  private words: string;
  constructor(wish: Wish) {
    this.wish = wish;
    this.words = JSON.stringify(wish);
  }

  check(): boolean {
    return true;
  }

  /** What is done, or undefined where nothing of the kind is possible. */
  private choose(model: Model, rules: typeof step): { actor: Actor; act: Act } | undefined {
    const { pick, way } = this.wish;
    const present = ALL.filter(({ actor }) => !model.gone.includes(actor.name));
    if (way === "free") return present[pick % present.length];
    const office = present.filter(({ actor }) => actor.kind === "office");
    if (way === "office") return office[pick % office.length];
    const choices = present
      .filter(({ actor, act }) => actor.kind !== "office" && typeof rules(model, actor, act) !== "string")
      .flatMap((one) => Array.from({ length: WEIGHTS[one.act] ?? 1 }, () => one));
    return choices[pick % choices.length];
  }

  async run(state: State, world: World): Promise<void> {
    const { model } = state;
    const { rules, coverage, real } = world;
    const choice = this.choose(model, rules);
    if (!choice) return;
    const { actor, act } = choice;
    const stale = this.wish.way === "free" && this.wish.stale && model.version > 0;
    this.words = `${actor.name} ${act}${stale ? " on an old page" : ""}`;
    const after = rules(model, actor, act, stale);
    const said = await real.act(actor, act, stale);
    coverage.commands += 1;
    if (typeof after === "string") {
      const words = after === "outdated" ? ["stale", "alreadyDecided", "pendingRejection"] : [after];
      expect(words, `${this.words} is refused`).toContain(said);
      coverage.refusals.add(after);
    } else {
      expect(said, this.words).toBe("done");
      const name = EDGE_NAMES[act]?.(model) ?? act;
      const edge = `${name} from ${act === "create" ? "nothing" : statusOf(model, real.line)}`;
      coverage.edges.set(edge, (coverage.edges.get(edge) ?? 0) + 1);
      coverage.states.add(statusOf(after, real.line));
      if (needsActing(model) && actor.level === (model.level ?? 9) + 1) coverage.acting.add(`${name} at level ${model.level}`);
      world.audit += act === "copy" || act === "create" ? 2 : after.version - model.version;
      state.model = after;
    }
    expect(await real.observe(), `after ${this.words}`).toEqual(expected(state.model, world.audit));
  }

  toString(): string {
    return this.words;
  }
}

/** Of ten commands, how many try anything at all, how many empty or fill a union; the rest is allowed. */
function commandsOf(free: number, office: number, [minLength, maxLength]: readonly [number, number]): fc.Arbitrary<Command[]> {
  const ways = [free, office, 10 - free - office].flatMap((n, at) =>
    Array.from({ length: n }, () => (["free", "office", "allowed"] as const)[at] ?? "allowed"),
  );
  const wish = fc.record({
    pick: fc.nat(100_000),
    way: fc.constantFrom(...ways),
    stale: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  });
  return fc.array(
    wish.map((one) => new Command(one)),
    { minLength, maxLength },
  );
}

/** Where a sequence begins, and what follows. */
export const sequences = fc.record({ station: fc.nat(WAY.length), commands: commandsOf(3, 1, [4, 14]) });
/** The same with more that must be refused, for faults that let something through. */
export const boldSequences = fc.record({ station: fc.nat(WAY.length), commands: commandsOf(6, 1, [2, 12]) });

/** Plays the way once and keeps the case at every station. @returns the model at each */
export async function keepStations(real: RealCase, coverage: Coverage): Promise<Model[]> {
  const models = [structuredClone(NEW_CASE)];
  await real.keep("0");
  for (const [at, [name, act]] of WAY.entries()) {
    const actor = ACTORS.find((one) => one.name === name) as Actor;
    const state = { model: models[at] as Model };
    const { audit } = (await real.observe()) as { audit: number };
    const command = new Command({ pick: ALL.findIndex((one) => one.actor === actor && one.act === act), way: "free", stale: false });
    await command.run(state, { real, audit, rules: step, coverage });
    models.push(state.model);
    await real.keep(`${at + 1}`);
  }
  return models;
}
