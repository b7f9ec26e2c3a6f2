import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/ui/empty-state";
import { LinkButton } from "@/ui/link-button";

/** One answer for what does not exist, what belongs to others and what the role may not see: it tells nothing apart. */
export async function NotFoundText() {
  const t = await getTranslations("common");
  return (
    <div data-not-found="" className="flex min-h-[60vh] flex-col items-center justify-center">
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
