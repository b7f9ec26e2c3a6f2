import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { cache } from "react";
import { chinaDate } from "@/domain/calendar-date";
import { workingDaysBetween } from "@/domain/days-used";
import { ChangesReading } from "@/features/reading/changes-reading";
import { CriterionEvidence, evidenceFields } from "@/features/reading/criterion-evidence";
import { FormReading } from "@/features/reading/form-reading";
import { FileList } from "@/features/reading/file-list";
import { loadReadingOf } from "@/features/reading/load-reading";
import { openReview, type ReviewView } from "@/features/review/queries";
import { ReviewScreen } from "@/features/review/review-screen";
import { ApplicationTimeline, itemName } from "@/features/timeline/application-timeline";
import { isUuid } from "@/lib/is-uuid";
import { localeOrDefault } from "@/lib/locales";
import { businessToday } from "@/server/business-clock";
import { requireViewer } from "@/server/viewer";

type Props = { params: Promise<{ id: string }> };

/** Once a request, for the title and the page: the title must not say more than the page. */
const load = cache(async (id: string): Promise<{ viewer: Awaited<ReturnType<typeof requireViewer>>; view: ReviewView }> => {
  const viewer = await requireViewer("review.view");
  const view = isUuid(id) ? await openReview(viewer, id, localeOrDefault(await getLocale())) : null;
  return view ? { viewer, view } : notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { view } = await load((await params).id);
  return { title: `${view.one.studioName} ${view.one.number}` };
}

export default async function Review({ params }: Props) {
  const { viewer, view } = await load((await params).id);
  const locale = localeOrDefault(await getLocale());
  const t = await getTranslations("review");
  const { one, names } = view;
  const titles = Object.fromEntries([
    ...one.set.items.map((item) => [item.key, locale === "en" ? item.titleEn : item.title] as const),
    ["general", t("general")] as const,
  ]);
  const fields = new Map(one.set.items.map((item) => [item.key, evidenceFields(one.set.code, item)]));
  const read = await loadReadingOf(one.snapshot, names);
  const today = businessToday();
  return (
    <ReviewScreen
      viewer={viewer}
      view={view}
      locale={locale}
      today={today}
      days={one.stageSince ? workingDaysBetween(chinaDate(one.stageSince), today) : null}
      evidencePaths={(key) => (fields.get(key) ?? []).map((field) => field.path)}
      evidence={(key) => <CriterionEvidence fields={fields.get(key) ?? []} filing={one.snapshot} read={read} locale={locale} />}
      itemName={(item) => itemName(item, titles, locale)}
      changes={view.before ? <ChangesReading changes={view.before.changes} /> : null}
      stageFiles={view.slotFiles.length > 0 ? <FileList files={view.slotFiles} /> : null}
      form={<FormReading read={read} locale={locale} derived={view.derived} />}
      timeline={<ApplicationTimeline entries={view.timeline} criteria={titles} />}
    />
  );
}
