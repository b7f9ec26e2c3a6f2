"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { randomId } from "@/lib/random-id";
import { Button } from "@/ui/button";
import { buttonClass } from "@/ui/button-class";
import { FieldError, RequiredMark } from "@/ui/field";
import { Icon } from "@/ui/icon";
import { Spinner } from "@/ui/spinner";
import type { PanelSlot } from "./panel-props";

type SlotItem = { id: string; fileName: string; state: "stored" | "uploading" | "failed"; file?: File; message?: string };

/** A slot of the reviewing union, such as 单位内部公示证明: upload, retry with the same id, remove. */
export function StageSlotField({ applicationId, slot, error }: { applicationId: string; slot: PanelSlot; error: string | undefined }) {
  const t = useTranslations("reviewPanel");
  const [items, setItems] = useState<SlotItem[]>(() => slot.files.map((file) => ({ ...file, state: "stored" })));
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const set = (id: string, part: Partial<SlotItem>) => setItems((now) => now.map((item) => (item.id === id ? { ...item, ...part } : item)));

  async function upload(item: SlotItem & { file: File }): Promise<void> {
    set(item.id, { state: "uploading" });
    const body = new FormData();
    for (const [name, value] of [
      ["id", item.id],
      ["application", applicationId],
      ["slot", slot.path],
      ["size", String(item.file.size)],
    ] as const)
      body.append(name, value);
    body.append("file", item.file, item.file.name);
    const answer = await post("/api/attachments", body);
    if (answer.ok) set(item.id, { state: "stored" });
    else set(item.id, { state: "failed", message: answer.message ?? t("uploadFailed") });
  }
  function add(files: FileList | null): void {
    setProblem(null);
    const chosen = [...(files ?? [])].map((file) => ({ id: randomId(), fileName: file.name, state: "uploading" as const, file }));
    if (input.current) input.current.value = "";
    setItems((now) => [...now, ...chosen]);
    void (async () => {
      for (const item of chosen) await upload(item);
    })();
  }
  async function remove(item: SlotItem): Promise<void> {
    setProblem(null);
    if (item.state === "stored") {
      const answer = await post(`/api/attachments/${item.id}`, null);
      if (!answer.ok) return setProblem(answer.message ?? t("removeFailed"));
    }
    setItems((now) => now.filter((one) => one.id !== item.id));
  }

  const id = `slot-${slot.path.replace(".", "-")}`;
  return (
    <div data-slot-list={slot.path} data-field={slot.path} className="min-w-0">
      <p className="text-sm font-medium" id={`${id}-label`}>
        {slot.label}
        {slot.demanded ? <RequiredMark /> : null}
      </p>
      {items.length > 0 ? (
        <ul className="my-1 flex flex-col gap-1">
          {items.map((item) => (
            <li
              key={item.id}
              data-attachment={item.fileName}
              data-state={item.state}
              className="rounded-md border border-line px-2 py-1 text-sm"
            >
              <span className="flex items-center gap-1.5">
                {item.state === "uploading" ? <Spinner /> : <Icon name="file" className="size-4 text-ink-3" />}
                {item.state === "stored" ? (
                  <a
                    href={`/files/${item.id}`}
                    target="_blank"
                    rel="noreferrer"
                    className="min-w-0 flex-1 truncate text-info hover:underline"
                  >
                    {item.fileName}
                  </a>
                ) : (
                  <span className="min-w-0 flex-1 truncate">{item.fileName}</span>
                )}
                {item.state === "failed" && item.file ? (
                  <Button size="sm" variant="quiet" data-action="retry" onClick={() => void upload({ ...item, file: item.file as File })}>
                    {t("retry")}
                  </Button>
                ) : null}
                {item.state === "uploading" ? null : (
                  <Button
                    size="sm"
                    variant="quiet"
                    icon="trash"
                    aria-label={t("removeFile", { name: item.fileName })}
                    data-action="remove-attachment"
                    onClick={() => void remove(item)}
                  />
                )}
              </span>
              {item.state === "failed" ? <FieldError>{item.message}</FieldError> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {items.length < slot.maxCount ? (
        <label
          className={buttonClass("secondary", "sm", "mt-1 cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-accent")}
        >
          <Icon name="upload" className="-ml-0.5" />
          {t("chooseFile")}
          <input
            ref={input}
            type="file"
            multiple={slot.maxCount > 1}
            accept={slot.accept}
            aria-labelledby={`${id}-label`}
            aria-describedby={`${id}-hint`}
            className="sr-only"
            onChange={(event) => add(event.currentTarget.files)}
          />
        </label>
      ) : null}
      {problem ? <FieldError>{problem}</FieldError> : null}
      {error ? <FieldError>{error}</FieldError> : null}
      <p id={`${id}-hint`} className="text-xs text-ink-3">
        {slot.hint}
      </p>
    </div>
  );
}

/** POST with a body, DELETE without. The server's own sentence, where it has one. */
async function post(path: string, body: FormData | null): Promise<{ ok: boolean; message: string | null }> {
  try {
    const response = await fetch(path, body ? { method: "POST", body } : { method: "DELETE" });
    if (response.ok) return { ok: true, message: null };
    const answer = (await response.json().catch(() => null)) as { message?: unknown } | null;
    return { ok: false, message: typeof answer?.message === "string" ? answer.message : null };
  } catch {
    return { ok: false, message: null };
  }
}
