"use client";

import { ErrorPage } from "@/ui/error-page";

export default function RootError(props: { error: unknown; retry: () => void }) {
  return (
    <main>
      <ErrorPage {...props} />
    </main>
  );
}
