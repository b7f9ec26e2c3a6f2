import { describe, expect, it } from "vitest";
import type { Figure } from "../../../scripts/figures/figure";
import { partBody, type Run } from "../../../scripts/figures/part-body";
import { linesNamed } from "../../../scripts/figures/printed";

const FIGURE: Figure = {
  name: "crash",
  section: "Crashes",
  what: "kill -9",
  full: [{ program: "npm", args: ["run", "proof:crash", "--web", "250"] }],
  short: [],
  show: linesNamed("crash"),
  control: "a database that may lose loses",
  minutes: 1,
};

const RUN: Run = {
  date: new Date("2026-11-22T18:05:59Z"),
  machine: "2 cores",
  commit: "abc1234",
  load: "0.1",
  commands: FIGURE.full,
  short: false,
  outputs: ["… words\n✓ crash: 0 lost\n"],
  code: 0,
  errors: "",
  seconds: 75,
};

describe("partBody", () => {
  it("says what ran, when, on what, for how long, what it printed and what its control is", () => {
    expect(partBody(FIGURE, RUN)).toBe(
      [
        "**kill -9**",
        "`npm run proof:crash -- --web 250`",
        "2026-11-22 18:05 UTC, commit abc1234, 75 s; 2 cores; load before 0.1.",
        "```text\n✓ crash: 0 lost\n```",
        "Control: a database that may lose loses.",
      ].join("\n\n"),
    );
  });

  it("marks a small size", () => expect(partBody(FIGURE, { ...RUN, short: true })).toContain("**small size**"));

  it("shows how a command failed, whatever it had printed", () => {
    const body = partBody(FIGURE, { ...RUN, code: 1, outputs: ["✗ crash: 3 lost\n"], errors: "Error: the rows differ\n" });
    expect(body).toContain("**FAILED** with exit code 1.");
    expect(body).toContain("✗ crash: 3 lost");
    expect(body).toContain("Error: the rows differ");
  });

  it("does not take a run that ended well without its line for a figure", () => {
    expect(partBody(FIGURE, { ...RUN, outputs: ["nothing"] })).toContain("**FAILED**: the command ended with 0");
  });
});
