import { afterEach, describe, expect, it, vi } from "vitest";
import { partMarkup } from "@/lib/document-part";
import { markup } from "@/lib/html";
import { sentOnce, withDocument } from "@/lib/sent-once";

type Words = { words: string };
const write = ({ words }: Words) => markup`<p>${words}</p>`;

describe("sentOnce", () => {
  it("lets a key travel in a document, of which the server writes the part", () => {
    withDocument(() => {
      const part = sentOnce<Words>({ words: "甲" });
      expect(JSON.stringify([part, sentOnce({ words: "乙" })])).toBe("[0,1]");
      expect(partMarkup<Words>(part, write).html).toBe("<p>甲</p>");
    });
  });

  it("lets the data travel where no document is made", () => {
    const data = { words: "甲" };
    expect(sentOnce(data)).toBe(data);
    expect(partMarkup(data, write).html).toBe("<p>甲</p>");
  });

  it("keeps the parts of one document from every other", async () => {
    const part = withDocument(() => sentOnce<Words>({ words: "甲" }));
    await withDocument(async () => {
      await Promise.resolve();
      expect(() => partMarkup<Words>(part, write)).toThrow("no part 0");
    });
    expect(() => partMarkup<Words>(part, write)).toThrow("no part 0");
  });
});

describe("partMarkup in the browser", () => {
  afterEach(() => void (vi.unstubAllGlobals(), vi.resetModules()));

  async function inBrowser(stands: Record<string, string>) {
    const querySelector = (selector: string) => (selector in stands ? { innerHTML: stands[selector] } : null);
    // a browser writes text back in its own words
    const createElement = () => {
      let html = "";
      return {
        get innerHTML() {
          return html.replaceAll("&#39;", "'");
        },
        set innerHTML(value: string) {
          html = value;
        },
      };
    };
    vi.stubGlobal("document", { querySelector, createElement });
    vi.resetModules();
    return (await import("@/lib/document-part")).partMarkup;
  }

  it("finds the part where the document has it, and still knows it when the document has changed", async () => {
    const stands: Record<string, string> = { '[data-part="0"]': "<p>甲</p>" };
    const drawn = await inBrowser(stands);
    expect(drawn<Words>(0, write).html).toBe("<p>甲</p>");
    delete stands['[data-part="0"]'];
    expect(drawn<Words>(0, write).html).toBe("<p>甲</p>");
  });

  it("says so rather than show nothing", async () => {
    const drawn = await inBrowser({});
    expect(() => drawn<Words>(7, write)).toThrow("no part 7");
  });

  it("leaves what stands there alone when the same comes as data", async () => {
    const drawn = await inBrowser({ '[data-part="0"]': "<p>it's</p>" });
    drawn<Words>(0, write);
    expect(drawn({ words: "it's" }, write).html).toBe("<p>it's</p>");
    expect(drawn({ words: "other's" }, write).html).toBe("<p>other&#39;s</p>");
  });
});
