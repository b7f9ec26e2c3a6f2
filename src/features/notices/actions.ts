"use server";

import { revalidatePath } from "next/cache";
import { markRead } from "@/data/notices";
import { businessNow } from "@/server/business-clock";
import { defineAction, defineFormAction } from "@/server/define-action";
import { readAllInput, readNoticeInput } from "./schema";

/** Marks every notice of the organisation as read. */
export const readAllNotices = defineFormAction({
  permission: "notice.view",
  input: readAllInput,
  run: async ({ viewer, tx }) => {
    await markRead(tx, viewer, {}, businessNow());
    revalidatePath("/notices");
  },
});

/** Marks one notice as read. One that is not the organisation's is left alone. */
export const readNotice = defineAction({
  permission: "notice.view",
  input: readNoticeInput,
  run: async ({ viewer, tx, input }) => {
    await markRead(tx, viewer, { id: input.id }, businessNow());
  },
});
