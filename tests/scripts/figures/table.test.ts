import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { partNames } from "../../../scripts/figures/marked-parts";
import { FIGURES } from "../../../scripts/figures/table";
import { ROOT } from "../../../scripts/support/root.mjs";

describe("FIGURES", () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> };
  const commands = FIGURES.flatMap((one) => [...one.full, ...one.short].map((command) => ({ name: one.name, ...command })));

  it("has a part in docs/figures.md for each, and no part without one", () => {
    const parts = partNames(readFileSync(join(ROOT, "docs/figures.md"), "utf8"));
    expect(parts.toSorted()).toEqual(FIGURES.map(({ name }) => name).toSorted());
  });

  it("runs only what package.json and the repository have", () => {
    for (const { name, program, args } of commands) {
      if (program === "npm" && args[0] === "run") expect(scripts, name).toHaveProperty([args[1] ?? ""]);
      for (const file of args.filter((arg) => /^(?:tests|scripts)\//.test(arg))) expect(existsSync(join(ROOT, file)), file).toBe(true);
    }
  });

  it("takes every proof and bench of package.json", () => {
    const taken = new Set(commands.map(({ args }) => args[1]));
    for (const script of Object.keys(scripts).filter((name) => /^(?:proof|bench)/.test(name))) expect(taken, script).toContain(script);
  });
});
