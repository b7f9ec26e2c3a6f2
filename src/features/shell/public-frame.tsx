import type { ReactNode } from "react";

/** The frame of pages that need no sign-in: nothing to be lost in. */
export function PublicFrame({ head, children }: { head: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-h-screen flex-col">
      {head}
      <main className="mx-auto flex w-full max-w-6xl flex-1 flex-col px-5 pb-12">{children}</main>
    </div>
  );
}
