"use client";

import { useTranslations } from "next-intl";
import { useState, useSyncExternalStore } from "react";
import type { FormField } from "@/domain/application-form";
import { ENUMS, enumLabel } from "@/domain/enumerations";
import { inList } from "@/domain/locale";
import { cn } from "@/lib/cn";
import { formatFileSize } from "@/lib/format-number";
import { buttonClass } from "@/ui/button-class";
import { FieldError, RequiredMark } from "@/ui/field";
import { Icon } from "@/ui/icon";
import { showToast } from "@/ui/toast-store";
import { label, useDemanded, useFieldError, useFiling, useFilingState } from "./filing-context";
import type { FormAttachment } from "./fill-props";
import { changeAttachment } from "./upload-file";
import { UploadOnTheWay } from "./upload-on-the-way";

type Props = { field: FormField; disabled: boolean; row?: { id: string; number: number } | undefined };

/** What the browser offers to choose. For pictures the two types: then phones hand over JPEG instead of HEIC. */
function acceptOf(field: FormField): string {
  const kinds = field.limits?.accept ?? [];
  if (kinds.length === 1 && kinds[0] === "image") return "image/jpeg,image/png";
  return ENUMS.attachmentKind.values
    .filter((kind) => (kinds as readonly string[]).includes(kind.key))
    .flatMap((kind) => kind.extensions.map((one) => `.${one}`))
    .join(",");
}

/** The attachments of a slot: chosen, dropped, pasted or photographed; several at once. */
export function FilesField({ field, disabled, row }: Props) {
  const t = useTranslations("application");
  const { uploads, locale } = useFiling();
  const [over, setOver] = useState(false);
  const attachments = useFilingState((state) => state.attachments);
  const all = useSyncExternalStore(uploads.subscribe, uploads.state, uploads.state);
  const demanded = useDemanded(field.path);
  const error = useFieldError(field.path, row?.id);
  const own = attachments.filter((file) => file.slot === field.path && file.rowId === row?.id);
  const sending = all.filter((upload) => upload.slot === field.path && upload.rowId === row?.id);
  const name = label(field, locale);
  const { accept = [], maxCount, maxMb, minPixels } = field.limits ?? {};
  const kinds = inList(
    accept.map((kind) => enumLabel("attachmentKind", kind, locale)),
    locale,
  );
  const limits = t("files.limits", { kinds, max: maxCount ?? 0, mb: maxMb ?? 0 });
  const camera = accept.includes("image");
  const take = (files: Iterable<File> | null | undefined) => {
    if (disabled || !files) return;
    uploads.add(field.path, row?.id, files);
  };
  const at = row ? { "data-row": String(row.number), "data-row-id": row.id } : {};
  const choose = (input: HTMLInputElement) => {
    take([...(input.files ?? [])]);
    input.value = "";
  };
  return (
    <div
      data-slot-list={field.path}
      {...at}
      className={cn("flex min-w-0 flex-col gap-1.5", row ? "col-span-full" : "md:col-span-2")}
      onPaste={(event) => {
        if (event.clipboardData.files.length === 0) return;
        event.preventDefault();
        take([...event.clipboardData.files]);
      }}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="text-sm font-medium">
          {name}
          {demanded ? <RequiredMark /> : null}
        </span>
        <span className="text-xs text-ink-3 tabular-nums">
          {own.length}/{maxCount} · {limits}
          {minPixels ? ` · ${t("files.pixels", { pixels: minPixels.replace("x", "×") })}` : ""}
        </span>
      </div>
      <div
        className={cn(
          "rounded-md border border-dashed p-2.5",
          over ? "border-accent bg-accent-soft" : "border-line-strong bg-surface",
          disabled && "border-line bg-subtle",
        )}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(!disabled);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take([...event.dataTransfer.files]);
        }}
      >
        {own.length + sending.length > 0 ? (
          <ul className="mb-2 grid gap-2 sm:grid-cols-2">
            {own.map((file) => (
              <Attached key={file.id} file={file} disabled={disabled} />
            ))}
            {sending.map((upload) => (
              <UploadOnTheWay key={upload.id} upload={upload} />
            ))}
          </ul>
        ) : null}
        {disabled ? (
          own.length === 0 ? (
            <p className="text-sm text-ink-3">{t("files.none")}</p>
          ) : null
        ) : (
          <div className="flex flex-wrap items-center gap-2">
            <label
              className={buttonClass(
                "secondary",
                "sm",
                "relative cursor-pointer focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent",
              )}
            >
              <Icon name="upload" className="size-4" />
              {t("files.choose")}
              <input
                type="file"
                multiple
                accept={acceptOf(field)}
                aria-label={t("files.chooseFor", { name })}
                data-slot={field.path}
                {...at}
                {...(error ? { "aria-invalid": true } : {})}
                onChange={(event) => choose(event.currentTarget)}
                className="absolute inset-0 cursor-pointer opacity-0"
              />
            </label>
            {camera ? (
              <span className="hidden touch:inline-flex">
                <label
                  className={buttonClass("secondary", "sm", "relative cursor-pointer focus-within:outline-2 focus-within:outline-accent")}
                >
                  <Icon name="camera" className="size-4" />
                  {t("files.camera")}
                  <input
                    type="file"
                    accept="image/*"
                    capture="environment"
                    aria-label={t("files.cameraFor", { name })}
                    onChange={(event) => choose(event.currentTarget)}
                    className="absolute inset-0 cursor-pointer opacity-0"
                  />
                </label>
              </span>
            ) : null}
            <span className="text-sm text-ink-3 max-md:hidden">{t("files.dropHint")}</span>
          </div>
        )}
      </div>
      {error ? (
        <div className="text-sm" data-rule={error.rule} data-error-at={field.path}>
          <FieldError>{error.message}</FieldError>
        </div>
      ) : null}
      {field.hint ? <p className="text-sm text-ink-3">{locale === "en" ? (field.hintEn ?? field.hint) : field.hint}</p> : null}
    </div>
  );
}

