import "server-only";
import { redirect } from "next/navigation";
import NextAuth, { type AuthOptions, getServerSession } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { cache } from "react";
import { revokeSession, viewerOfToken } from "@/data/sessions";
import { can, type Permission } from "@/domain/permissions";
import type { Viewer } from "@/domain/viewer";
import { env } from "@/env";
import { notFound } from "next/navigation";
import { signIn } from "./sign-in";

/**
 * The only importer of next-auth. Its cookie is a signed token that carries nothing but an opaque session id;
 * the session row decides at every request.
 */
function authOptions(): AuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: 12 * 3600 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({
        credentials: { login: {}, password: {} },
        authorize: async (credentials) => {
          const opened = await signIn(credentials?.login ?? "", credentials?.password ?? "");
          return opened ? { id: opened.accountId, token: opened.token } : null;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: (user as unknown as { token: string }).token } : { sid: token.sid }),
      session: ({ session, token }) => ({ expires: session.expires, sid: token.sid as string }) as never,
    },
    events: {
      signOut: async ({ token }) => {
        const viewer = typeof token?.sid === "string" ? await viewerOfToken(token.sid) : null;
        if (viewer) await revokeSession(viewer.sessionId);
      },
    },
  };
}

/** Handler of /api/auth/*. */
export function authHandler(request: Request, context: unknown): Promise<Response> {
  return NextAuth(authOptions())(request, context) as Promise<Response>;
}

/** The viewer of this request, or null when signed out. Once per render; not remembered in actions and routes. */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  const session = (await getServerSession(authOptions())) as { sid?: string } | null;
  return session?.sid ? viewerOfToken(session.sid) : null;
});

/** The viewer of a page; signed out goes to the sign-in page, a missing permission is a 404 like any unknown page. */
export async function requireViewer(permission: Permission): Promise<Viewer> {
  const viewer = await getViewer();
  if (!viewer) redirect("/sign-in");
  if (!can(viewer.role, permission)) notFound();
  return viewer;
}
