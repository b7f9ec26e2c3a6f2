/** The shapes that the spreadsheet writers share. */

export type ExportFormat = "xlsx" | "csv" | "ods";

export const EXPORT_FORMATS: Record<ExportFormat, { mediaType: string; extension: string }> = {
  xlsx: {
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    extension: "xlsx",
  },
  csv: { mediaType: "text/csv; charset=utf-8; header=present", extension: "csv" },
  ods: { mediaType: "application/vnd.oasis.opendocument.spreadsheet", extension: "ods" },
};

/**
 * `text` is for words and for everything that only looks like a number (codes, phones).
 * `month` is YYYY-MM, `date` YYYY-MM-DD, `dateTime` an instant shown in UTC+8 to the second.
 */
export type CellType = "text" | "integer" | "decimal" | "month" | "date" | "dateTime";

export type SheetColumn = {
  header: string;
  type: CellType;
  /** Width in Latin characters; a Chinese character takes two. Never narrower than the header. */
  width?: number;
  /** Digits after the point that a decimal shows; without it as many as the value has. */
  decimals?: number;
};

/** Exact decimals come as strings ("12.50"), dates as "YYYY-MM-DD" or Date. null is an empty cell. */
export type CellValue = string | number | bigint | Date | null | undefined;

export type SheetRow = readonly CellValue[];

export type Sheet = {
  name: string;
  columns: readonly SheetColumn[];
  /** A merged line above the header. */
  title?: string;
};

/** What both office formats can hold on one sheet, title and header included. */
export const SHEET_ROW_LIMIT = 1_048_576;

/** A sheet also ends before its XML could pass the 4 GiB of a plain zip entry. */
export const SHEET_XML_LIMIT = 3_500_000_000;