function Attached({ file, disabled }: { file: FormAttachment; disabled: boolean }) {
  const t = useTranslations("application");
  const { store } = useFiling();
  const remove = async () => {
    store.setAttachments((before) => before.filter((one) => one.id !== file.id));
    const back = () => store.setAttachments((before) => [...before.filter((one) => one.id !== file.id), file]);
    if (!(await changeAttachment(file.id, "remove"))) {
      back();
      showToast({ text: t("files.removeFailed", { name: file.fileName }), tone: "warning" });
      return;
    }
    showToast({
      text: t("files.removed", { name: file.fileName }),
      onUndo: () =>
        void changeAttachment(file.id, "restore").then((done) =>
          done ? back() : showToast({ text: t("files.restoreFailed"), tone: "warning" }),
        ),
    });
  };
  return (
    <li
      data-attachment={file.fileName}
      data-state="stored"
      className="flex min-w-0 items-center gap-2.5 rounded-md border border-line bg-surface p-1.5"
    >
      <a href={`/files/${file.id}`} target="_blank" rel="noopener" className="flex min-w-0 flex-1 items-center gap-2.5 hover:text-accent">
        {file.hasThumb ? (
          // oxlint-disable-next-line nextjs/no-img-element -- behind a session; the optimiser must not keep copies
          <img src={`/files/${file.id}?thumb=1`} alt="" loading="lazy" className="size-12 shrink-0 rounded-sm bg-subtle object-cover" />
        ) : (
          <span className="flex size-12 shrink-0 items-center justify-center rounded-sm bg-subtle text-ink-3">
            <Icon name="file" />
          </span>
        )}
        <span className="min-w-0">
          <span className="line-clamp-2 text-sm break-all">{file.fileName}</span>
          <span className="block text-xs text-ink-3">{formatFileSize(file.size)}</span>
        </span>
      </a>
      {disabled ? null : (
        <button
          type="button"
          data-action="remove-attachment"
          aria-label={t("files.remove", { name: file.fileName })}
          onClick={() => void remove()}
          className="flex size-8 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-subtle hover:text-danger touch:size-11"
        >
          <Icon name="trash" className="size-4.5" />
        </button>
      )}
    </li>
  );
}
