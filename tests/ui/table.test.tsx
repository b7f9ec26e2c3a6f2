import { describe, expect, it, vi } from "vitest";
import { type Column, Table } from "@/ui/table";
import { render } from "../support/render";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push: () => {} }) }));

type Row = { id: string; name: string; members: number };
const ROWS: Row[] = [
  { id: "a", name: "甲工作室", members: 9 },
  { id: "b", name: "乙工作室", members: 12 },
];
const COLUMNS: Column<Row>[] = [
  { key: "name", header: "名称", cell: (row) => row.name, primary: true, sortHref: "?sort=name", sorted: "ascending" },
  { key: "members", header: "成员数", cell: (row) => row.members, align: "end" },
];

describe("Table", () => {
  const html = render(
    <Table caption="台账" columns={COLUMNS} rows={ROWS} rowHref={(row) => `/x/${row.id}`} rowData={(row) => ({ "data-row-id": row.id })} />,
  );
  it("is a captioned table in a scrolling box that takes the focus", () => {
    expect(html).toMatch(/<div role="region" aria-label="台账" tabindex="0"/);
    expect(html).toContain('<caption class="sr-only">台账</caption>');
  });
  it("says how it is sorted and links to the other order", () => {
    expect(html).toMatch(/<th role="columnheader" scope="col" aria-sort="ascending"/);
    expect(html).toContain('href="?sort=name"');
  });
  it("names each row by its primary cell, which carries the link", () => {
    expect(html).toMatch(/<tr [^>]*data-row-id="b"[^>]*><th [^>]*scope="row"[^>]*><a [^>]*href="\/x\/b"[^>]*>乙工作室<\/a>/);
  });
  it("labels every cell for the cards of phones, and makes cards only when asked", () => {
    expect(html).toMatch(/<td [^>]*data-label="成员数"[^>]*>9<\/td>/);
    expect(html).not.toContain("as-cards");
    expect(render(<Table cards caption="台账" columns={COLUMNS} rows={ROWS} />)).toContain("as-cards");
  });
  it("writes what people typed as text, in cells, labels, attributes and the caption", () => {
    const evil = `"><img src=x onerror=alert(1)>'&`;
    const columns: Column<Row>[] = [
      { key: "name", header: evil, cell: (row) => row.name, primary: true },
      { key: "again", header: evil, cell: (row) => ({ tone: "info", words: row.name, data: { "data-x": row.name } }) },
      { key: "tags", header: evil, cell: (row) => [{ words: row.name, className: row.name }] },
    ];
    const out = render(
      <Table
        caption={evil}
        columns={columns}
        rows={[{ id: "a", name: evil, members: 1 }]}
        rowHref={() => `/x?${evil}`}
        rowData={() => ({ "data-row-id": evil })}
      />,
    );
    expect(out).not.toContain("<img");
    expect(out).toContain("&lt;img src=x onerror=alert(1)&gt;");
  });
});
