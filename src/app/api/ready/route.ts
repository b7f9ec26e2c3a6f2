import { readiness } from "@/server/readiness";

export const dynamic = "force-dynamic";

/** 200 when a request could be served, else 503; the body names the parts and nothing more. */
export async function GET(): Promise<Response> {
  const checks = await readiness();
  const ready = Object.values(checks).every((state) => state === "ok");
  return Response.json(
    { status: ready ? "ok" : "unavailable", checks },
    { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
