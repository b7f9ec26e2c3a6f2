"use server";

import { notFound } from "next/navigation";
import { copyToDraft, createDraft, deleteDraft } from "@/data/applications";
import type { Effect } from "@/data/idempotency";
import { submissionReads } from "@/data/submissions";
import { inScope } from "@/data/with-scope";
import { type ApplicationStatus, moveFor } from "@/domain/review-stages";
import { businessNow, dayOf } from "@/server/business-clock";
import { defineAction } from "@/server/define-action";
import { moveByLead } from "./lead-moves";
import { copyInput, createInput, deleteInput, moveInput, submitActionInput } from "./schema";
import { type SubmitAnswer, submitOrBlock } from "./submit-application";

const moment = () => {
  const now = businessNow();
  return { now, today: dayOf(now) };
};

/** Transition 1. Answers the id of the draft; a retry with the same key answers the same one. */
export const createApplication = defineAction({
  permission: "application.create",
  input: createInput,
  once: "application.create",
  run: async ({ tx, viewer, input }) => (await createDraft(tx, viewer, input.batchId, moment())) ?? notFound(),
});

/** Transition 11: into a batch that is open now. */
export const copyApplication = defineAction({
  permission: "application.copy",
  input: copyInput,
  once: "application.copy",
  run: async ({ tx, viewer, input }) => {
    const source = await tx.application.findFirst({ where: { id: input.id, AND: inScope(viewer.scope) }, select: { status: true } });
    if (!source) notFound();
    moveFor({
      action: "copy",
      status: source.status as ApplicationStatus,
      role: viewer.role,
      relations: ["lead"],
      route: [],
      stageIndex: null,
    });
    return (await copyToDraft(tx, viewer, input.id, input.batchId, moment())) ?? notFound();
  },
});

/** Only a draft that was never submitted. */
export const deleteApplication = defineAction({
  permission: "application.create",
  input: deleteInput,
  run: async ({ tx, viewer, input }) => {
    if (!(await deleteDraft(tx, viewer, input.id))) notFound();
    return null;
  },
});

/** Transitions 2 and 5. A refusal comes back as data: what blocks, and the names that others hold by now. */
export const submitApplicationAction = defineAction({
  permission: "application.submit",
  input: submitActionInput,
  once: "application.submit",
  reads: (viewer, { id }) => submissionReads(viewer, id),
  write: async ({ tx, viewer, input: { id, version, answers }, locale }, reads): Promise<Effect<SubmitAnswer>> =>
    (await submitOrBlock(tx, viewer, { applicationId: id, version, answers }, locale, reads)) ?? notFound(),
});

/** Transition 10. */
export const withdrawApplication = defineAction({
  permission: "application.withdraw",
  input: moveInput,
  run: ({ tx, viewer, input }) => moveByLead(tx, viewer, "withdraw", input),
});

/** Transition 10b. */
export const reopenApplication = defineAction({
  permission: "application.withdraw",
  input: moveInput,
  run: ({ tx, viewer, input }) => moveByLead(tx, viewer, "reopen", input),
});

/** Transition 6. */
export const openWholeForm = defineAction({
  permission: "application.submit",
  input: moveInput,
  run: ({ tx, viewer, input }) => moveByLead(tx, viewer, "openWholeForm", input),
});
