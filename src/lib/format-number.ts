/** By the number of decimals: making one takes longer than a hundred uses of it. */
const formats = new Map<number, Intl.NumberFormat>();

/** 12,345.6 — grouped by thousands, at most `digits` decimals, no trailing zeros. */
export function formatNumber(value: number, digits = 2): string {
  const format = formats.get(digits) ?? new Intl.NumberFormat("en-US", { maximumFractionDigits: digits });
  formats.set(digits, format);
  return format.format(value);
}

/** 62.5% of a share between 0 and 1. */
export function formatPercent(share: number, digits = 1): string {
  return `${formatNumber(share * 100, digits)}%`;
}

/** 820 B, 1.4 MB: powers of 1024, as file managers show them. */
export function formatFileSize(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${formatNumber(size, unit === 0 ? 0 : 1)} ${units[unit]}`;
}
