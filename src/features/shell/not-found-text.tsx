import { getTranslations } from "next-intl/server";
import { markup } from "@/lib/html";
import { buttonClass } from "@/ui/button-class";
import { MarkupBox } from "@/ui/markup-box";

/** A signpost that points both ways, on a grid of 120 × 88. */
const SIGNPOST = markup`<svg viewBox="0 0 120 88" aria-hidden="true" class="mb-4 h-22 w-30 text-line-strong" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M14 78h92" class="text-line"/><path d="M60 78V18"/><path d="M60 22h30l8 8-8 8H60Z" fill="#fff"/><path d="M60 44H34l-8 7 8 7h26Z" fill="#fff"/><path d="M68 30h14M42 51h10" class="text-line"/><circle cx="60" cy="15" r="3" class="text-accent" fill="#fff"/></svg>`;

/**
 * One answer for what does not exist, what belongs to others and what the role may not see: it tells nothing apart. Every page brings
 * it along for when it is needed, so it is one element of HTML. The way home is a plain link and a full load, for the same reason: a
 * link of the router would be a component that every page sends, for a way that is seldom gone.
 */
export async function NotFoundText() {
  const t = await getTranslations("common");
  return (
    <MarkupBox
      as="div"
      data-not-found=""
      className="flex min-h-[60vh] flex-col items-center justify-center px-4 py-10 text-center"
      content={markup`${SIGNPOST}<h1 class="text-lg">${t("notFound.title")}</h1><p class="mt-1.5 max-w-md text-balance text-ink-2">${t("notFound.text")}</p><a href="/" class="${buttonClass("primary", "md", "mt-5")}">${t("notFound.home")}</a>`}
    />
  );
}
