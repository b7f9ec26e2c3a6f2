"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/lib/cn";
import { buttonClass } from "@/ui/button-class";
import { useFiling } from "./filing-context";
import type { Upload } from "./upload-queue";

/** A file that is being sent, or that did not arrive: why, and what to do. */
export function UploadOnTheWay({ upload }: { upload: Upload }) {
  const t = useTranslations("application");
  const { uploads } = useFiling();
  const stopped = upload.state === "refused" || upload.state === "failed";
  return (
    <li
      data-upload={upload.state}
      data-attachment={upload.file.name}
      data-state={stopped ? "failed" : "uploading"}
      {...(upload.rule ? { "data-rule": upload.rule } : {})}
      className={cn("min-w-0 rounded-md border p-2", stopped ? "col-span-full border-danger-line bg-danger-soft" : "border-line bg-subtle")}
    >
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate text-sm">{upload.file.name}</span>
        {stopped ? null : <span className="text-xs text-ink-2 tabular-nums">{Math.round(upload.share * 100)}%</span>}
      </div>
      {stopped ? (
        <div role="alert" className="mt-1 text-sm">
          <p className="text-danger">{upload.message ?? t("files.failed")}</p>
          <div className="mt-1.5 flex gap-2">
            {upload.state === "failed" ? (
              <button type="button" className={buttonClass("secondary", "sm")} onClick={() => uploads.retry(upload.id)}>
                {t("files.retry")}
              </button>
            ) : null}
            <button
              type="button"
              data-action="remove-attachment"
              className={buttonClass("quiet", "sm")}
              onClick={() => uploads.dismiss(upload.id)}
            >
              {t("files.dismiss")}
            </button>
          </div>
        </div>
      ) : (
        <progress aria-label={upload.file.name} value={upload.share} max={1} className="mt-1.5 block h-1.5 w-full" />
      )}
    </li>
  );
}
