import { describe, expect, it } from "vitest";
import { type Column, Table } from "@/ui/table";
import { render } from "../support/render";

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
    <Table
      caption="台账"
      columns={COLUMNS}
      rows={ROWS}
      rowKey={(row) => row.id}
      rowHref={(row) => `/x/${row.id}`}
      rowProps={(row) => ({ "data-row-id": row.id })}
    />,
  );
  it("is a captioned table in a scrolling box that takes the focus", () => {
    expect(html).toMatch(/<div role="region" aria-label="台账" tabindex="0"/);
    expect(html).toContain('<caption class="sr-only">台账</caption>');
  });
  it("says how it is sorted and links to the other order", () => {
    expect(html).toMatch(/<th scope="col" aria-sort="ascending"/);
    expect(html).toContain('href="?sort=name"');
  });
  it("names each row by its primary cell, which carries the link", () => {
    expect(html).toMatch(/<tr data-row-id="b"[^>]*><th scope="row"[^>]*><a [^>]*href="\/x\/b"[^>]*>乙工作室<\/a>/);
  });
  it("adds cards for phones only when asked", () => {
    expect(html).not.toContain("<dl");
    const cards = render(
      <Table cards caption="台账" columns={COLUMNS} rows={ROWS} rowKey={(row) => row.id} rowProps={(row) => ({ "data-row-id": row.id })} />,
    );
    expect(cards).toMatch(/<li data-row-id="a"/);
    expect(cards).toMatch(/<dt[^>]*>成员数<\/dt><dd[^>]*>9<\/dd>/);
  });
});
