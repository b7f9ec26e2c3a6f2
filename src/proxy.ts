import { type NextRequest, NextResponse } from "next/server";

/**
 * Response headers that do not depend on the page. This file decides nothing about who may see what: every
 * action, route and page asks for itself, because a proxy can be walked around (security.md §2.2).
 */
const FIXED_HEADERS: Readonly<Record<string, string>> = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "browsing-topics=(), camera=(self), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
};

const HSTS = "max-age=31536000; includeSubDomains";

/** The policy of one answer. Development needs eval for React's stack traces and inline styles for its overlay. */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function isHttps(request: NextRequest): boolean {
  return request.nextUrl.protocol === "https:" || request.headers.get("x-forwarded-proto") === "https";
}

export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))));
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");

  // Next takes the nonce for its own scripts from the request's policy; x-nonce is for the root layout.
  const requestHeaders = new Headers(request.headers);
  requestHeaders.set("x-nonce", nonce);
  // where to come back to after signing in; requireViewer() reads it
  requestHeaders.set("x-portal-path", request.nextUrl.pathname + request.nextUrl.search);
  requestHeaders.set("Content-Security-Policy", policy);

  const response = NextResponse.next({ request: { headers: requestHeaders } });
  response.headers.set("Content-Security-Policy", policy);
  for (const [name, value] of Object.entries(FIXED_HEADERS)) response.headers.set(name, value);
  if (isHttps(request)) response.headers.set("Strict-Transport-Security", HSTS);
  return response;
}

/*
 * Left out: built files, which need no policy, and files in and out (/api/attachments, /files), because the framework
 * holds the body of every request that passes a proxy in memory, and a file needs a stricter policy than a page. Those
 * routes set their own headers.
 */
export const config = { matcher: ["/((?!_next/static|_next/image|api/attachments|files/|favicon\\.svg|apple-touch-icon\\.png).*)"] };
