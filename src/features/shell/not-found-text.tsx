"use client";

import { lazy, Suspense } from "react";

const NotFoundBody = lazy(() => import("./not-found-body").then(({ NotFoundBody: body }) => ({ default: body })));

/** Every page brings this along for when it is needed: so it travels as a name, and its code comes when something was not found. */
export function NotFoundText() {
  return (
    <Suspense fallback={null}>
      <NotFoundBody />
    </Suspense>
  );
}
