import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/ui/empty-state";
import { LinkButton } from "@/ui/link-button";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return { title: t("notFound.title") };
}

/** One answer for what does not exist, what belongs to others and what the role may not see: it tells nothing apart. */
export default async function NotFound() {
  const t = await getTranslations("common");
  return (
    <div className="flex min-h-[60vh] flex-col items-center justify-center">
      <EmptyState
        level={1}
        drawing="lost"
        title={t("notFound.title")}
        description={t("notFound.text")}
        action={
          <LinkButton href="/" variant="primary">
            {t("notFound.home")}
          </LinkButton>
        }
      />
    </div>
  );
}
