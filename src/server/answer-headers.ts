import "server-only";
import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { speaksHttps } from "./own-origin";
import type { RequestGuard } from "./request-guards";

/** On every answer of a page, a route or a file, built and public ones too. */
const EVERY_ANSWER: Readonly<Record<string, string>> = {
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
};

/** On pages, and on answers with data: they do not depend on the page. */
const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "browsing-topics=(), camera=(self), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Referrer-Policy": "same-origin",
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

/** Built files, which need no policy, and files in and out, whose routes set a stricter one themselves; not what only begins like them. */
const WITHOUT_POLICY =
  /^\/(?:_next\/(?:static|image)[/?]|(?:api\/attachments(?:\/[^/?]+(?:\/restore)?)?|files\/[^/?]+|favicon\.svg|apple-touch-icon\.png)(?:\?|$))/;

/**
 * The headers of an answer, and a policy with a nonce of its own, of which the page is told by the headers of its request. It decides
 * nothing about who may see what: every action, route and page asks for itself. A proxy.ts of the framework would do the same for a
 * seventh of the time of a bare page more, and hold the body of every request in memory.
 */
export const answerHeaders: RequestGuard = (request, response, next) => {
  const { headers, url = "/" } = request;
  setAll(response, EVERY_ANSWER);
  if (speaksHttps((name) => headers[name])) response.setHeader("Strict-Transport-Security", HSTS);
  // never the caller's own: from these the framework takes the nonce for its scripts
  for (const name of ["content-security-policy", "content-security-policy-report-only"]) delete headers[name];
  if (WITHOUT_POLICY.test(url)) return next();
  const nonce = randomBytes(18).toString("base64");
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  headers["content-security-policy"] = policy;
  // for the root layout
  headers["x-nonce"] = nonce;
  // where to come back to after signing in; requireViewer() reads it
  headers["x-portal-path"] = withoutRouterKey(url);
  response.setHeader("Content-Security-Policy", policy);
  setAll(response, PAGE_HEADERS);
  return next();
};

function setAll(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

/** An address without the key that the framework's router adds when it asks for data. */
function withoutRouterKey(url: string): string {
  if (!/[?&]_rsc=/.test(url)) return url;
  const at = url.indexOf("?");
  const kept = url
    .slice(at + 1)
    .split("&")
    .filter((part) => !part.startsWith("_rsc="));
  return kept.length > 0 ? `${url.slice(0, at)}?${kept.join("&")}` : url.slice(0, at);
}
