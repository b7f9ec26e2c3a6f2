import type { Random } from "../support/random";
import { type Kind, KINDS } from "./kinds";

/** What a tally knows of a target: its name, and the kinds that make sense for what it takes. */
export type Kindly = { name: string; kind: "action" | "route" | "page"; kinds: readonly Kind[] };
export type Pair<T extends Kindly> = { target: T; kind: Kind };

/** Every pair of target and kind once: first one action and one route of every kind, then the rest as the seed has it. */
export function planOf<T extends Kindly>(targets: readonly T[], random: Random): Pair<T>[] {
  const rest = targets.flatMap((target) => target.kinds.map((kind) => ({ target, kind })));
  for (let i = rest.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [rest[i], rest[j]] = [rest[j] as Pair<T>, rest[i] as Pair<T>];
  }
  const first = KINDS.flatMap((kind) =>
    (["action", "route"] as const).flatMap((of) => rest.find((pair) => pair.kind === kind && pair.target.kind === of) ?? []),
  );
  return [...first, ...rest.filter((pair) => !first.includes(pair))];
}

/** How many payloads of every kind were answered by every target. */
export class KindsTally {
  readonly #counts = new Map<string, number>();
  readonly #targets: readonly Kindly[];

  constructor(targets: readonly Kindly[]) {
    this.#targets = targets;
  }

  count(target: Kindly, kind: Kind | undefined): void {
    if (kind) this.#counts.set(`${target.name} ${kind}`, this.of(target, kind) + 1);
  }

  of(target: Kindly, kind: Kind): number {
    return this.#counts.get(`${target.name} ${kind}`) ?? 0;
  }

  /** Kinds that no action or no route has had; with all, also every target that has not had a kind that makes sense for it. */
  missing(all: boolean): string[] {
    const none = KINDS.flatMap((kind) =>
      (["action", "route"] as const)
        .filter((of) => this.#targets.every((target) => target.kind !== of || this.of(target, kind) === 0))
        .map((of) => `no ${of} was sent "${kind}"`),
    );
    if (!all) return none;
    return [...none, ...this.#pairs().flatMap(([target, kind, n]) => (n === 0 ? [`${target.name} was not sent "${kind}"`] : []))];
  }

  /** In words: the kind that actions had fewest of, the same of routes, and the pair of a kind and a target. */
  toString(): string {
    const fewest = (of: "action" | "route") =>
      KINDS.map((kind) => ({
        kind,
        n: sum(this.#pairs().map(([target, one, n]) => (target.kind === of && one === kind ? n : 0))),
      })).toSorted((a, b) => a.n - b.n)[0];
    const pairs = this.#pairs().toSorted(([, , a], [, , b]) => a - b);
    const reached = pairs.filter(([, , n]) => n > 0).length;
    const [action, route, pair] = [fewest("action"), fewest("route"), pairs[0]];
    return (
      `${KINDS.length} kinds of garbage, fewest to actions ${action?.n} (${action?.kind}), to routes ${route?.n} (${route?.kind}), ` +
      `${reached} of ${pairs.length} kinds × targets, fewest ${pair?.[2]}`
    );
  }

  #pairs(): [Kindly, Kind, number][] {
    return this.#targets.flatMap((target) => target.kinds.map((kind): [Kindly, Kind, number] => [target, kind, this.of(target, kind)]));
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
