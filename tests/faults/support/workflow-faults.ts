import { MOVES } from "@/domain/review-stages";
import { type Model, step } from "./workflow-model";

/** A fault put in on purpose, in the model's rules or in the product's table; plant answers what takes it out again. */
type Planted = { what: string; quick?: true; rules?: typeof step; plant?: () => () => void };

/** The model with one answer changed. */
function bent(change: (after: Model | string, ...asked: Parameters<typeof step>) => Model | string): typeof step {
  return (...asked) => change(step(...asked), ...asked);
}

type Row = Record<string, unknown>;

/** The product's table with one cell changed. */
function cell(move: keyof typeof MOVES, key: string, value: (old: never) => unknown): () => () => void {
  return () => {
    const row = MOVES[move] as Row;
    const old = row[key];
    row[key] = value(old as never);
    return () => {
      row[key] = old;
    };
  };
}

export const PLANTED: readonly Planted[] = [
  {
    what: "the model lets a second approval of the enterprise union skip the union above",
    quick: true,
    rules: bent((after, before, _actor, act) =>
      typeof after !== "string" && act === "approve" && before.level === 0 && before.round > 0 ? { ...after, level: 2 } : after,
    ),
  },
  {
    what: "the model forgets that a returned case keeps its stage",
    rules: bent((after, _before, _actor, act) => (typeof after !== "string" && act === "return" ? { ...after, level: null } : after)),
  },
  {
    what: "the model lets the union above act although the stage has its own reviewer",
    rules: bent((after, before, actor, act) =>
      after === "illegalMove" && act === "approve" && actor.level === (before.level ?? 9) + 1 && before.status === "review"
        ? step({ ...before, gone: ["e1", "e2", "u1", "u2"].filter((name) => name !== actor.name) }, actor, act)
        : after,
    ),
  },
  {
    what: "the model lets the union that acts for an empty stage pass its own stage, too",
    rules: bent((after, before, actor, act) =>
      typeof after !== "string" && act === "approve" && before.level === 0 && actor.level === 1 ? { ...after, level: 2 } : after,
    ),
  },
  {
    what: "the table lets a returned case be approved",
    plant: cell("approve", "from", (old: readonly string[]) => [...old, "returned"]),
  },
  {
    what: "the table returns a case whose rejection was declined",
    plant: cell("declineReject", "to", () => "returned"),
  },
  {
    what: "the table does not let a lead withdraw from review",
    quick: true,
    plant: cell("withdraw", "from", () => ["returned"]),
  },
  {
    what: "the table sends an approval back to the lead",
    plant: cell("approve", "to", () => "returned"),
  },
  {
    what: "the table forgets that an open proposal stops the review",
    plant: cell("approve", "pending", () => "any"),
  },
  {
    what: "the table keeps the decisions of a case that starts over",
    plant: cell("reopen", "lapses", () => undefined),
  },
];
