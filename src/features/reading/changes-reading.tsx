import { useTranslations } from "next-intl";
import type { Change } from "@/domain/content-difference";
import { cn } from "@/lib/cn";

/** The difference of two versions, readable: what stood there, what stands there now. */
export function ChangesReading({ changes }: { changes: readonly Change[] }) {
  const t = useTranslations("reading");
  if (changes.length === 0) return <p className="text-sm text-ink-3">{t("noChanges")}</p>;
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface text-sm">
      {changes.map((change, index) => (
        <li
          key={`${change.path}-${change.kind}-${index}`}
          data-change={change.kind}
          data-path={change.path}
          className="grid gap-x-3 gap-y-1 px-3 py-2 md:grid-cols-[14rem_1fr]"
        >
          <p>
            <span className="text-ink-3">{change.sectionLabel} › </span>
            {change.label}
            {change.row === null ? null : (
              <span className="text-ink-3">
                {" "}
                {t("row", { row: change.row })}
                {change.rowName ? ` (${change.rowName})` : ""}
              </span>
            )}
          </p>
          <div className="min-w-0 break-words">
            <span className={cn("mr-2 rounded px-1 text-xs", KIND[change.kind])}>{t(`change.${change.kind}`)}</span>
            {change.before ? <del className="whitespace-pre-line text-ink-3 decoration-danger">{change.before}</del> : null}
            {change.before && change.after ? <span aria-hidden="true"> → </span> : null}
            {change.after ? <ins className="font-medium whitespace-pre-line no-underline">{change.after}</ins> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

const KIND: Record<Change["kind"], string> = {
  changed: "bg-info-soft text-info",
  added: "bg-success-soft text-success",
  removed: "bg-danger-soft text-danger",
  filesAdded: "bg-success-soft text-success",
  filesRemoved: "bg-danger-soft text-danger",
  moved: "bg-subtle text-ink-2",
};
