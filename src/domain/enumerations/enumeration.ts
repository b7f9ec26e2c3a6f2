/** One value. `rank` only where values are ordered: a higher number is a higher value; compare ranks, never keys. */
export type EnumValue = {
  /** stable identifier, stored and never shown */
  readonly key: string;
  readonly label: string;
  readonly labelEn: string;
  readonly rank?: number;
  /** code of the named national standard */
  readonly code?: string;
  /** ownership: public or nonPublic, as reports split it */
  readonly group?: string;
  /** honorKind: counts as a model-worker honor */
  readonly modelWorkerKind?: boolean;
  /** attachmentKind: lower case */
  readonly extensions?: readonly string[];
  /** applicationState: no further step inside this batch */
  readonly final?: boolean;
};

/** `basis`: sourced from public notices and forms, taken from a national standard, or a product decision. */
export type Enumeration = {
  readonly label: string;
  readonly labelEn: string;
  readonly basis: "sourced" | "standard" | "product";
  readonly values: readonly EnumValue[];
};
