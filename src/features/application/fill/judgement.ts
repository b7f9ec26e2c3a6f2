import { type CriteriaContext, demandedPaths, type Evaluation, evaluateCriteria } from "@/domain/evaluate-criteria";
import type { CriteriaSet } from "@/domain/criteria-set";
import { type FormError, formErrors } from "@/domain/form-errors";
import type { Locale } from "@/domain/locale";
import { storeContent } from "@/domain/storage-rules";
import type { FillProps } from "./fill-props";
import type { FilingState } from "./filing-state";
import type { FilingStore } from "./filing-store";

/** What the rules say of what is typed: the same pure functions that the server asks again at submission. */
export type Judgement = {
  context: CriteriaContext;
  errors: readonly FormError[];
  evaluation: Evaluation;
  /** paths that carry an asterisk */
  demanded: ReadonlySet<string>;
};

type Judged = Pick<FilingState, "content" | "attachments" | "taken">;
type Verdict = { judgement: Judgement; byPlace: ReadonlyMap<string, readonly FormError[]> };
type JudgeProps = Pick<FillProps, "batch" | "today" | "regions" | "recommenders"> & { set: CriteriaSet };

const JUDGE_MS = 120;

export function judge(state: Judged, props: JudgeProps, locale: Locale): Judgement {
  const context: CriteriaContext = {
    content: storeContent(state.content),
    attachments: state.attachments,
    batch: props.batch,
    today: props.today,
    regions: props.regions.map((region) => region.code),
    recommenders: props.recommenders,
    taken: state.taken,
  };
  return {
    context,
    errors: formErrors(context),
    evaluation: evaluateCriteria(props.set, context, locale),
    demanded: demandedPaths(props.set, context),
  };
}

/** Judges again a moment after the content changed, outside the key stroke. */
export class Judge {
  readonly #store: FilingStore;
  readonly #props: JudgeProps;
  readonly #locale: Locale;
  readonly #listeners = new Set<() => void>();
  readonly #opened: Judged;
  #judged: Judged;
  #written: Verdict | undefined;
  #latest: Verdict | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: FilingStore, props: JudgeProps, locale: Locale) {
    this.#store = store;
    this.#props = props;
    this.#locale = locale;
    this.#opened = store.state();
    this.#judged = this.#opened;
  }

  #verdict(judged: Judged): Verdict {
    const judgement = judge(judged, this.#props, this.#locale);
    return { judgement, byPlace: errorsByPlace(judgement.errors) };
  }

  /** Of what stood there when the page was written. Only when it is asked for: where the form begins there is enough to do. */
  #first(): Verdict {
    return (this.#written ??= this.#verdict(this.#opened));
  }

  /** Follows the store until the answer is called. */
  readonly follow = (): (() => void) =>
    this.#store.subscribe(() => {
      if (!this.#isStale() || this.#timer) return;
      this.#timer = setTimeout(() => this.now(), JUDGE_MS);
    });

  #isStale(): boolean {
    const { content, attachments, taken } = this.#store.state();
    return content !== this.#judged.content || attachments !== this.#judged.attachments || taken !== this.#judged.taken;
  }

  /** The judgement of what stands there now. */
  now(): Judgement {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isStale()) {
      this.#judged = this.#store.state();
      this.#latest = this.#verdict(this.#judged);
      for (const listener of this.#listeners) listener();
    }
    return this.state();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): Judgement => (this.#latest ?? this.#first()).judgement;

  /** As the server wrote it into the page: parts that come to life later begin with it, whatever was typed meanwhile. */
  readonly written = (): Judgement => this.#first().judgement;

  errorsAt(place: string): readonly FormError[] {
    return (this.#latest ?? this.#first()).byPlace.get(place) ?? [];
  }

  writtenAt(place: string): readonly FormError[] {
    return this.#first().byPlace.get(place) ?? [];
  }
}

/** Name of one place of the form: a field, or a column in a row. */
export function placeOf(path: string, rowId?: string): string {
  return rowId === undefined ? path : `${path}|${rowId}`;
}

function errorsByPlace(errors: readonly FormError[]): ReadonlyMap<string, readonly FormError[]> {
  const map = new Map<string, FormError[]>();
  for (const error of errors) {
    const place = placeOf(error.path, error.rowId);
    map.set(place, [...(map.get(place) ?? []), error]);
  }
  return map;
}
