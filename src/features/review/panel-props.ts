import type { ReviewDraft } from "./draft-store";

export type Seen = { version: number; round: number; stageIndex: number | null };
export type PanelSlot = {
  path: string;
  label: string;
  demanded: boolean;
  /** for the file input: ".pdf,.jpg" */
  accept: string;
  maxCount: number;
  hint: string;
  files: { id: string; fileName: string }[];
};

/** A section and its fields: path and label, of a table then key and label of each column. 150 places to return, so each is said once. */
export type FieldGroup = {
  label: string;
  fields: readonly (readonly [path: string, label: string, ...columns: (readonly [string, string])[]])[];
};

/** What the decision panel is given by the server. All words of criteria and fields are already in the language of the page. */
export type PanelProps = {
  draftKey: string;
  initial: ReviewDraft;
  applicationId: string;
  seen: Seen;
  acting: boolean;
  phrases: readonly string[];
  slots: readonly PanelSlot[];
  criteria: readonly { key: string; title: string; paths: readonly string[] }[];
  fields: readonly FieldGroup[];
  due: { min: string; max: string };
  returnsLeft: number;
  maxReturns: number;
};

export type FieldsProps = PanelProps & { draft: ReviewDraft; errors: Record<string, string>; change: (part: Partial<ReviewDraft>) => void };
