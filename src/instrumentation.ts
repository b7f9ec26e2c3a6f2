/** Once, before the first request: the variables are right and the fence is whole, or the server does not serve. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { boot } = await import("./server/boot");
  await boot();
}

/** Next's hook for errors that reach nobody else. */
export async function onRequestError(
  error: unknown,
  request: { path: string; method: string; headers: NodeJS.Dict<string | string[]> },
  context: { routePath: string; routeType: string },
): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { requestLog } = await import("./server/log");
  // the route's pattern and not the path: a path holds ids, and a query may hold names
  requestLog(request.headers["x-request-id"]).error(
    { err: error, method: request.method, route: context.routePath, kind: context.routeType },
    "request failed",
  );
}
