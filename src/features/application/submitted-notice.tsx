import { useTranslations } from "next-intl";
import { Notice } from "@/ui/notice";
import { type ListRow, useNextStep } from "./application-list";

type Props = { number: string; row: Pick<ListRow, "status" | "dueOn"> & { closesAt: Date }; now: Date; locale: string };

/** Said once, after a submission: the number, and who has it now. */
export function SubmittedNotice({ number, row, now, locale }: Props) {
  const t = useTranslations("application");
  const nextStep = useNextStep(locale);
  return (
    <Notice role="status" tone="success" className="mb-4" data-submitted={number} title={t("read.submitted")}>
      {t("read.submittedText", { number, next: nextStep(row, now) })}
    </Notice>
  );
}
