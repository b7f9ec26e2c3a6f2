"use server";

import { notFound } from "next/navigation";
import { approveCase, reopenExpired, returnCase, takeBackApproval } from "@/data/decisions";
import { proposeEnd, settleProposal } from "@/data/proposals";
import { getReviewCase } from "@/data/review-case";
import { approveInput, proposeInput, reopenInput, returnInput, settleInput, takeBackInput } from "./schema";
import { businessMoment } from "@/server/business-moment";
import { defineAction } from "@/server/define-action";

/** Transition 3. */
export const approve = defineAction({
  permission: "review.decide",
  input: approveInput,
  once: "review.approve",
  run: async ({ viewer, tx, input }) => {
    const one = (await getReviewCase(tx, viewer, input.applicationId)) ?? notFound();
    return approveCase(tx, viewer, one, input, businessMoment());
  },
});

/** Transition 4. */
export const returnForCorrection = defineAction({
  permission: "review.decide",
  input: returnInput,
  once: "review.return",
  run: async ({ viewer, tx, input }) => {
    const one = (await getReviewCase(tx, viewer, input.applicationId)) ?? notFound();
    return returnCase(tx, viewer, one, input, businessMoment());
  },
});

/** Transitions 8 and 12, first person. */
export const propose = defineAction({
  permission: "review.settle",
  input: proposeInput,
  once: "review.propose",
  run: async ({ viewer, tx, input }) => {
    const one = (await getReviewCase(tx, viewer, input.applicationId)) ?? notFound();
    return proposeEnd(tx, viewer, one, input, businessMoment());
  },
});

/** Transitions 8 and 12, second person, or the proposer who cancels. */
export const settle = defineAction({
  permission: "review.settle",
  input: settleInput,
  once: "review.settle",
  run: async ({ viewer, tx, input }) => {
    const one = (await getReviewCase(tx, viewer, input.applicationId)) ?? notFound();
    return settleProposal(tx, viewer, one, input, businessMoment());
  },
});

/** Transition 9. */
export const takeBack = defineAction({
  permission: "review.decide",
  input: takeBackInput,
  once: "review.takeBack",
  run: async ({ viewer, tx, input }) => {
    const one = (await getReviewCase(tx, viewer, input.applicationId)) ?? notFound();
    return takeBackApproval(tx, viewer, one, input, businessMoment());
  },
});

/** Transition 7, reopening once. */
export const reopen = defineAction({
  permission: "review.decide",
  input: reopenInput,
  once: "review.reopen",
  run: async ({ viewer, tx, input }) => {
    const one = (await getReviewCase(tx, viewer, input.applicationId)) ?? notFound();
    return reopenExpired(tx, viewer, one, input, businessMoment());
  },
});
