import { getTranslations } from "next-intl/server";
import type { FieldNames } from "@/domain/field-text";
import type { Filing } from "@/domain/form-content";
import { readingOf } from "./reading-data";

/** readingOf() with the words of the page's language. */
export async function loadReadingOf(filing: Filing, names: FieldNames): Promise<ReturnType<typeof readingOf>> {
  const t = await getTranslations("reading");
  return readingOf(filing, names, {
    rows: (count) => t("rows", { count }),
    files: (count) => t("files", { count }),
    moreRows: (count) => t("moreRows", { count }),
    photo: (name) => t("photo", { name }),
  });
}
