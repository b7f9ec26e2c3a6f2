import "server-only";
import { cookies, headers } from "next/headers";
import { SESSION_LIFE } from "@/domain/sign-in-rules";
import { env } from "@/env";

export const SESSION_SECONDS = SESSION_LIFE.absoluteHours * 3600;

/**
 * True when the browser speaks https with us. The portal is reached by several names (a public one over https, a plain
 * one inside the network), so it is decided per request and not by NEXTAUTH_URL alone.
 */
export function isSecureRequest(requestHeaders: Headers): boolean {
  const proto = requestHeaders.get("x-forwarded-proto")?.split(",")[0]?.trim();
  if (proto === "https") return true;
  const own = new URL(env().NEXTAUTH_URL);
  return own.protocol === "https:" && own.host === (requestHeaders.get("x-forwarded-host") ?? requestHeaders.get("host"));
}

/** Name and flags of the session's cookie. Over https only the __Host- name counts: no other host or path can set it. */
export function sessionCookie(secure: boolean) {
  return {
    name: secure ? "__Host-portal-session" : "portal-session",
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure },
  };
}

export async function readSessionCookie(): Promise<string | null> {
  const { name } = sessionCookie(isSecureRequest(await headers()));
  return (await cookies()).get(name)?.value ?? null;
}

/** value null removes it. Only in an action or a route handler. */
export async function writeSessionCookie(value: string | null): Promise<void> {
  const { name, options } = sessionCookie(isSecureRequest(await headers()));
  const jar = await cookies();
  if (value === null) jar.set(name, "", { ...options, maxAge: 0 });
  else jar.set(name, value, { ...options, maxAge: SESSION_SECONDS });
}
