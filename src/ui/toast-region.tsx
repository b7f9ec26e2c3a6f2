"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { cn } from "@/lib/cn";
import { Icon } from "@/ui/icon";
import { ToneGlyph } from "@/ui/tone-glyph";
import { dismissToast, serverToasts, type ShownToast, shownToasts, subscribeToasts } from "@/ui/toast-store";
import { useUiText } from "@/ui/ui-text";

const PLAIN_MS = 5000;
const UNDO_MS = 10_000;

function ToastLine({ toast }: { toast: ShownToast }) {
  const text = useUiText();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => dismissToast(toast.id), toast.onUndo ? UNDO_MS : PLAIN_MS);
    return () => clearTimeout(timer);
  }, [held, toast]);
  const hold = {
    onMouseEnter: () => setHeld(true),
    onMouseLeave: () => setHeld(false),
    onFocus: () => setHeld(true),
    onBlur: () => setHeld(false),
  };
  return (
    <div
      {...hold}
      className="appear pointer-events-auto flex max-w-full items-center gap-2 rounded-lg bg-ink py-1.5 pr-1.5 pl-3.5 text-white shadow-raised"
    >
      {toast.tone ? (
        <ToneGlyph tone={toast.tone} className={cn("size-4", toast.tone === "success" ? "text-success-line" : "text-white")} />
      ) : null}
      <span className="min-w-0 flex-1 py-1 text-sm">{toast.text}</span>
      {toast.onUndo ? (
        <button
          type="button"
          className="min-h-8 rounded-md px-2.5 text-sm font-semibold text-[#ffcfc7] hover:bg-ink-2 focus-visible:outline-white touch:min-h-11"
          onClick={() => {
            toast.onUndo?.();
            dismissToast(toast.id);
          }}
        >
          {text.undo}
        </button>
      ) : null}
      <button
        type="button"
        aria-label={text.close}
        className="flex size-8 items-center justify-center rounded-md hover:bg-ink-2 focus-visible:outline-white touch:size-11"
        onClick={() => dismissToast(toast.id)}
      >
        <Icon name="close" className="size-4" />
      </button>
    </div>
  );
}

/** Where toasts appear. Rendered once by the root layout; the live region is there before its first message. */
export function ToastRegion() {
  const toasts = useSyncExternalStore(subscribeToasts, shownToasts, serverToasts);
  const text = useUiText();
  return (
    <div
      role="region"
      aria-label={text.notifications}
      className="pointer-events-none fixed inset-x-0 bottom-20 z-50 flex flex-col items-center gap-2 px-4 md:bottom-6 print:hidden"
    >
      <div aria-live="polite" className="flex max-w-full flex-col items-center gap-2">
        {toasts.map((toast) => (
          <ToastLine key={toast.id} toast={toast} />
        ))}
      </div>
    </div>
  );
}
