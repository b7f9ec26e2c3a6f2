import { EmptyState } from "@/ui/empty-state";
import { LinkButton } from "@/ui/link-button";
import { useUiText } from "@/ui/ui-text";

/** One answer for what does not exist, what belongs to others and what the role may not see: it tells nothing apart. */
export function NotFoundBody() {
  const text = useUiText();
  return (
    <div data-not-found="" className="flex min-h-[60vh] flex-col items-center justify-center">
      <EmptyState
        level={1}
        drawing="lost"
        title={text.notFoundTitle}
        description={text.notFoundText}
        action={
          <LinkButton href="/" variant="primary">
            {text.notFoundHome}
          </LinkButton>
        }
      />
    </div>
  );
}
