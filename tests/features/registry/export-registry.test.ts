import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { saveListColumns } from "@/data/list-preferences";
import { withScope } from "@/data/with-scope";
import type { Viewer } from "@/domain/viewer";
import { exportRegistry } from "@/features/registry/export-registry";
import { collectStream } from "../../support/collect-stream";
import { readCsv } from "../../support/read-csv";
import { readXlsx } from "../../support/read-xlsx";
import { fileCases, type FiledCase } from "../../support/registry-cases";
import { makeSmallCity, type SmallCity } from "../../support/small-city";

let city: SmallCity;
let admin: Viewer;

beforeAll(async () => {
  city = await makeSmallCity();
  admin = { ...city.city, role: "cityAdmin" };
  await fileCases(city, [
    { studioName: '=HYPERLINK("http://x")工作室', leadName: "欧阳雪", status: "returned" },
    ...Array.from({ length: 1100 }, (_, i): FiledCase => ({ studioName: `第${i}工作室` })),
  ]);
});

const never = () => new AbortController().signal;
const ask = (viewer: Viewer, form: Record<string, string>, signal = never()) =>
  exportRegistry(viewer, { list: "applications", format: "csv", ...form }, "zh-CN", signal);

async function table(viewer: Viewer, form: Record<string, string>): Promise<string[][]> {
  const file = await ask(viewer, form);
  return readCsv((await collectStream(file!.stream)).toString("utf8").slice(1));
}

type Entry = { action: string; detail: Record<string, unknown>; actorId: string | null; orgPath: string };
const lastEntry = (viewer: Viewer) =>
  withScope(viewer.scope, (tx) =>
    tx.auditEvent.findFirst({ where: { action: "registry.export" }, orderBy: { seq: "desc" } }),
  ) as Promise<Entry | null>;

describe("exportRegistry", () => {
  it("holds exactly what the list shows: filter, order, columns, number of rows", async () => {
    const rows = await table(city.city, { sort: "-name", q: "第10" });
    expect(rows[0]).toEqual(["序号", "申报编号", "推荐单位", "工作室名称", "所在单位", "领衔人", "八有达标数", "当前状态", "提交时间"]);
    expect(rows.slice(1).map((row) => row[3])).toEqual(
      Array.from({ length: 1100 }, (_, i) => `第${i}工作室`)
        .filter((name) => name.includes("第10"))
        .toSorted((a, b) => b.localeCompare(a, "zh")),
    );
    expect(rows.at(-1)![0]).toBe(String(rows.length - 1));
  });

  it("writes every page of a long list, and says beforehand how many rows come", async () => {
    const file = (await ask(city.city, { format: "xlsx", columns: "all" }))!;
    expect(file).toMatchObject({ rows: 1101, columns: 38, fileName: expect.stringMatching(/^2026年度_市总工会_申报台账_\d{8}\.xlsx$/) });
    const [sheet] = (await readXlsx(await collectStream(file.stream))).sheets;
    expect(sheet!.rows).toHaveLength(1102);
    expect(sheet!.formulas).toBe(0);
    expect(sheet!.rows[1]![5]).toMatchObject({ kind: "text", value: '=HYPERLINK("http://x")工作室' });
    expect(new Set(sheet!.rows.slice(1).map((row) => row[1]!.value)).size).toBe(1101);
  });

  it("goes by the columns that the person chose", async () => {
    await withScope(city.district.scope, (tx) => saveListColumns(tx, city.district, "registry.applications", ["phone", "studio"]));
    expect((await table(city.district, { q: "欧阳雪" }))[0]).toEqual(["工作室名称", "联系电话"]);
  });

  it("masks personal data unless the right, the wish and the purpose are there", async () => {
    const phone = (rows: string[][]) => rows[1]![rows[0]!.indexOf("联系电话")];
    expect(phone(await table(admin, { columns: "all", q: "欧阳雪" }))).toMatch(/^1\d\d\*{4}\d{4}$/);
    expect(phone(await table(admin, { columns: "all", q: "欧阳雪", unmasked: "1", purpose: "报市总存档用" }))).toMatch(/^1\d{10}$/);
    expect((await lastEntry(admin))!.detail).toMatchObject({ masked: false, purpose: "报市总存档用" });
    await expect(ask(admin, { unmasked: "1", purpose: " 存档 " })).rejects.toMatchObject({ code: "tooShort", field: "purpose" });
    expect(await ask(city.city, { unmasked: "1", purpose: "报市总存档用" })).toBeNull();
  });

  it("leaves an entry with list, filter, rows and the SHA-256 of the very file, and no word that was searched for", async () => {
    const file = (await ask(city.city, { format: "xlsx", q: "欧阳雪", status: "returned" }))!;
    const bytes = await collectStream(file.stream);
    const entry = await lastEntry(city.city);
    expect(entry).toMatchObject({ actorId: city.city.accountId, orgPath: city.city.orgPath });
    expect(entry!.detail).toMatchObject({
      list: "applications",
      format: "xlsx",
      masked: true,
      outcome: "finished",
      rows: 1,
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      filter: { status: "returned" },
    });
    expect(JSON.stringify(entry!.detail)).not.toContain("欧阳雪");
  });

  it("ends with the reader, writes that down, and lets the person export again", async () => {
    const control = new AbortController();
    const file = (await ask(city.city, { columns: "all" }, control.signal))!;
    const reader = file.stream.getReader();
    await reader.read();
    await expect(ask(city.city, {})).rejects.toMatchObject({ code: "tooManyRequests" });
    control.abort();
    await reader.cancel().catch(() => undefined);
    await expect.poll(async () => (await lastEntry(city.city))!.detail["outcome"]).toBe("aborted");
    expect((await lastEntry(city.city))!.detail["rows"]).toBeLessThan(1101);
    expect((await table(city.city, { q: "欧阳雪" })).length).toBe(2);
  });

  it.each([{ list: "passwords" }, { list: "constructor" }, { format: "exe" }, { columns: "some" }])("knows no %j", async (form) => {
    expect(await ask(city.city, form as Record<string, string>)).toBeNull();
  });

  it("names the rosters after themselves", async () => {
    // never read: keeps nobody from the next file
    expect((await ask(admin, { list: "members", q: "欧阳雪" }))!.fileName).toMatch(/_成员花名册_/);
    const criteria = await exportRegistry(admin, { list: "criteria", format: "ods", q: "欧阳雪" }, "zh-CN", never());
    expect(criteria!.fileName).toMatch(/^2026年度_市总工会_八有达标表_\d{8}\.ods$/);
    await collectStream(criteria!.stream);
  });
});
