import { useTranslations } from "next-intl";
import { buttonClass } from "@/ui/button-class";
import { Checkbox } from "@/ui/choice";
import { RadioGroup } from "@/ui/choice-group";
import { Field } from "@/ui/field";
import { Icon } from "@/ui/icon";
import { TextInput } from "@/ui/text-input";
import { ExportPanel, type ExportWords } from "./export-panel";
import type { RegistryList } from "./registry-lists";
import type { RegistryParams } from "./registry-params";

const WORDS = ["start", "cancel", "running", "received", "done", "stopped", "failed"] as const;

type ExportMenuProps = {
  list: RegistryList;
  params: RegistryParams;
  /** how many columns the screen shows, and how many there are */
  shown: number;
  all: number;
  mayUnmask: boolean;
};

/** "Export" with its choices: the format, and for those who may the full personal data with a purpose. */
export function ExportMenu({ list, params, shown, all, mayUnmask }: ExportMenuProps) {
  const t = useTranslations("registry.export");
  // what is counted while it runs is filled in by the browser
  const later = { rows: "{rows}", size: "{size}", name: "{name}" };
  const words = Object.fromEntries(WORDS.map((word) => [word, t(word, later)])) as ExportWords;
  return (
    <details className="relative" data-export-menu>
      <summary className={buttonClass("primary", "md", "cursor-pointer list-none [&::-webkit-details-marker]:hidden")}>
        <Icon name="download" className="-ml-0.5" />
        {t("open")}
      </summary>
      <div className="absolute right-0 z-20 mt-1 w-[min(24rem,calc(100vw-2rem))] rounded-lg border border-line bg-surface p-4 shadow-raised max-md:fixed max-md:inset-x-4 max-md:bottom-20 max-md:z-40 max-md:max-h-[70vh] max-md:w-auto max-md:overflow-y-auto">
        <ExportPanel words={words}>
          <input type="hidden" name="list" value={list.key} />
          {Object.entries(params).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <RadioGroup
            id="export-format"
            name="format"
            label={t("format")}
            defaultValue="xlsx"
            options={(["xlsx", "csv", "ods"] as const).map((format) => ({ value: format, label: t(format), note: t(`${format}Note`) }))}
          />
          <RadioGroup
            id="export-columns"
            name="columns"
            label={t("columns")}
            defaultValue="shown"
            inline
            options={[
              { value: "shown", label: t("columnsShown", { count: shown }) },
              { value: "all", label: t("columnsAll", { count: all }) },
            ]}
          />
          <p className="text-sm text-ink-2">{t("masked")}</p>
          {mayUnmask ? (
            <div className="flex flex-col gap-2">
              <Checkbox name="unmasked" value="1" label={t("unmasked")} />
              <Field id="export-purpose" label={t("purpose")} hint={t("purposeHint")}>
                {(control) => <TextInput {...control} name="purpose" maxLength={200} />}
              </Field>
            </div>
          ) : null}
        </ExportPanel>
      </div>
    </details>
  );
}
