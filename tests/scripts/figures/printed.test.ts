import { describe, expect, it } from "vitest";
import { fenced, jsonLines, lastLines, lineLike, linesNamed, markdownTable } from "../../../scripts/figures/printed";

describe("linesNamed", () => {
  it("takes the last line that begins with the name, with its mark and without its colours", () => {
    const output = "crash: an early word\n\u001B[32m✓ crash: 3 kills, 0 lost\u001B[39m\nother: 1\n";
    expect(linesNamed("crash")([output])).toEqual({ ok: true, text: "```text\n✓ crash: 3 kills, 0 lost\n```" });
  });

  it("takes one line of every kind that a run tells apart", () => {
    const output = "races: 10 pairs\nraces over HTTP: 20 pairs\nraces: 12 pairs\n";
    expect(linesNamed("races")([output]).text).toBe("```text\nraces: 12 pairs\nraces over HTTP: 20 pairs\n```");
  });

  it("does not hold when the line is marked as failed, or when there is none", () => {
    expect(linesNamed("crash")(["✗ crash: 1 lost"]).ok).toBe(false);
    expect(linesNamed("crash", "pool")(["✓ crash: 0 lost"])).toEqual({ ok: false, text: "No line of pool was printed." });
    expect(linesNamed("pool")(["poolside: 1"]).ok).toBe(false);
  });
});

describe("lineLike", () => {
  it("takes the last line that the pattern finds, and says when there is none", () => {
    expect(lineLike(/passed/)(["1 passed\n2 passed\n"]).text).toContain("2 passed");
    expect(lineLike(/passed/)(["nothing"]).ok).toBe(false);
  });
});

describe("jsonLines", () => {
  it("reads the lines that are objects and skips what only looks like one", () => {
    expect(jsonLines('words\n{"a":1}\n{broken\n[1]\n{"a":2}')).toEqual([{ a: 1 }, { a: 2 }]);
  });
});

describe("lastLines", () => {
  it("keeps the end, without empty lines", () => expect(lastLines("1\n\n2\n3\n\n", 2)).toBe("2\n3"));
});

describe("fenced", () => {
  it("is a block that the text cannot end", () => expect(fenced("a ```` b")).toBe("`````text\na ```` b\n`````"));
});

describe("markdownTable", () => {
  it("keeps a bar and a new line inside of its cell", () => {
    expect(markdownTable(["a", "b"], [["x|y", "1\n2"]])).toBe("| a | b |\n| --- | ---: |\n| x\\|y | 1 2 |");
  });
});
