import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotFoundPage } from "@/features/shell/not-found";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return { title: t("notFound.title") };
}

/** Addresses that lead nowhere. */
export default function NotFound() {
  return <NotFoundPage />;
}
