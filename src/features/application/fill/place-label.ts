import { fieldAt } from "@/domain/application-form";
import { sectionOf } from "@/domain/application-form";
import type { Locale } from "@/domain/locale";

/** Words for a path: 领衔人和团队 › 团队成员. */
export function placeLabel(path: string, locale: Locale): string {
  const words = (of: { label: string; labelEn: string } | undefined) => (of ? (locale === "en" ? of.labelEn : of.label) : "");
  const [section = "", field = "", column] = path.split(".");
  const parts = [words(sectionOf(path)), words(fieldAt(`${section}.${field}`)), column ? words(fieldAt(path)) : ""];
  return parts.filter(Boolean).join(" › ");
}

/** Address inside the form: "#team.members", or "#team.members.name@2" for the second row. */
export function placeHref(path: string, row?: number): string {
  return `#${path}${row === undefined ? "" : `@${row}`}`;
}

export type Target = { section: string; path: string | null; row: number | null };

/** What an address inside the form points to. */
export function targetOf(hash: string): Target {
  const [path = "", row] = decodeURIComponent(hash.replace(/^#/, "")).split("@");
  const parts = path.split(".");
  return { section: parts[0] ?? "", path: parts.length > 1 ? path : null, row: row && /^\d+$/.test(row) ? Number(row) : null };
}
