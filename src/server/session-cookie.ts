import "server-only";
import { cookies, headers } from "next/headers";
import { SESSION_LIFE } from "@/domain/sign-in-rules";
import { isSecureRequest } from "./own-origin";

export const SESSION_SECONDS = SESSION_LIFE.absoluteHours * 3600;

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
