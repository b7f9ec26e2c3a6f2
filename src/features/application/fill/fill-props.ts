import type { BatchRules } from "@/domain/batch-rules";
import type { CriteriaSet } from "@/domain/criteria-set";
import type { AttachmentRef, SectionContent } from "@/domain/form-content";

/** An attachment as the form shows it. */
export type FormAttachment = AttachmentRef & { size: number; hasThumb: boolean; uploadedAt: string };

/** One section as the server has it. */
export type ServerSection = { revision: number; data: SectionContent; updatedByName: string; updatedAt: string };

export type Taken = { name: string | null; lead: string | null };

export type ReturnedItem = { id: string; criterion: string | null; path: string | null; reason: string; answer: string | null };

/** What the server gives the form in the browser. */
export type FillProps = {
  account: { id: string; name: string };
  application: {
    id: string;
    status: string;
    version: number;
    number: string | null;
    dueOn: string | null;
    wholeFormOpened: boolean;
    batchTitle: string;
    closesAt: string;
  };
  batch: BatchRules;
  /** the set that the batch pins, whichever it is */
  set: CriteriaSet;
  sections: Record<string, ServerSection>;
  attachments: readonly FormAttachment[];
  taken: Taken;
  today: string;
  regions: readonly { code: string; name: string }[];
  recommenders: readonly { code: string; kind: string; name: string }[];
  /** keys of the sections that may be edited now */
  unlocked: readonly string[];
  returned: { stage: string; orgName: string; opinion: string | null; items: readonly ReturnedItem[] } | null;
  maySubmit: boolean;
};
