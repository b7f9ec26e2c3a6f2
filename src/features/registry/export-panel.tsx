"use client";

import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "@/ui/button";
import { ProgressBar } from "@/ui/progress-bar";

/** Words with {rows}, {size} and {name} to be put in. */
export type ExportWords = Record<"start" | "cancel" | "running" | "received" | "done" | "stopped" | "failed", string>;

type State =
  | { step: "idle" }
  | { step: "running"; rows: number; columns: number; format: string; bytes: number }
  | { step: "done"; rows: number; name: string }
  | { step: "stopped" }
  | { step: "failed"; message: string };

/** Bytes of a cell as measured on the demo registers: only the progress bar follows them, never the end. */
const CELL_BYTES: Readonly<Record<string, number>> = { xlsx: 6, ods: 5, csv: 13 };
const ALMOST = 0.97;

/** 1.4 MB */
const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`;
const fill = (text: string, values: Record<string, string | number>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));

/**
 * The export form with its progress. Without script the form is posted and the browser saves the answer by itself; with it
 * the bytes are counted as they come, and "stop" ends the query on the server as well.
 */
export function ExportPanel({ words, children }: { words: ExportWords; children: ReactNode }) {
  const [state, setState] = useState<State>({ step: "idle" });
  const control = useRef<AbortController | null>(null);

  async function run(form: HTMLFormElement) {
    const abort = (control.current = new AbortController());
    const data = new FormData(form);
    const format = new URLSearchParams(data as never).get("format") ?? "";
    setState({ step: "running", rows: 0, columns: 0, format, bytes: 0 });
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(data as never), signal: abort.signal });
      if (!answer.ok || !answer.body) {
        const { message } = (await answer.json().catch(() => ({}))) as { message?: string };
        setState({ step: "failed", message: message ?? words.failed });
        return;
      }
      const number = (name: string) => Number(answer.headers.get(name) ?? 0);
      const rows = number("x-export-rows");
      const chunks: BlobPart[] = [];
      let bytes = 0;
      let shownAt = 0;
      for (const reader = answer.body.getReader(); ;) {
        const { done, value } = await reader.read();
        if (done) break;
        chunks.push(value);
        bytes += value.length;
        if (performance.now() - shownAt > 100) {
          shownAt = performance.now();
          setState({ step: "running", rows, columns: number("x-export-columns"), format, bytes });
        }
      }
      const name = decodeURIComponent(answer.headers.get("x-export-name") ?? `export.${format}`);
      save(new Blob(chunks, { type: answer.headers.get("content-type") ?? "" }), name);
      setState({ step: "done", rows, name });
    } catch {
      setState(abort.signal.aborted ? { step: "stopped" } : { step: "failed", message: words.failed });
    }
  }

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void run(event.currentTarget);
  };
  const running = state.step === "running";
  const share =
    running && state.rows > 0 ? Math.min(ALMOST, state.bytes / (state.rows * state.columns * (CELL_BYTES[state.format] ?? 8))) : undefined;
  return (
    <form action="/registry/export" method="post" onSubmit={submit} className="flex flex-col gap-4">
      {children}
      {running ? (
        <ProgressBar
          label={fill(words.running, { rows: state.rows || "…" })}
          detail={fill(words.received, { size: megabytes(state.bytes) })}
          value={share}
          max={1}
        />
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" icon="download" pending={running}>
          {words.start}
        </Button>
        {running ? (
          <Button variant="quiet" onClick={() => control.current?.abort()}>
            {words.cancel}
          </Button>
        ) : null}
      </div>
      <p role="status" data-export={state.step} className="text-sm text-ink-2 empty:hidden">
        {state.step === "done" ? fill(words.done, { rows: state.rows, name: state.name }) : null}
        {state.step === "stopped" ? words.stopped : null}
        {state.step === "failed" ? state.message : null}
      </p>
    </form>
  );
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
