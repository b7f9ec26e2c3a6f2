import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ReviewView } from "./queries";

type ReturnedFirstProps = {
  before: NonNullable<ReviewView["before"]>;
  itemName: (item: { criterion: string | null; path: string | null }) => string;
  changes: ReactNode;
};

/** After a resubmission: each returned item with the lead's answer, then the difference to the version before. */
export function ReturnedFirst({ before, itemName, changes }: ReturnedFirstProps) {
  const t = useTranslations("review");
  return (
    <section aria-labelledby="returned-first" data-returned-first="" className="rounded-lg border border-warning-line bg-warning-soft p-3">
      <h2 id="returned-first" className="text-lg">
        {before.items.length > 0 ? t("returned.title", { org: before.returnedBy ?? "" }) : t("returned.newVersion")}
      </h2>
      {before.comment ? <p className="mt-1 text-sm whitespace-pre-line text-ink-2">{before.comment}</p> : null}
      {before.items.length > 0 ? (
        <ol className="my-2 flex flex-col gap-2">
          {before.items.map((item) => (
            <li key={item.id} data-returned-item={item.seq} className="rounded-md border border-line bg-surface px-3 py-2 text-sm">
              <p>
                <span className="text-ink-3">
                  {item.seq}. {itemName(item)}
                </span>{" "}
                <span className="break-words">{item.reason}</span>
              </p>
              <p className="mt-1 break-words whitespace-pre-line">
                <span className="font-medium">{t("returned.answer")}</span>
                {item.answer ?? t("returned.noAnswer")}
              </p>
            </li>
          ))}
        </ol>
      ) : null}
      <h3 className="mb-1 text-base">{t("returned.difference", { from: before.snapshot.round, to: before.snapshot.round + 1 })}</h3>
      {changes}
    </section>
  );
}
