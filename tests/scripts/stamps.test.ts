import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashOf } from "../../scripts/support/stamps.mjs";

let root = "";
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "portal-stamps-"));
  mkdirSync(path.join(root, "src/a"), { recursive: true });
  writeFileSync(path.join(root, "src/a/one.ts"), "1");
  writeFileSync(path.join(root, "src/two.ts"), "2");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("hashOf", () => {
  it("stays while nothing changes, and skips what it is told to", () => {
    const before = hashOf(root, ["src", "missing"]);
    expect(hashOf(root, ["src", "missing"])).toBe(before);
    writeFileSync(path.join(root, "src/a/generated.ts"), "x");
    expect(hashOf(root, ["src", "missing"], { skip: (name: string) => name.endsWith("generated.ts") })).toBe(before);
  });

  it.each<[string, () => void]>([
    ["a changed file", () => writeFileSync(path.join(root, "src/two.ts"), "3")],
    ["a new file", () => writeFileSync(path.join(root, "src/three.ts"), "")],
    ["a removed file", () => rmSync(path.join(root, "src/two.ts"))],
    [
      "content that moves from one file to another",
      () => {
        writeFileSync(path.join(root, "src/a/one.ts"), "2");
        writeFileSync(path.join(root, "src/two.ts"), "1");
      },
    ],
  ])("changes with %s", (_what, change) => {
    const before = hashOf(root, ["src"]);
    change();
    expect(hashOf(root, ["src"])).not.toBe(before);
  });
});
