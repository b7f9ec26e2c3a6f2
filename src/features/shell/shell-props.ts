/** One role of the person in one organisation, already worded. */
export type ShellGrant = { grantId: string; orgName: string; roleName: string; current: boolean };

/** Acts as another grant; answers only when it did not work (otherwise it redirects). */
export type SwitchRole = (input: { grantId: string }) => Promise<{ ok: boolean; message: string | null } | void>;

export type ShellProps = {
  accountName: string;
  cityName: string;
  grants: readonly ShellGrant[];
  unread: number;
  /** how many cases wait for this person's organisation */
  waiting?: number | undefined;
  /** the set day of the business clock, YYYY-MM-DD; null while the real clock runs */
  demoDay: string | null;
  switchRole?: SwitchRole | undefined;
  signOut?: (() => Promise<void>) | undefined;
};
