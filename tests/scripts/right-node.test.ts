import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { isNodeNewEnough } from "../../scripts/support/right-node.mjs";

const SCRIPTS = path.resolve(import.meta.dirname, "../../scripts");

describe("isNodeNewEnough", () => {
  it.each([
    ["v18.20.4", false],
    ["v20.20.2", false],
    ["v22.17.1", false],
    ["v22.18.0", true],
    ["v24.21.0", true],
    ["v100.0.0", true],
  ])("%s: %s", (version, answer) => {
    expect(isNodeNewEnough(version)).toBe(answer);
  });

  it("stands before everything else in every command, which an old Node must be able to parse", () => {
    const commands = readdirSync(SCRIPTS).filter((name) => name.endsWith(".mjs"));
    expect(commands).toContain("start.mjs");
    for (const name of commands) {
      const imports = [...readFileSync(path.join(SCRIPTS, name), "utf8").matchAll(/^import .* from "(.*)";$/gm)].map(([, from]) => from);
      expect([name, imports]).toEqual([name, ["./support/right-node.mjs"]]);
    }
    const text = readFileSync(path.join(SCRIPTS, "support/right-node.mjs"), "utf8");
    expect([...text.matchAll(/ from "(.*)";$/gm)].map(([, from]) => from).every((from) => from?.startsWith("node:"))).toBe(true);
  });
});
