import { getLocale, getTranslations } from "next-intl/server";
import { listOwnSessions } from "@/data/sessions";
import { isRole, roleLabel } from "@/domain/roles";
import type { Viewer } from "@/domain/viewer";
import { formatDateTime } from "@/lib/format-date";
import { Badge } from "@/ui/badge";
import { SubmitButton } from "@/ui/submit-button";
import { endOwnSession } from "./actions";
import { EMPTY_FORM } from "@/lib/form-state";

async function endSession(form: FormData): Promise<void> {
  "use server";
  await endOwnSession(EMPTY_FORM, form);
}

/** Where one is signed in. Every other device can be signed out from here; this one by "sign out" at the top. */
export async function SessionList({ viewer }: { viewer: Viewer }) {
  const [sessions, locale, t] = await Promise.all([listOwnSessions(viewer.accountId), getLocale(), getTranslations("account.sessions")]);
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {sessions.map((session) => {
        const current = session.id === viewer.sessionId;
        const device = session.device || t("unknown");
        const since = formatDateTime(session.createdAt, locale);
        return (
          <li key={session.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {device}
                {current ? <Badge>{t("current")}</Badge> : null}
              </p>
              <p className="mt-0.5 text-sm text-ink-2">
                {session.orgName} · {isRole(session.role) ? roleLabel(session.role, locale) : session.role}
              </p>
              <p className="mt-0.5 text-sm text-ink-3 tabular-nums">
                {t("since")} {since} · {t("seen")} {formatDateTime(session.lastSeenAt, locale)}
              </p>
            </div>
            {current ? null : (
              <form action={endSession}>
                <input type="hidden" name="sessionId" value={session.id} />
                <SubmitButton variant="secondary" size="sm" aria-label={t("endLabel", { device, since })}>
                  {t("end")}
                </SubmitButton>
              </form>
            )}
          </li>
        );
      })}
    </ul>
  );
}
