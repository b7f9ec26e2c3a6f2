import type { PathRange } from "./org-path";
import type { OrgKind, Role } from "./roles";

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
  readonly scope: PathRange;
};
