import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotFoundText } from "@/features/shell/not-found-text";
import { PublicFrame } from "@/features/shell/public-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return { title: t("notFound.title") };
}

/** Addresses that lead nowhere. */
export default function NotFound() {
  return (
    <PublicFrame>
      <NotFoundText />
    </PublicFrame>
  );
}
