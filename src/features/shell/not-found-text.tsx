import Link from "next/link";
import { buttonClass } from "@/ui/button-class";
import { EmptyState } from "@/ui/empty-state";
import { useUiTextIfAny } from "@/ui/ui-text";

/** One answer for what does not exist, what belongs to others and what the role may not see: it tells nothing apart. */
export function NotFoundText() {
  const text = useUiTextIfAny();
  if (!text) return null;
  return (
    <EmptyState
      data-not-found=""
      level={1}
      drawing="signpost"
      className="min-h-[60vh] justify-center"
      title={text.notFoundTitle}
      description={text.notFoundText}
      action={
        <Link href="/" prefetch={false} className={buttonClass("primary")}>
          {text.home}
        </Link>
      }
    />
  );
}
