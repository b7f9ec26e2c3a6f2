import { useTranslations } from "next-intl";
import type { AttachmentRef } from "@/domain/form-content";
import { cn } from "@/lib/cn";
import { formatFileSize } from "@/lib/format-number";
import { Icon } from "@/ui/icon";

/** Files in place: photos as thumbnails, the others by name; each opens in a new tab. */
export function FileList({ files, className }: { files: readonly AttachmentRef[]; className?: string }) {
  const t = useTranslations("reading");
  if (files.length === 0) return null;
  return (
    <ul className={cn("flex flex-wrap gap-2", className)}>
      {files.map((file) => (
        <li key={file.id} data-attachment={file.fileName} data-slot={file.slot}>
          <a
            href={`/files/${file.id}`}
            target="_blank"
            rel="noreferrer"
            title={file.fileName}
            className="group block rounded-md border border-line bg-surface hover:border-accent"
          >
            {file.kind === "image" ? (
              <>
                {/* oxlint-disable-next-line nextjs/no-img-element -- the image optimiser is off; the server made the thumbnail */}
                <img
                  src={`/files/${file.id}?thumb=1`}
                  alt={t("photo", { name: file.fileName })}
                  loading="lazy"
                  width={112}
                  height={84}
                  className="h-21 w-28 rounded-t-md bg-subtle object-cover"
                />
                <span className="block w-28 truncate px-1.5 py-0.5 text-xs text-ink-2 group-hover:text-accent">{file.fileName}</span>
              </>
            ) : (
              <span className="flex max-w-64 items-center gap-1.5 px-2 py-1.5 text-sm">
                <Icon name="file" className="size-4 text-ink-3" />
                <span className="truncate group-hover:text-accent">{file.fileName}</span>
                {file.size ? <span className="shrink-0 text-xs text-ink-3">{formatFileSize(file.size)}</span> : null}
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}
