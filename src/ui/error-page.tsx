"use client";

import Link from "next/link";
import { UNAVAILABLE_DIGEST } from "@/lib/unavailable-digest";
import { Button } from "@/ui/button";
import { buttonClass } from "@/ui/button-class";
import { EmptyState } from "@/ui/empty-state";
import { useUiText } from "@/ui/ui-text";

/** Keeps calm: says that saved work is safe, offers to try again, and gives the number under which it was logged. */
export function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const text = useUiText();
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  const away = digest === UNAVAILABLE_DIGEST;
  return (
    <div data-error-page="" className="flex min-h-[60vh] flex-col items-center justify-center">
      <EmptyState
        level={1}
        drawing="pause"
        title={away ? text.unavailableTitle : text.errorTitle}
        description={away ? text.unavailableText : text.errorText}
        action={
          <>
            <Button variant="primary" icon="refresh" onClick={() => retry()}>
              {text.retry}
            </Button>
            <Link href="/" prefetch={false} className={buttonClass("secondary")}>
              {text.home}
            </Link>
          </>
        }
      />
      {digest && !away ? (
        <p className="text-sm text-ink-3">
          {text.errorCode} <span className="font-mono select-all">{digest}</span>
        </p>
      ) : null}
    </div>
  );
}
