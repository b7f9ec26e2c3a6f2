import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SectionContent } from "@/domain/form-content";
import { FilingStore } from "@/features/application/fill/filing-store";
import { listPending, type TextStore } from "@/features/application/fill/pending-saves";
import type { SaveAnswer } from "@/features/application/fill/section-saver";

class MemoryStore implements TextStore {
  readonly texts = new Map<string, string>();
  full = false;
  get length() {
    return this.texts.size;
  }
  key = (index: number) => [...this.texts.keys()][index] ?? null;
  getItem = (key: string) => this.texts.get(key) ?? null;
  setItem = (key: string, text: string) => {
    if (this.full) throw new Error("QuotaExceededError");
    this.texts.set(key, text);
  };
  removeItem = (key: string) => void this.texts.delete(key);
}

const TAKEN = { name: null, lead: null };
const server = (data: SectionContent, revision = 0) => ({ revision, data, updatedByName: "同事", updatedAt: "2026-05-18T04:03:00.000Z" });

/** A server with one section that behaves as the real one: a revision that moved on is a conflict. */
function fakeServer(start: SectionContent = {}) {
  const state = { revision: 0, data: start, down: null as SaveAnswer | null, calls: 0 };
  const send = vi.fn(async (_id: string, _section: string, save: { revision: number; data: SectionContent }): Promise<SaveAnswer> => {
    state.calls += 1;
    if (state.down) return state.down;
    if (save.revision !== state.revision) return { kind: "conflict", current: server(state.data, state.revision) };
    state.revision += 1;
    state.data = save.data;
    return { kind: "saved", revision: state.revision, savedAt: "2026-05-18T04:03:00.000Z", taken: TAKEN };
  });
  return { state, send };
}

function makeStore(on: {
  send: never;
  store: TextStore | null;
  tab?: string;
  section?: ReturnType<typeof server>;
  onMerged?: (name: string) => void;
}) {
  const props = {
    account: { id: "account", name: "本人" },
    application: { id: "application" },
    sections: { studio: on.section ?? server({}) },
    attachments: [],
    taken: TAKEN,
  };
  return new FilingStore(props as never, { send: on.send, store: on.store, tab: on.tab ?? "tab", onMerged: on.onMerged ?? (() => {}) });
}

const OWNER = { accountId: "account", applicationId: "application", tab: "tab" };

