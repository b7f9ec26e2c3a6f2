"use client";

import { useTranslations } from "next-intl";
import { RETURN_RULES } from "@/domain/return-limits";
import { randomId } from "@/lib/random-id";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { type OptionGroup, Select } from "@/ui/select";
import { TextArea } from "@/ui/text-area";
import { DateInput } from "@/ui/text-input";
import type { ItemDraft } from "./draft-store";
import type { FieldGroup, FieldsProps } from "./panel-props";

/** Items of a return: a criterion or a field, and what to change; then the due date and a note. */
export function ReturnFields({ criteria, fields, due, returnsLeft, maxReturns, draft, errors, change }: FieldsProps) {
  const t = useTranslations("reviewPanel");
  const set = (id: string, part: Partial<ItemDraft>) =>
    change({ items: draft.items.map((item) => (item.id === id ? { ...item, ...part } : item)) });
  if (returnsLeft <= 0) return <Notice tone="warning">{t("noReturnsLeft", { max: maxReturns })}</Notice>;
  return (
    <>
      <div data-return-items="" data-field="items" className="flex flex-col gap-3">
        {draft.items.map((item, index) => {
          const related = criteria.find((one) => one.key === item.criterion)?.paths ?? [];
          const own = optionsOf(fields, (path) => related.includes(path));
          const rest = optionsOf(fields, (path) => !related.includes(path));
          return (
            <fieldset key={item.id} data-return-item={index + 1} className="rounded-md border border-line bg-subtle p-2.5">
              <legend className="sr-only">{t("item", { n: index + 1 })}</legend>
              <div className="mb-1.5 flex items-center justify-between">
                <span className="text-sm font-medium">{t("item", { n: index + 1 })}</span>
                {draft.items.length > 1 ? (
                  <Button
                    size="sm"
                    variant="quiet"
                    icon="trash"
                    aria-label={t("removeItem", { n: index + 1 })}
                    data-action="remove-item"
                    onClick={() => change({ items: draft.items.filter((one) => one.id !== item.id) })}
                  />
                ) : null}
              </div>
              <div className="flex flex-col gap-2" data-field={`items.${index}.path`}>
                <Field id={`criterion-${item.id}`} label={t("criterion")} hideLabel>
                  <Select
                    id={`criterion-${item.id}`}
                    name="criterion"
                    value={item.criterion}
                    placeholder={t("noCriterion")}
                    options={criteria.map((one) => ({ value: one.key, label: one.title }))}
                    onChange={(event) => set(item.id, { criterion: event.currentTarget.value })}
                  />
                </Field>
                <Field id={`path-${item.id}`} label={t("field")} hideLabel error={errors[`items.${index}.path`]}>
                  {(control) => (
                    <Select
                      {...control}
                      name="path"
                      value={item.path}
                      placeholder={t("noField")}
                      options={[...own, ...rest]}
                      onChange={(event) => set(item.id, { path: event.currentTarget.value })}
                    />
                  )}
                </Field>
                <Field
                  id={`reason-${item.id}`}
                  label={t("whatToChange")}
                  required
                  error={errors[`items.${index}.reason`]}
                  data-field={`items.${index}.reason`}
                >
                  {(control) => (
                    <TextArea
                      {...control}
                      name="reason"
                      rows={2}
                      value={item.reason}
                      placeholder={t("reasonExample", { min: RETURN_RULES.reasonMin })}
                      onChange={(event) => set(item.id, { reason: event.currentTarget.value })}
                    />
                  )}
                </Field>
              </div>
            </fieldset>
          );
        })}
        <Button
          icon="plus"
          size="sm"
          data-action="add-item"
          className="self-start"
          onClick={() => change({ items: [...draft.items, { id: randomId(), criterion: "", path: "", reason: "" }] })}
        >
          {t("addItem")}
        </Button>
        {errors["items"] ? <p className="text-sm text-danger">{errors["items"]}</p> : null}
      </div>
      <Field id="dueOn" label={t("dueOn")} required error={errors["dueOn"]} hint={t("dueHint")} data-field="dueOn">
        {(control) => (
          <DateInput
            {...control}
            name="dueOn"
            value={draft.dueOn}
            min={due.min}
            max={due.max}
            onChange={(event) => change({ dueOn: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field id="comment" label={t("returnComment")} error={errors["comment"]} data-field="comment">
        {(control) => (
          <TextArea
            {...control}
            name="opinion"
            rows={2}
            value={draft.comment}
            onChange={(event) => change({ comment: event.currentTarget.value })}
          />
        )}
      </Field>
      <p className="text-sm text-ink-3">{t("returnsLeft", { left: returnsLeft })}</p>
    </>
  );
}

/** The places that can be returned, section by section; a column is named after its table. */
function optionsOf(groups: readonly FieldGroup[], keep: (path: string) => boolean): OptionGroup[] {
  return groups.flatMap(({ label, fields }) => {
    const options = fields.flatMap(([path, name, ...columns]) => [
      { value: path, label: name },
      ...columns.map(([key, column]) => ({ value: `${path}.${key}`, label: `${name} · ${column}` })),
    ]);
    const kept = options.filter((option) => keep(option.value));
    return kept.length > 0 ? [{ label, options: kept }] : [];
  });
}
