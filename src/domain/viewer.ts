import type { PathRange } from "./org-path";
import type { OrgKind, Role } from "./roles";

/** A role that this person may take on instead. */
export type GrantChoice = { readonly id: string; readonly role: Role; readonly orgPath: string; readonly orgName: string };

/** Who is asking: one person acting in exactly one role in exactly one organisation. Built only from the session row. */
export type Viewer = {
  readonly sessionId: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly mobile: string | null;
  readonly role: Role;
  readonly grantId: string;
  readonly orgId: string;
  readonly orgPath: string;
  readonly orgName: string;
  readonly orgKind: OrgKind;
  readonly cityPath: string;
  readonly cityName: string;
  /** short code of the city, e.g. "anyang" */
  readonly tenantCode: string;
  readonly mustChangePassword: boolean;
  /** every standing grant of this person, the oldest first: the choices of the role switch */
  readonly grants: readonly GrantChoice[];
  readonly scope: PathRange;
};
