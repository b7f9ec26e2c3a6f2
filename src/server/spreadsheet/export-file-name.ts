import { EXPORT_FORMATS, type ExportFormat } from "./sheet";

/** 2026年度_文峰区_申报台账_20261122.xlsx; `on` is YYYY-MM-DD. Source: registries.md of the domain notes. */
export function exportFileName(file: { year?: number; unit: string; list: string; on: string; format: ExportFormat }): string {
  const parts = [file.year === undefined ? undefined : `${file.year}年度`, file.unit, file.list, file.on.replaceAll("-", "")];
  return `${parts
    .filter((part) => part !== undefined)
    .map(fileNamePart)
    .join("_")}.${EXPORT_FORMATS[file.format].extension}`;
}

/** No character that a file system or a header could take for something else. */
function fileNamePart(text: string): string {
  const clean = text
    .normalize("NFC")
    // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .trim();
  return [...clean].slice(0, 60).join("") || "-";
}
