"use server";

import { getLocale } from "next-intl/server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { revokeSession, switchGrant } from "@/data/sessions";
import { RuleError } from "@/domain/rule-error";
import { defineAction, defineFormAction } from "@/server/define-action";
import { renewSession } from "@/server/viewer";
import { changeOwnPassword } from "./password-change";
import { changePasswordInput, endSessionInput, switchRoleInput } from "./schema";

/** Acts as another role or organisation of the same person, under a new session token, and starts at the front door. */
export const switchRole = defineAction({
  permission: "account.view",
  input: switchRoleInput,
  run: async ({ viewer, input }) => {
    const token = await switchGrant(viewer, input.grantId);
    if (!token) throw new RuleError("grantGone");
    await renewSession(token);
    redirect("/");
  },
});

/** Sets a new password and signs out every other device. */
export const changePassword = defineFormAction({
  permission: "account.view",
  input: changePasswordInput,
  run: async ({ viewer, input }) => {
    await changeOwnPassword(viewer, input, await getLocale());
    revalidatePath("/account");
  },
});

/** Signs out another device of one's own. */
export const endOwnSession = defineFormAction({
  permission: "account.view",
  input: endSessionInput,
  run: async ({ viewer, input }) => {
    await revokeSession(viewer, input.sessionId, "account.revokeSession");
    revalidatePath("/account");
  },
});
