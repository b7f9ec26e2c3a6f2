import pg from "pg";
import { describe, expect, it } from "vitest";
import { gathered } from "@/data/gathered-reads";
import { Prisma } from "@/data/generated/client";

const scope = () => ({ lo: "AY", hi: "AZ" });
const sql = (text: string) => Prisma.raw(text);

/** Answers each statement with its own text, and notes which came together; one called bad fails its message. */
function database(error: Error = new pg.DatabaseError("bad", 3, "error")) {
  const messages: string[][] = [];
  const send = async (_scope: object, statements: readonly Prisma.Sql[]) => {
    const texts = statements.map(({ text }) => text);
    messages.push(texts);
    if (texts.includes("bad")) throw error;
    return texts.map((text) => [{ text }]);
  };
  return { messages, send };
}

describe("gathered", () => {
  it("sends in one message what is asked for under one scope in turns that follow each other", async () => {
    const { messages, send } = database();
    const one = scope();
    const frame = gathered(one, sql("frame"), send);
    const list = new Promise((resolve) => setImmediate(() => resolve(gathered(one, sql("list"), send))));
    expect(await Promise.all([frame, list])).toEqual([[{ text: "frame" }], [{ text: "list" }]]);
    expect(messages).toEqual([["frame", "list"]]);
  });

  it("never puts two scopes into one message, equal as they may be", async () => {
    const { messages, send } = database();
    await Promise.all([gathered(scope(), sql("a"), send), gathered(scope(), sql("b"), send)]);
    expect(messages).toEqual([["a"], ["b"]]);
  });

  it("begins a new message for what comes later", async () => {
    const { messages, send } = database();
    const one = scope();
    await gathered(one, sql("a"), send);
    await gathered(one, sql("b"), send);
    expect(messages).toEqual([["a"], ["b"]]);
  });

  it("asks again one by one when a statement fails, so that it takes none of the others with it", async () => {
    const { messages, send } = database();
    const one = scope();
    const all = await Promise.allSettled(["a", "bad", "b"].map((text) => gathered(one, sql(text), send)));
    expect(all.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(messages).toEqual([["a", "bad", "b"], ["a"], ["bad"], ["b"]]);
  });

  it("does not ask again what ran out of time", async () => {
    const late = Object.assign(new pg.DatabaseError("canceling statement due to statement timeout", 3, "error"), { code: "57014" });
    const { messages, send } = database(late);
    const one = scope();
    const all = await Promise.allSettled(["a", "bad"].map((text) => gathered(one, sql(text), send)));
    expect(all.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(messages).toHaveLength(1);
  });

  it("does not ask again a database that is away", async () => {
    const away = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", syscall: "connect" });
    const { messages, send } = database(away);
    const one = scope();
    const all = await Promise.allSettled(["a", "bad"].map((text) => gathered(one, sql(text), send)));
    expect(all.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(messages).toHaveLength(1);
  });
});
