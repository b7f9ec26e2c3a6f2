"use server";

import { switchGrant } from "@/data/sessions";
import { RuleError } from "@/domain/rule-error";
import { defineAction } from "@/server/define-action";
import { renewSession } from "@/server/viewer";
import { redirect } from "next/navigation";
import { switchRoleInput } from "./schema";

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
