"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { markRead } from "@/data/notices";
import { can } from "@/domain/permissions";
import { businessNow } from "@/server/business-clock";
import { defineFormAction } from "@/server/define-action";

/** Marks every notice of the organisation as read. */
export const readAllNotices = defineFormAction({
  permission: "notice.view",
  input: z.object({}),
  run: async ({ viewer, tx }) => {
    await markRead(tx, viewer, {}, businessNow());
    revalidatePath("/notices");
  },
});

/** Opens the case of a notice; the notice counts as read from then on. */
export const openNotice = defineFormAction({
  permission: "notice.view",
  input: z.object({ id: z.uuid(), applicationId: z.uuid() }),
  run: async ({ viewer, tx, input }) => {
    await markRead(tx, viewer, { id: input.id }, businessNow());
    return { href: can(viewer.role, "review.view") ? `/review/${input.applicationId}` : `/applications/${input.applicationId}` };
  },
});

/** The same for a plain form: goes there. */
export async function goToNotice(form: FormData): Promise<void> {
  const state = await openNotice({ ok: false, code: "", message: null, fieldErrors: {}, values: {}, data: null }, form);
  redirect(state.data?.href ?? "/notices");
}

/** The same for a plain form. */
export async function markAllRead(form: FormData): Promise<void> {
  await readAllNotices({ ok: false, code: "", message: null, fieldErrors: {}, values: {}, data: null }, form);
}
