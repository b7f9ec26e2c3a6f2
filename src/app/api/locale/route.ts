import { LOCALE_COOKIE, localeOrDefault } from "@/lib/locales";
import { ownPath } from "@/lib/own-path";
import { isOwnOrigin, isSecureRequest } from "@/server/own-origin";

const YEAR_SECONDS = 365 * 24 * 3600;

/** The page of ours that the person came from; never another site. */
function pageBefore(headers: Headers): string {
  const referer = headers.get("referer");
  if (!referer || !URL.canParse(referer)) return "/";
  const { host, pathname, search } = new URL(referer);
  const ours = headers.get("x-forwarded-host") ?? headers.get("host");
  return host === ours ? (ownPath(pathname + search) ?? "/") : "/";
}

/** Keeps the language in a cookie and goes back to the page. Of no account, so it needs no sign-in. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnOrigin(request.headers)) return new Response(null, { status: 403 });
  const form = await request.formData().catch(() => null);
  const asked = form?.get("locale");
  const locale = localeOrDefault(typeof asked === "string" ? asked : undefined);
  const secure = isSecureRequest(request.headers) ? "; Secure" : "";
  return new Response(null, {
    status: 303,
    headers: {
      Location: pageBefore(request.headers),
      "Set-Cookie": `${LOCALE_COOKIE}=${locale}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax; HttpOnly${secure}`,
    },
  });
}
