"use client";

import { lazy } from "react";

/*
 * Every page brings along what it would say if it were not found, which it seldom is: so it is one name, whose words and script come
 * when they are needed. As elements they were a tenth of the time of a list.
 */
const Page = lazy(async () => ({ default: (await import("./not-found-page")).NotFoundPage }));
const Text = lazy(async () => ({ default: (await import("./not-found-text")).NotFoundText }));

/** In a frame of its own. */
export function NotFoundPage() {
  return <Page />;
}

/** Inside the signed-in frame. */
export function NotFoundText() {
  return <Text />;
}
