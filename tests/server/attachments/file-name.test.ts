import { describe, expect, it } from "vitest";
import { FILE_NAME_MAX_LENGTH, cleanFileName } from "@/server/attachments/file-name";

describe("cleanFileName", () => {
  it.each([
    ["证书.pdf", "证书.pdf"],
    ["../../etc/passwd.pdf", "passwd.pdf"],
    ["..\\..\\windows\\system32\\a.pdf", "a.pdf"],
    ["C:\\fakepath\\照片.jpg", "照片.jpg"],
    ["/root/.ssh/a.png", "a.png"],
    ["a\0.pdf", "a.pdf"],
    ["证书\u202efdp.exe", "证书fdp.exe"],
    ["\u200b 报告\u2060.docx \ufeff", "报告.docx"],
    ["a\r\nContent-Type: text/html.pdf", "html.pdf"],
    ["a\r\nb.pdf", "a b.pdf"],
    ["\ud800半.pdf", "半.pdf"],
    ["𠮷.pdf", "𠮷.pdf"],
    ['"><img src=x onerror=1>.png', '"><img src=x onerror=1>.png'],
  ])("makes %j to %j", (raw, clean) => {
    expect(cleanFileName(raw)).toBe(clean);
  });

  it.each(["", "  ", "a/", "..", "\u200b", "x/.."])("refuses %j, of which nothing is left", (raw) => {
    expect(() => cleanFileName(raw)).toThrow(expect.objectContaining({ code: "badName" }));
  });

  it("cuts a long name by code points and keeps its extension", () => {
    const clean = cleanFileName(`${"𠮷".repeat(300)}.pdf`);
    expect([...clean]).toHaveLength(FILE_NAME_MAX_LENGTH);
    expect(clean.endsWith("𠮷.pdf")).toBe(true);
  });
});
