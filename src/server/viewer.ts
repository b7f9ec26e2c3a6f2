import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import NextAuth, { type AuthOptions } from "next-auth";
import { decode, encode } from "next-auth/jwt";
import Credentials from "next-auth/providers/credentials";
import { cache } from "react";
import { isUnavailable, rethrow } from "@/data/prisma-error";
import { revokeSession, viewerOfToken } from "@/data/sessions";
import { can, type Permission } from "@/domain/permissions";
import type { Viewer } from "@/domain/viewer";
import { env } from "@/env";
import { deviceLabel } from "@/lib/device-label";
import { ownPath } from "@/lib/own-path";
import { noteUnavailable } from "@/lib/request-outcome";
import { awayResponse } from "./away-answers";
import { clientAddress } from "./client-address";
import { answerBegins } from "./front-door";
import { log } from "./log";
import { isOwnOrigin, isSecureRequest } from "./own-origin";
import { readSessionCookie, SESSION_SECONDS, sessionCookie, writeSessionCookie } from "./session-cookie";
import { type SignInResult, signIn } from "./sign-in";

/**
 * The only importer of next-auth. Its cookie is an encrypted token that carries nothing but an opaque session id;
 * the session row decides at every request. The id never reaches a script: no endpoint answers with it.
 */
function authOptions(
  request: Headers,
  heard: (result: SignInResult) => void = () => {},
  failed: (error: unknown, typed?: { login: string }) => never = rethrow,
): AuthOptions {
  const secure = isSecureRequest(request);
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/" },
    useSecureCookies: secure,
    cookies: { sessionToken: sessionCookie(secure) },
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
    providers: [
      Credentials({
        credentials: { login: {}, password: {} },
        authorize: async (credentials) => {
          const login = text(credentials?.login);
          const result = await signIn({
            login,
            password: text(credentials?.password),
            address: clientAddress(request),
            device: deviceLabel(request.get("user-agent") ?? ""),
          }).catch((error: unknown) => failed(error, { login }));
          heard(result);
          return result.outcome === "open" ? { id: result.accountId, sid: result.token } : null;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: (user as unknown as { sid: string }).sid } : { sid: token["sid"] }),
      session: ({ session }) => ({ expires: session.expires }),
      // the library's own takes what is no address at all for one, and fails
      redirect: ({ url, baseUrl }) => baseUrl + (ownPath(url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url) ?? "/"),
    },
    events: {
      signOut: ({ token }) => endSession(token["sid"]).catch((error: unknown) => failed(error)),
    },
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The library's own endpoints that are open; everything else it brings (session, log, pages) is not found. */
const OPEN_ENDPOINTS = ["GET csrf", "POST callback/credentials", "POST signout"];

/**
 * Handler of /api/auth/*. The library makes a redirect with the words of the error of whatever fails inside of it, and calls a
 * session that could not be ended signed out: its answer counts only when nothing failed.
 */
export async function authHandler(request: Request, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  const { nextauth } = await context.params;
  if (!OPEN_ENDPOINTS.includes(`${request.method} ${nextauth.join("/")}`)) return new Response(null, { status: 404 });
  if (request.method !== "GET" && !isOwnOrigin(request.headers)) return new Response(null, { status: 403 });
  const failures: unknown[] = [];
  const failed = (error: unknown, typed?: { login: string }): never => {
    failures.push(error);
    if (isUnavailable(error)) noteUnavailable(typed);
    throw error;
  };
  const response = (await NextAuth(authOptions(request.headers, () => {}, failed))(request, context)) as Response;
  if (failures.length === 0) return response;
  if (!isUnavailable(failures[0])) throw failures[0];
  log().error({ err: failures[0] }, "the database is away");
  return awayResponse(request);
}

type AuthAnswer = { body: unknown; setCookies: string[] };

/** Asks next-auth the way its Node handler is asked, and keeps what it would have answered. */
async function askNextAuth(
  options: AuthOptions,
  request: { method: string; path: string[]; body?: object; cookies?: object },
): Promise<AuthAnswer> {
  const answer: AuthAnswer = { body: null, setCookies: [] };
  const response = {
    status: () => response,
    getHeader: () => answer.setCookies,
    setHeader: () => response,
    json: (body: unknown) => void (answer.body = body),
    send: (body: unknown) => void (answer.body = body),
    end: () => {},
  };
  const headerList = Object.fromEntries(await headers());
  const { method, path, body = {}, cookies = {} } = request;
  await NextAuth(options)({ method, query: { nextauth: path }, body, cookies, headers: headerList } as never, response as never);
  return answer;
}

function cookieNamed(setCookies: string[], suffix: string): [name: string, value: string] | null {
  for (const line of setCookies) {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    if (pair.slice(0, at).endsWith(suffix)) return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
  }
  return null;
}

/**
 * Signs in with next-auth's credentials provider, inside an action: sets the cookie and ends the session that this
 * browser had before. No script and no absolute address is needed, so any host name of the portal works.
 */
export async function signInWithPassword(login: string, password: string): Promise<SignInResult> {
  let result: SignInResult = { outcome: "wrong" };
  let failure: { error: unknown } | null = null;
  const options = authOptions(
    await headers(),
    (heard) => void (result = heard),
    (error) => {
      // the library makes a wrong password of every error; a database that is away is none
      failure = { error };
      throw error;
    },
  );
  const csrf = await askNextAuth(options, { method: "GET", path: ["csrf"] });
  const csrfCookie = cookieNamed(csrf.setCookies, "csrf-token");
  const body = { csrfToken: (csrf.body as { csrfToken: string }).csrfToken, login, password, json: "true" };
  const answer = await askNextAuth(options, {
    method: "POST",
    path: ["callback", "credentials"],
    body,
    cookies: csrfCookie ? { [csrfCookie[0]]: csrfCookie[1] } : {},
  });
  if (failure) rethrow((failure as { error: unknown }).error);
  const opened = cookieNamed(answer.setCookies, "portal-session");
  if (opened) {
    await endSession(await sessionIdOfCookie());
    await writeSessionCookie(opened[1]);
  }
  return result;
}

/** The session goes on under a new token (role switch). Only in an action. */
export async function renewSession(token: string): Promise<void> {
  await writeSessionCookie(await encode({ token: { sid: token }, secret: env().NEXTAUTH_SECRET, maxAge: SESSION_SECONDS }));
}

/** Ends the session of this browser. Only in an action. */
export async function signOut(): Promise<void> {
  await endSession(await sessionIdOfCookie());
  await writeSessionCookie(null);
}

async function endSession(sid: unknown): Promise<void> {
  const viewer = typeof sid === "string" ? await viewerOfToken(sid) : null;
  if (viewer) await revokeSession(viewer, viewer.sessionId, "account.signOut");
}

/** Session ids by cookie, the newest last. Opening a cookie costs as much as asking for its session, which is asked every time. */
const knownSessions = new Map<string, string>();
const KNOWN_MOST = 2_000;

async function sessionIdOfCookie(): Promise<string | null> {
  const cookie = await readSessionCookie();
  if (!cookie) return null;
  const known = knownSessions.get(cookie);
  if (known) return known;
  try {
    const token = await decode({ token: cookie, secret: env().NEXTAUTH_SECRET });
    const sid = token?.["sid"];
    if (typeof sid !== "string") return null;
    if (knownSessions.size >= KNOWN_MOST) knownSessions.delete(knownSessions.keys().next().value as string);
    knownSessions.set(cookie, sid);
    return sid;
  } catch {
    return null; // forged, expired, or made with another secret
  }
}

/** The viewer of this request, or null when signed out. Once per render; not remembered in actions and routes. */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  answerBegins();
  const sid = await sessionIdOfCookie();
  return sid ? viewerOfToken(sid).catch(rethrow) : null;
});

/** A person who must choose a password first may do nothing but that and sign out. */
export function mayAct(viewer: Viewer, permission: Permission): boolean {
  return can(viewer.role, permission) && (!viewer.mustChangePassword || permission === "account.view");
}

/**
 * The viewer of a page. Signed out goes to the sign-in page and comes back; a missing permission is a 404 like any
 * unknown page; who must change the password is led there first.
 */
export async function requireViewer(permission: Permission): Promise<Viewer> {
  const viewer = await getViewer();
  if (!viewer) {
    const path = (await headers()).get("x-portal-path");
    redirect(path && path !== "/" ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in");
  }
  if (viewer.mustChangePassword && permission !== "account.view") redirect("/account?must=password");
  if (!can(viewer.role, permission)) notFound();
  return viewer;
}
