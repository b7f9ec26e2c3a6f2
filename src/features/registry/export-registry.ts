import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { writeAudit } from "@/data/audit";
import { streamRegistry } from "@/data/registry";
import { narrowed } from "@/data/registry-filter";
import { loadRegistryOptions } from "@/data/registry-options";
import { withScope } from "@/data/with-scope";
import type { Locale } from "@/domain/locale";
import { can } from "@/domain/permissions";
import { chosenColumns, type RegistryColumn, shownValue } from "@/domain/registry/registry-column";
import { RuleError } from "@/domain/rule-error";
import type { Viewer } from "@/domain/viewer";
import { businessToday } from "@/server/business-clock";
import { log } from "@/server/log";
import { exportFileName } from "@/server/spreadsheet/export-file-name";
import { exportSheet, type ExportSummary } from "@/server/spreadsheet/export-sheet";
import type { ExportFormat, SheetRow } from "@/server/spreadsheet/sheet";
import { type AnyRow, REGISTRY_LISTS, type RegistryKey } from "./registry-lists";
import { registryParams, type RegistryRequest, registryRequest } from "./registry-params";
import { exportInput } from "./schema";

export type RegistryExport = { stream: ReadableStream<Uint8Array>; fileName: string; format: ExportFormat; rows: number; columns: number };

const PURPOSE_MIN = 5;

/** People who are exporting now: a second file at the same time would hold a second snapshot open for nothing. */
const exporting = new Map<string, AbortSignal>();

/**
 * The list on screen as a file: same filter, order, rights and columns, or with all columns of the register. Masked; unmasked needs the right and a purpose in words.
 * Null when the request names no list or format. tooManyRequests, required(purpose).
 * The audit entry is written before the last bytes leave; one that was broken off is written down, too.
 */
export async function exportRegistry(
  viewer: Viewer,
  form: Record<string, string | string[]>,
  locale: Locale,
  signal: AbortSignal,
): Promise<RegistryExport | null> {
  const parsed = exportInput.safeParse(form);
  if (!parsed.success) return null;
  const { list: key, format, purpose } = parsed.data;
  const unmasked = parsed.data.unmasked !== undefined;
  if (unmasked && !can(viewer.role, "registry.exportUnmasked")) return null;
  if (unmasked && [...purpose.trim()].length < PURPOSE_MIN)
    throw new RuleError("tooShort", { field: "purpose", params: { label: locale === "en" ? "Purpose" : "用途", min: PURPOSE_MIN } });
  if (exporting.get(viewer.accountId)?.aborted === false) throw new RuleError("tooManyRequests");
  const list = REGISTRY_LISTS[key];
  const prepared = await withScope(viewer.scope, async (tx) => {
    const options = await loadRegistryOptions(tx, viewer);
    const request = registryRequest(list, registryParams(form), options);
    const all = list.columns(request.batches);
    const shown = chosenColumns(all, options.chosen[list.preference(request.batches)] ?? []);
    const columns = parsed.data.columns === "all" ? all : shown;
    const { n: rows } = await list.count(tx, { viewer, filter: await narrowed(tx, viewer, request.filter) });
    return { options, request, columns, rows };
  });
  const { options, request, columns } = prepared;
  const title = listTitle(key, request);
  const onEnd = (summary: ExportSummary) => {
    if (exporting.get(viewer.accountId) === signal) exporting.delete(viewer.accountId);
    log().info({ list: key, format, rows: summary.rows, outcome: summary.outcome }, "registry export");
    return withScope(viewer.scope, (tx) =>
      writeAudit(tx, viewer, {
        action: "registry.export",
        entity: "registry",
        entityId: randomUUID(),
        orgPath: viewer.orgPath,
        detail: {
          list: key,
          format,
          filter: auditedFilter(request),
          columns: columns.map((column) => column.key),
          masked: !unmasked,
          ...(unmasked ? { purpose: purpose.trim() } : {}),
          outcome: summary.outcome,
          rows: summary.rows,
          bytes: summary.bytes,
          sha256: summary.sha256,
        },
      }),
    );
  };
  const query = { viewer, filter: request.filter, order: request.order };
  // Only what is being read counts: a file that nobody fetches must not keep its person from the next.
  const begin = () => exporting.set(viewer.accountId, signal);
  const stream = exportSheet({
    format,
    sheet: { name: title, columns: columns.map((column) => sheetColumn(column, locale)) },
    rows: sheetRows(begin, streamRegistry(list.read, query, signal), columns, locale, unmasked),
    signal,
    onEnd,
  });
  const years = new Set(request.batches.map((batch) => batch.year));
  const fileName = exportFileName({
    ...(years.size === 1 ? { year: [...years][0]! } : {}),
    unit: request.union?.shortName ?? options.viewerUnit,
    list: title,
    on: businessToday(),
    format,
  });
  return { stream, fileName, format, rows: prepared.rows, columns: columns.length };
}

/** The name of the register, as people file it: always Chinese, like the file. */
function listTitle(key: RegistryKey, request: RegistryRequest): string {
  if (key === "criteria") return `${request.batches[0]?.criteriaSet.title ?? ""}达标表`;
  return key === "members" ? "成员花名册" : "申报台账";
}

function sheetColumn(column: RegistryColumn<AnyRow>, locale: Locale) {
  const { type, width, decimals } = column;
  return {
    header: locale === "en" ? column.headerEn : column.header,
    type,
    ...(width === undefined ? {} : { width }),
    ...(decimals === undefined ? {} : { decimals }),
  };
}

async function* sheetRows(
  begin: () => void,
  rows: AsyncIterable<AnyRow>,
  columns: readonly RegistryColumn<AnyRow>[],
  locale: Locale,
  unmasked: boolean,
): AsyncGenerator<SheetRow> {
  begin();
  for await (const row of rows) yield columns.map((column) => shownValue(column, row, locale, unmasked));
}

/** The filter as codes. What was searched for may be a name, so only its hash is kept. */
function auditedFilter({ params }: RegistryRequest): Record<string, string> {
  const { q, ...codes } = params;
  return { ...codes, ...(q ? { textSha256: createHash("sha256").update(q).digest("hex") } : {}) };
}
