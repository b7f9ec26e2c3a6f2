import { describe, expect, it } from "vitest";
import { contentDisposition } from "@/server/content-disposition";

describe("contentDisposition", () => {
  it.each([
    ["证书 (1).pdf", "attachment; filename=\"____1_.pdf\"; filename*=UTF-8''%E8%AF%81%E4%B9%A6%20%281%29.pdf"],
    ['a"\r\nSet-Cookie: x.pdf', "attachment; filename=\"a___Set-Cookie__x.pdf\"; filename*=UTF-8''a%22%0D%0ASet-Cookie%3A%20x.pdf"],
    ["\ud800.pdf", "attachment; filename=\"_.pdf\"; filename*=UTF-8''%EF%BF%BD.pdf"],
  ])("writes %j as one safe header", (name, header) => {
    expect(contentDisposition("attachment", name)).toBe(header);
    expect(() => new Headers({ "content-disposition": header })).not.toThrow();
  });

  it("takes the plain name that is given beside the real one", () => {
    expect(contentDisposition("inline", "2026年度_(1)'!.xlsx", "export.xlsx")).toBe(
      "inline; filename=\"export.xlsx\"; filename*=UTF-8''2026%E5%B9%B4%E5%BA%A6_%281%29%27%21.xlsx",
    );
  });
});
