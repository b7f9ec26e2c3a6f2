import type { IconName } from "@/ui/icon-paths";

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

/** A place in the navigation, worded. */
export type ShellLink = { href: string; label: string; icon: IconName; count?: number | undefined; phone: boolean };

/** The language that the page is not in, in its own words. */
export type OtherLanguage = { locale: string; label: string };

/** The words of the frame, as plain strings: the browser gets no formatter for them. */
export type ShellWords = {
  product: string;
  shortProduct: string;
  skip: string;
  topBar: string;
  menu: string;
  navigation: string;
  identity: string;
  /** with the organisation and role of now */
  switchRole: string;
  switchFailed: string;
  myAccount: string;
  signOut: string;
  unread: string;
  demoClock: string;
  demoNote: string;
};
