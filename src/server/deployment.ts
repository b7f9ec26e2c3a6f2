import "server-only";
import type { PasswordProfile } from "@/domain/password-rules";
import { env } from "@/env";

/** True on the embedded demo: demo accounts exist and the business clock may be set. */
export function isDemo(): boolean {
  return env().PORTAL_MODE === "demo";
}

/** The address that the portal was given to be known by. */
export function publicAddress(): string {
  return env().NEXTAUTH_URL;
}

/** Rules that new passwords follow in this deployment. */
export function passwordProfile(): PasswordProfile {
  return env().PASSWORD_PROFILE;
}
