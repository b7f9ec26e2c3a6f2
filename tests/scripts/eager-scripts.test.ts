import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EAGER, markEagerScripts } from "../../scripts/support/eager-scripts.mjs";

let root = "";

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "eager-"));
  mkdirSync(path.join(root, ".next/static/chunks"), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const at = (name: string) => path.join(root, ".next", name);
const manifest = (rootMainFiles: string[]) => writeFileSync(at("build-manifest.json"), JSON.stringify({ rootMainFiles }));

describe("markEagerScripts", () => {
  it("marks what every page loads and nothing else, once", () => {
    manifest(["static/chunks/every.js"]);
    for (const name of ["every", "some"]) writeFileSync(at(`static/chunks/${name}.js`), `run("${name}")`);
    markEagerScripts(root);
    expect(markEagerScripts(root)).toEqual(["static/chunks/every.js"]);
    expect(readFileSync(at("static/chunks/every.js"), "utf8")).toBe(`${EAGER}run("every")`);
    expect(readFileSync(at("static/chunks/some.js"), "utf8")).toBe('run("some")');
  });

  it("fails when a build names no such scripts: a framework that has moved them is to be noticed", () => {
    manifest([]);
    expect(() => markEagerScripts(root)).toThrow(/names no scripts/);
  });
});
