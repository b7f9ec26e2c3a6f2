import "server-only";
import type { ScopedTx } from "@/data/with-scope";
import { listFieldNames } from "@/data/field-names";
import type { FormContent } from "@/domain/form-content";
import { textAt } from "@/domain/form-context";
import type { FieldNames } from "@/domain/field-text";
import type { Locale } from "@/domain/locale";

/** The names that the codes of a form stand for, in the viewer's city. */
export async function loadFieldNames(tx: ScopedTx, cityPath: string, content: FormContent, locale: Locale): Promise<FieldNames> {
  return { locale, ...(await listFieldNames(tx, cityPath, [textAt(content, "unit.recommender")])) };
}
