"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import type { FormState } from "@/lib/form-state";
import { randomId } from "@/lib/random-id";
import { showToast } from "@/ui/toast-store";

type Answer = Pick<FormState, "ok" | "code" | "message" | "fieldErrors">;
type Send<B> = (input: B & { key: string }) => Promise<Answer>;
export type Refusal = { code: string; message: string; fieldErrors: Record<string, string> };

/**
 * Sends a decision. A lost answer keeps its key, so that trying again is the same request and has one effect; anything else that
 * was changed meanwhile is a new request. What was typed stays until the server said yes.
 */
export function useDecision(words: { lost: string; done: string }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const lost = useRef<{ key: string; body: string } | null>(null);
  function send<B extends object>(action: Send<B>, input: B, onDone: () => void, onRefused: (refusal: Refusal) => void = () => {}): void {
    if (pending) return;
    const body = JSON.stringify(input);
    const key = lost.current?.body === body ? lost.current.key : randomId();
    start(async () => {
      try {
        const answer = await action({ ...input, key });
        lost.current = answer.code === "unavailable" ? { key, body } : null;
        if (answer.ok) {
          setRefusal(null);
          onDone();
          showToast({ tone: "success", text: words.done });
          router.refresh();
          return;
        }
        const refused = { code: answer.code, message: answer.message ?? words.lost, fieldErrors: answer.fieldErrors };
        setRefusal(refused);
        onRefused(refused);
      } catch (error) {
        if (isFrameworkSignal(error)) throw error;
        lost.current = { key, body };
        setRefusal({ code: "lost", message: words.lost, fieldErrors: {} });
      }
    });
  }
  return { send, pending, refusal, refresh: () => router.refresh() };
}

/** A redirect or a 404 of the server travels as an error and belongs to the framework. */
function isFrameworkSignal(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    typeof (error as { digest?: unknown }).digest === "string" &&
    (error as { digest: string }).digest.startsWith("NEXT_")
  );
}

/** Leads to the first field in error: 1 where it is on the page. */
export function showField(names: readonly string[]): void {
  for (const name of names) {
    const box = document.querySelector(`[data-field="${name.replace(/["\\]/g, "")}"]`);
    if (!(box instanceof HTMLElement)) continue;
    box.scrollIntoView({ block: "center" });
    box.querySelector<HTMLElement>("input, textarea, select, button")?.focus({ preventScroll: true });
    return;
  }
}
