import { describe, expect, it } from "vitest";
import { formatFileSize, formatNumber, formatPercent } from "@/lib/format-number";

describe("formatNumber", () => {
  it("groups by thousands and drops trailing zeros", () => {
    expect(formatNumber(12345.6)).toBe("12,345.6");
    expect(formatNumber(3.14159)).toBe("3.14");
    expect(formatNumber(40)).toBe("40");
  });
});

describe("formatPercent", () => {
  it("takes a share", () => {
    expect(formatPercent(0.625)).toBe("62.5%");
  });
});

describe("formatFileSize", () => {
  it("climbs from bytes to gigabytes", () => {
    expect(formatFileSize(820)).toBe("820 B");
    expect(formatFileSize(1536)).toBe("1.5 KB");
    expect(formatFileSize(20 * 1024 * 1024)).toBe("20 MB");
    expect(formatFileSize(3 * 1024 ** 4)).toBe("3,072 GB");
  });
});
