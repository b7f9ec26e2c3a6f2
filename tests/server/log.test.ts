import { describe, expect, it } from "vitest";
import { describeError, makeLog, requestIdOf } from "@/server/log";

/** Personal data as they stand in the messages of the database and of Prisma. */
const PRISMA_ERROR = `
Invalid \`prisma.userAccount.create()\` invocation:

{
  data: { name: "张三丰", mobile: "13812345678" }
}

Unique constraint failed on the fields: (\`login\`)`;

describe("describeError", () => {
  it.each([
    ["the arguments of a Prisma call", PRISMA_ERROR],
    [
      "the row of PostgreSQL's detail",
      "null value in column violates not-null constraint DETAIL: Failing row contains (张三丰, 13812345678).",
    ],
    ["a quoted value", 'invalid input syntax for type date: "张三丰 13812345678"'],
    ["a long number", "no account with 13812345678"],
  ])("leaves out %s", (_what, message) => {
    const text = JSON.stringify(describeError(new Error(message)));
    expect(text).not.toContain("张三丰");
    expect(text).not.toContain("13812345678");
  });

  it("keeps what helps to find the fault", () => {
    const error = Object.assign(new TypeError("cannot read the form"), {
      code: "P2002",
      meta: { modelName: "UserAccount", target: ["张三丰"] },
    });
    expect(describeError(error)).toMatchObject({ type: "TypeError", code: "P2002", model: "UserAccount", message: "cannot read the form" });
    expect(JSON.stringify(describeError(error))).not.toContain("张三丰");
    expect(describeError(error)["at"]).not.toEqual([]);
  });

  it("says of a thrown value no more than its type", () => {
    expect(describeError("13812345678")).toEqual({ type: "string" });
  });
});

describe("makeLog", () => {
  it("writes one JSON object a line and takes private fields out of it, three levels down", () => {
    const lines: string[] = [];
    const log = makeLog("info", { write: (line) => void lines.push(line) });
    const person = { name: "张三丰", mobile: "13812345678", password: "秘密" };
    log.info({ applicationId: "a1", ...person, account: person, request: { account: person }, err: new Error("no such row") }, "saved");
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/张三丰|13812345678|秘密/);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      level: "info",
      applicationId: "a1",
      msg: "saved",
      err: { type: "Error", message: "no such row" },
    });
  });
});

describe("requestIdOf", () => {
  it("takes the proxy's id when it is one", () => {
    expect(requestIdOf("abcd-1234-efgh")).toBe("abcd-1234-efgh");
  });

  it.each([undefined, ["abcd-1234", "abcd-5678"], "", "short", "x".repeat(65), 'with "quotes" in it', "line1234\tbreak"])(
    "makes a new one instead of %j",
    (given) => {
      expect(requestIdOf(given)).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});
