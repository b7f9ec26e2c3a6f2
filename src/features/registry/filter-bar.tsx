import { useTranslations } from "next-intl";
import Form from "next/form";
import type { RegistryOptions } from "@/data/registry-options";
import { enumLabel, enumValues } from "@/domain/enumerations";
import type { Locale } from "@/domain/locale";
import { APPLICATION_STATUSES, STAGES } from "@/domain/review-stages";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { LinkButton } from "@/ui/link-button";
import type { Option } from "@/ui/select";
import { SelectHtml } from "@/ui/select-html";
import { TextInput } from "@/ui/text-input";
import type { RegistryList } from "./registry-lists";
import type { RegistryParam, RegistryRequest } from "./registry-params";

type FilterBarProps = { list: RegistryList; request: RegistryRequest; options: RegistryOptions; locale: Locale };

type Choice = { name: Exclude<RegistryParam, "q" | "sort">; options: readonly Option[]; needed?: boolean };

/** Never submitted is never listed. */
const LISTED_STATUSES = APPLICATION_STATUSES.filter((status) => status !== "draft");

function choices({ list, request, options, locale }: FilterBarProps): Choice[] {
  const english = locale === "en";
  const labels = (name: "industry" | "honorLevel") =>
    enumValues(name).map(({ key, label, labelEn }) => ({ value: key, label: english ? labelEn : label }));
  const items = new Map(
    request.batches.flatMap(({ criteriaSet }) => criteriaSet.items).map((item) => [item.key, english ? item.titleEn : item.title]),
  );
  const all: Choice[] = [
    { name: "batch", options: options.batches.map(({ code, title }) => ({ value: code, label: title })), needed: list.ofOneBatch },
    { name: "status", options: LISTED_STATUSES.map((key) => ({ value: key, label: enumLabel("applicationState", key, locale) })) },
    { name: "union", options: options.unions.map(({ code, name }) => ({ value: code, label: name })) },
    { name: "industry", options: labels("industry") },
    { name: "stage", options: STAGES.map((key) => ({ value: key, label: enumLabel("stage", key, locale) })) },
    { name: "criterion", options: [...items].map(([value, label]) => ({ value, label })) },
    { name: "honor", options: labels("honorLevel") },
  ];
  return all.filter((choice) => choice.needed || choice.options.length > 1);
}

/** A plain GET form: works without script, and an address says everything that was chosen. */
export function FilterBar(props: FilterBarProps) {
  const { list, request } = props;
  const t = useTranslations("registry");
  const fields = choices(props);
  const first = fields.slice(0, 2);
  const rest = fields.slice(2);
  const { params } = request;
  const used = Object.keys(params).some((name) => name !== "sort" && !(name === "batch" && list.ofOneBatch));
  const field = ({ name, options, needed }: Choice) => (
    <Field key={name} id={`filter-${name}`} label={t(`filter.${name}`)}>
      <SelectHtml
        id={`filter-${name}`}
        name={name}
        value={params[name] ?? ""}
        options={needed ? options : [{ value: "", label: t("filter.all") }, ...options]}
      />
    </Field>
  );
  return (
    // A new key when the address changes by a link: what stands in the boxes is always what the list is limited to.
    <Form
      key={JSON.stringify(params)}
      action={list.path}
      prefetch={false}
      scroll={false}
      className="mb-4 print:hidden"
      role="search"
      aria-label={t("filter.label")}
    >
      {params.sort ? <input type="hidden" name="sort" value={params.sort} /> : null}
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-[minmax(14rem,1.2fr)_repeat(2,minmax(10rem,1fr))_auto] lg:items-end">
        <Field id="filter-q" label={t("filter.q")} className="max-lg:col-span-full">
          <TextInput id="filter-q" name="q" type="search" maxLength={60} defaultValue={params.q ?? ""} placeholder={t("filter.qHint")} />
        </Field>
        {first.map(field)}
        <div className="flex gap-2 max-lg:col-span-full">
          <Button type="submit" variant="primary" icon="search">
            {t("filter.submit")}
          </Button>
          {used ? (
            <LinkButton href={list.path} variant="quiet">
              {t("filter.clear")}
            </LinkButton>
          ) : null}
        </div>
      </div>
      {rest.length > 0 ? (
        <details className="mt-3" open={rest.some(({ name }) => params[name] !== undefined)}>
          <summary className="w-fit cursor-pointer rounded-sm py-1 text-sm text-ink-2 hover:text-ink touch:py-2.5">
            {t("filter.more")}
          </summary>
          <div className="mt-2 grid grid-cols-2 gap-3 lg:grid-cols-5">{rest.map(field)}</div>
        </details>
      ) : null}
    </Form>
  );
}
