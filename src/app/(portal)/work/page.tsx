import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { workParams } from "@/features/review/work-params";
import { WorkScreen } from "@/features/review/work-screen";
import { requireViewer } from "@/server/viewer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("review"))("work.title") };
}

export default async function Work({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer("review.view");
  return <WorkScreen viewer={viewer} params={workParams(await searchParams)} />;
}
