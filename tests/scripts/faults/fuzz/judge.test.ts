import { describe, expect, it } from "vitest";
import { effectFault, outcomeOf } from "../../../../scripts/faults/fuzz/judge";
import type { Payload, Target } from "../../../../scripts/faults/fuzz/making";
import type { Answer } from "../../../../scripts/faults/support/send";

const action: Target = { name: "actions.ts#move", kind: "action", kinds: [], make: () => ({ path: "/" }) };
const route: Target = { ...action, name: "POST /api/studios", kind: "route" };
const signIn: Target = { ...route, name: "POST /api/auth/callback/credentials" };
const post: Payload = { method: "POST", path: "/work" };
const answer = (status: number, headers: Answer["headers"] = {}, body = ""): Answer => ({
  status,
  headers,
  rawHeaders: [],
  body: Buffer.from(body),
  ms: 1,
});
const FLIGHT = { "content-type": "text/x-component" };
const returning = (value: string, headers: Answer["headers"] = {}) =>
  answer(200, { ...FLIGHT, ...headers }, `2:"$Sreact.fragment"\n0:{"a":"$@1","q":"","i":false}\n1:${value}\n`);

describe("outcomeOf", () => {
  it("believes what an action returned, wherever its row stands", () => {
    expect(outcomeOf(action, post, returning('{"ok":true,"code":"ok"}'), true)).toBe("done");
    expect(outcomeOf(action, post, returning('{"ok":false,"code":"invalid"}', { "x-action-revalidated": "1" }), true)).toBe("refused");
  });

  it("does not take a text in the page for what the action returned", () => {
    const page = `1:{"ok":false,"code":"invalid"}\n0:{"a":"$@1"}\n3:["p",{"children":"\\"ok\\":true"}]\n4:{"ok":true}\n`;
    expect(outcomeOf(action, post, answer(200, FLIGHT, page), true)).toBe("refused");
  });

  it("takes an action that returns nothing as done when it had pages drawn anew, else as refused", () => {
    expect(outcomeOf(action, post, returning('"$undefined"', { "x-action-revalidated": "1" }), true)).toBe("done");
    expect(outcomeOf(action, post, returning('"$undefined"'), true)).toBe("refused");
  });

  it("takes a page as a refusal, except of a form without script that the action would take", () => {
    const page = answer(200, { "content-type": "text/html; charset=utf-8" }, "<!DOCTYPE html>");
    expect(outcomeOf(action, post, page, true)).toBe("refused");
    expect(outcomeOf(action, { ...post, mayWork: true }, page, true)).toBe("untold");
  });

  it("takes 303 as done and a page's 307 to the sign-in as a refusal", () => {
    expect(outcomeOf(action, post, answer(303, { location: "/sign-in" }), true)).toBe("done");
    expect(outcomeOf(action, post, answer(307, { location: "/sign-in?next=%2Fwork" }), true)).toBe("refused");
  });

  it("takes an error's status and a stranger's page as refusals", () => {
    expect(outcomeOf(action, post, answer(404), true)).toBe("refused");
    expect(outcomeOf(action, post, returning('{"ok":true}'), false)).toBe("refused");
  });

  it("takes a route as done by its status, a sign-in by the session that it opens", () => {
    expect(outcomeOf(route, post, answer(200), true)).toBe("done");
    expect(outcomeOf(signIn, post, answer(302), true)).toBe("refused");
    expect(outcomeOf(signIn, post, answer(302, { "set-cookie": ["portal-session=abc; Path=/"] }), true)).toBe("done");
    expect(outcomeOf(signIn, post, answer(302, { "set-cookie": ["portal-session=; Max-Age=0"] }), true)).toBe("refused");
  });
});

describe("effectFault", () => {
  it("finds a refusal that changed rows, of garbage and of anything else", () => {
    for (const mode of ["valid", "mutated", "garbage"] as const)
      expect(effectFault(action, mode, "refused", 200, ["notice"])).toMatch(/refused with 200, and yet changed notice/);
    expect(effectFault(action, "garbage", "refused", 400, [])).toBeNull();
  });

  it("finds an action that takes garbage for its input, with rows or without", () => {
    expect(effectFault(action, "garbage", "done", 200, [])).toMatch(/garbage was answered 200 as done/);
    expect(effectFault(action, "garbage", "untold", 200, ["application"])).toMatch(/changed application/);
  });

  it("lets what takes no input do its work", () => {
    expect(effectFault({ ...action, inputless: true }, "garbage", "done", 303, ["user_session"])).toBeNull();
    expect(effectFault({ ...action, inputless: true }, "garbage", "refused", 400, ["user_session"])).not.toBeNull();
    expect(effectFault(action, "mutated", "done", 200, ["application"])).toBeNull();
  });
});
