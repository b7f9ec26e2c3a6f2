import { describe, expect, it } from "vitest";
import { EICAR, eicarScanner } from "@/server/attachments/virus-test-string";

describe("eicarScanner", () => {
  it("finds the string however it is cut", () => {
    const bytes = Buffer.concat([Buffer.from("before"), EICAR, Buffer.from("after")]);
    for (let size = 1; size <= bytes.length; size += 1) {
      const scan = eicarScanner();
      let isFound = false;
      for (let at = 0; at < bytes.length; at += size) isFound = scan(bytes.subarray(at, at + size)) || isFound;
      expect(isFound, `pieces of ${size}`).toBe(true);
    }
  });

  it("is silent about a string that lacks one letter", () => {
    expect(eicarScanner()(EICAR.subarray(1))).toBe(false);
  });
});
