import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NoticesScreen } from "@/features/notices/notices-screen";
import { requireViewer } from "@/server/viewer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notices"))("title") };
}

export default async function Notices({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer("notice.view");
  const { unread, after } = await searchParams;
  return <NoticesScreen viewer={viewer} filter={{ unread: unread === "1", after: typeof after === "string" ? after : "" }} />;
}
