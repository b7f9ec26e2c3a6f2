import { useTranslations } from "next-intl";
import type { Locale } from "@/domain/locale";
import type { RegistryColumn } from "@/domain/registry/registry-column";
import { type Html, markup } from "@/lib/html";
import { Button } from "@/ui/button";
import { buttonClass } from "@/ui/button-class";
import { Icon } from "@/ui/icon";
import { MarkupBox } from "@/ui/markup-box";
import type { AnyRow, RegistryList } from "./registry-lists";

type ColumnChooserProps = {
  list: RegistryList;
  batch: string | undefined;
  columns: readonly RegistryColumn<AnyRow>[];
  shown: readonly RegistryColumn<AnyRow>[];
  locale: Locale;
  save: (form: FormData) => Promise<void>;
};

/** Which columns this person sees and exports, kept for the next time. Native details and a form: no script needed. */
export function ColumnChooser({ list, batch, columns, shown, locale, save }: ColumnChooserProps) {
  const t = useTranslations("registry");
  return (
    <details className="group relative" data-column-chooser>
      <summary className={buttonClass("secondary", "md", "cursor-pointer list-none [&::-webkit-details-marker]:hidden")}>
        <Icon name="grid" className="-ml-0.5" />
        {t("columns.open", { shown: shown.length, all: columns.length })}
      </summary>
      <form
        // The boxes are those of the choice in force, also after it was saved.
        key={shown.map(({ key }) => key).join()}
        action={save}
        className="absolute right-0 z-20 mt-1 flex w-[min(40rem,calc(100vw-2rem))] flex-col rounded-lg border border-line bg-surface shadow-raised max-md:fixed max-md:inset-x-4 max-md:bottom-20 max-md:z-40 max-md:max-h-[70vh] max-md:w-auto max-md:overflow-y-auto"
      >
        <input type="hidden" name="list" value={list.key} />
        {batch ? <input type="hidden" name="batch" value={batch} /> : null}
        <fieldset className="max-h-[min(26rem,60vh)] overflow-y-auto p-4">
          <legend className="sr-only">{t("columns.label")}</legend>
          <MarkupBox
            as="div"
            className="check-list grid grid-cols-2 gap-x-4 sm:grid-cols-3"
            content={markup`${columns.map((column) => checkbox(column, shown.includes(column), locale))}`}
          />
        </fieldset>
        <div className="flex flex-wrap gap-2 border-t border-line p-3">
          <Button type="submit" variant="primary" size="sm">
            {t("columns.save")}
          </Button>
          <Button type="submit" name="reset" value="1" variant="quiet" size="sm">
            {t("columns.reset")}
          </Button>
        </div>
      </form>
    </details>
  );
}

/** The Checkbox of src/ui/choice.tsx as HTML: a registry has forty of them. */
function checkbox(column: RegistryColumn<AnyRow>, checked: boolean, locale: Locale): Html {
  const words = locale === "en" ? column.headerEn : column.header;
  return markup`<label><input type="checkbox" name="columns" value="${column.key}"${checked && markup` checked`}><span>${words}</span></label>`;
}
