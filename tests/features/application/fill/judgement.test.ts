import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { criteriaSet } from "@/domain/criteria-sets";
import { FilingStore } from "@/features/application/fill/filing-store";
import { Judge, placeOf } from "@/features/application/fill/judgement";
import { exampleFiling } from "../../../support/example-file";
import { exampleContext } from "../../../support/judge-example";
import { EXAMPLES } from "../../../support/reference";

const example = EXAMPLES.find((one) => one.id === "EX01")!;
const filing = exampleFiling(example);
const context = exampleContext(example, filing, []);

const bayou = criteriaSet("bayou")!;

function opened(set = bayou) {
  const sections = Object.fromEntries(
    Object.entries(filing.content).map(([key, data]) => [
      key,
      { revision: 1, data, updatedByName: "", updatedAt: "2026-05-18T04:00:00.000Z" },
    ]),
  );
  const props = {
    account: { id: "account", name: "本人" },
    application: { id: "application" },
    sections,
    attachments: filing.attachments,
    taken: context.taken,
    batch: context.batch,
    today: context.today,
    regions: context.regions.map((code) => ({ code, name: code })),
    recommenders: context.recommenders,
    set,
  };
  const deps = { send: (() => new Promise(() => {})) as never, store: null, tab: "tab", onMerged: () => {} };
  const store = new FilingStore(props as never, deps);
  return { store, judge: new Judge(store, props as never, "zh-CN") };
}

const address = placeOf("unit.address");
const rules = (errors: readonly { rule: string }[]) => errors.map(({ rule }) => rule);

describe("Judge", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("judges a moment after the content changed, and tells those who listen", () => {
    const { store, judge } = opened();
    const heard = vi.fn();
    judge.follow();
    judge.subscribe(heard);
    store.setField("unit.address", "");
    expect(rules(judge.errorsAt(address))).toEqual([]);
    vi.advanceTimersByTime(120);
    expect(rules(judge.errorsAt(address))).toEqual(["required"]);
    expect(heard).toHaveBeenCalledOnce();
  });

  it("knows what was written into the page, whatever was typed before it was first asked", () => {
    const { store, judge } = opened();
    store.setField("unit.address", "");
    judge.now();
    expect(rules(judge.writtenAt(address))).toEqual([]);
    expect(judge.written().context.content["unit"]?.["address"]).toBe(filing.content["unit"]?.["address"]);
    expect(rules(judge.errorsAt(address))).toEqual(["required"]);
    expect(judge.state()).not.toBe(judge.written());
  });

  it("judges nothing before it is asked, and once for all who ask", () => {
    const read = vi.fn();
    const set = new Proxy(bayou, { get: (of, key) => (read(), Reflect.get(of, key) as unknown) });
    const { judge } = opened(set);
    expect(read).not.toHaveBeenCalled();
    const first = judge.state();
    const reads = read.mock.calls.length;
    expect(reads).toBeGreaterThan(0);
    expect([judge.written(), judge.now(), judge.state()]).toEqual([first, first, first]);
    judge.errorsAt(address);
    expect(read).toHaveBeenCalledTimes(reads);
  });
});
