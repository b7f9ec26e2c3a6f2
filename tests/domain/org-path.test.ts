import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { childPath, cityPathOf, isOrgPath, isWithin, parentPathOf, pathsDownTo, subtreeOf } from "@/domain/org-path";

const segment = fc.stringMatching(/^[0-9a-f]{8}$/);
const path = fc.array(segment, { minLength: 1, maxLength: 6 }).map((parts) => `/${parts.join("/")}/`);

describe("subtreeOf", () => {
  it("holds exactly the paths that start with its own", () => {
    fc.assert(
      fc.property(path, path, (a, b) => {
        expect(isWithin(subtreeOf(a), b)).toBe(b.startsWith(a));
      }),
    );
  });

  it("holds every path below it and no path above it", () => {
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), segment, (parts, last) => {
        const parent = `/${parts.join("/")}/`;
        const child = childPath(parent, last);
        expect(isWithin(subtreeOf(parent), child)).toBe(true);
        expect(isWithin(subtreeOf(child), parent)).toBe(false);
      }),
    );
  });

  it.each(["", "/", "//", "/0000000a", "0000000a/", "/0000000A/", "/0000000a/x/", "/0000000a//", "/%/"])(
    "refuses %j, so that a wrong value never widens a scope",
    (wrong) => {
      expect(() => subtreeOf(wrong)).toThrow();
      expect(isOrgPath(wrong)).toBe(false);
    },
  );
});

describe("parentPathOf, cityPathOf and pathsDownTo", () => {
  it("walk up to the city and down again", () => {
    expect(parentPathOf("/0000000a/0000000b/")).toBe("/0000000a/");
    expect(parentPathOf("/0000000a/")).toBeNull();
    expect(cityPathOf("/0000000a/0000000b/0000000c/")).toBe("/0000000a/");
    expect(pathsDownTo("/0000000a/0000000b/0000000c/")).toEqual(["/0000000a/", "/0000000a/0000000b/", "/0000000a/0000000b/0000000c/"]);
  });
});