describe("FilingStore", () => {
  beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-05-18T04:00:00Z") }));
  afterEach(() => void vi.useRealTimers());

  it("saves about a second after typing stops, once", async () => {
    const { state, send } = fakeServer();
    const store = makeStore({ send: send as never, store: new MemoryStore() });
    store.setField("studio.name", "周");
    await vi.advanceTimersByTimeAsync(500);
    store.setField("studio.name", "周启明");
    expect(store.state().save).toBe("dirty");
    await vi.advanceTimersByTimeAsync(800);
    expect(state.calls).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    expect(state).toMatchObject({ calls: 1, data: { name: "周启明" } });
    expect(store.state().save).toBe("saved");
  });

  it("keeps what is not saved in the browser, and forgets it once it is", async () => {
    const { state, send } = fakeServer();
    const texts = new MemoryStore();
    const store = makeStore({ send: send as never, store: texts });
    state.down = { kind: "away" };
    store.setField("studio.name", "离线时写的");
    await vi.advanceTimersByTimeAsync(1500);
    expect(store.state().save).toBe("offline");
    expect(listPending(texts, OWNER, Date.now())).toHaveLength(1);
    state.down = null;
    store.resume();
    await vi.advanceTimersByTimeAsync(10);
    expect(store.state().save).toBe("saved");
    expect(state.data).toEqual({ name: "离线时写的" });
    expect(texts.length).toBe(0);
  });

  it("tries again by itself while the server is away", async () => {
    const { state, send } = fakeServer();
    const store = makeStore({ send: send as never, store: null });
    state.down = { kind: "away" };
    store.setField("studio.name", "x");
    await vi.advanceTimersByTimeAsync(1000);
    state.down = null;
    await vi.advanceTimersByTimeAsync(2_100);
    expect(store.state().save).toBe("saved");
  });

  it("takes up after a reload what an earlier page could not save", async () => {
    const { state, send } = fakeServer();
    const texts = new MemoryStore();
    const first = makeStore({ send: send as never, store: texts });
    state.down = { kind: "away" };
    first.setField("studio.name", "没有保存");
    first.leave();
    state.down = null;
    const second = makeStore({ send: send as never, store: texts });
    second.restore();
    expect(second.state().content["studio"]).toEqual({ name: "没有保存" });
    await vi.advanceTimersByTimeAsync(10);
    expect(state.data).toEqual({ name: "没有保存" });
  });

  it("never shows what another account typed on the same machine", () => {
    const texts = new MemoryStore();
    const store = makeStore({ send: fakeServer().send as never, store: texts });
    store.setField("studio.name", "x");
    store.leave();
    expect(listPending(texts, { ...OWNER, accountId: "other" }, Date.now())).toEqual([]);
    expect(listPending(texts, { ...OWNER, tab: "another tab" }, Date.now())).toEqual([]);
    expect(listPending(texts, { ...OWNER, tab: "another tab" }, Date.now() + 60_000)).toHaveLength(1);
  });

  it("brings different fields together by itself and says so", async () => {
    const { state, send } = fakeServer({ name: "甲", specialty: "焊接" });
    const merged = vi.fn();
    const store = makeStore({ send: send as never, store: null, section: server({ name: "甲", specialty: "焊接" }), onMerged: merged });
    Object.assign(state, { revision: 3, data: { name: "甲", specialty: "铸造" } });
    store.setField("studio.name", "乙");
    await vi.advanceTimersByTimeAsync(1100);
    expect(state.data).toEqual({ name: "乙", specialty: "铸造" });
    expect(store.state()).toMatchObject({ save: "saved", content: { studio: { name: "乙", specialty: "铸造" } } });
    expect(merged).toHaveBeenCalledExactlyOnceWith("同事");
  });

  it("overwrites nothing when both changed the same field, and saves what is chosen", async () => {
    const { state, send } = fakeServer({ name: "甲" });
    const store = makeStore({ send: send as never, store: null, section: server({ name: "甲" }) });
    Object.assign(state, { revision: 1, data: { name: "他人" } });
    store.setField("studio.name", "本人");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(store.state().save).toBe("conflict");
    expect(state.data).toEqual({ name: "他人" });
    store.resolve([true]);
    await vi.advanceTimersByTimeAsync(10);
    expect(store.state().content["studio"]).toEqual({ name: "他人" });
    expect(store.state().save).toBe("saved");
  });

  it("finds an open conflict again after a reload, in every section, before anything is sent", async () => {
    const { state, send } = fakeServer({ name: "甲" });
    const texts = new MemoryStore();
    const before = makeStore({ send: send as never, store: texts, section: server({ name: "甲" }) });
    Object.assign(state, { revision: 1, data: { name: "他人" } });
    before.setField("studio.name", "本人");
    await vi.advanceTimersByTimeAsync(1100);
    expect(before.state().save).toBe("conflict");
    const after = makeStore({ send: send as never, store: texts, section: server({ name: "他人" }, 1) });
    after.restore();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(after.state().conflict?.places).toEqual([{ field: "name", mine: "本人", theirs: "他人" }]);
    expect(state.data).toEqual({ name: "他人" });
    after.resolve([false]);
    await vi.advanceTimersByTimeAsync(10);
    expect(state.data).toEqual({ name: "本人" });
    expect(texts.length).toBe(0);
  });

  it("is not disturbed by its own save whose answer was lost", async () => {
    const { state, send } = fakeServer();
    const merged = vi.fn();
    const store = makeStore({ send: send as never, store: null, onMerged: merged });
    Object.assign(state, { revision: 1, data: { name: "本人" } });
    store.setField("studio.name", "本人");
    await vi.advanceTimersByTimeAsync(1100);
    expect(store.state().save).toBe("saved");
    expect(merged).not.toHaveBeenCalled();
  });

  it("waits for signing in again without losing a character", async () => {
    const { state, send } = fakeServer();
    const store = makeStore({ send: send as never, store: null });
    state.down = { kind: "signedOut" };
    store.setField("studio.name", "前半");
    await vi.advanceTimersByTimeAsync(1100);
    expect(store.state().save).toBe("signedOut");
    store.setField("studio.name", "前半后半");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(state.calls).toBe(1);
    state.down = null;
    store.resume();
    await vi.advanceTimersByTimeAsync(10);
    expect(state.data).toEqual({ name: "前半后半" });
  });

  it("goes on when the browser has no room", async () => {
    const { state, send } = fakeServer();
    const texts = new MemoryStore();
    texts.full = true;
    const store = makeStore({ send: send as never, store: texts });
    store.setField("studio.name", "x");
    await vi.advanceTimersByTimeAsync(1100);
    expect(state.data).toEqual({ name: "x" });
  });
});
