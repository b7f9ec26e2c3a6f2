/** What the loser of a race has to read, written out here and not taken from the product's own table. */
export type Locale = "zh-CN" | "en";

const OUTCOMES = {
  approve: { "zh-CN": "同意", en: "approved" },
  return: { "zh-CN": "退回补正", en: "returned for correction" },
} as const;

const STALE = {
  "zh-CN": "这件申报刚刚有了变化，您看到的不是最新内容。请刷新后再操作，您填写的内容会保留。",
  en: "This application has just changed. Refresh and try again; what you typed is kept.",
} as const;

const MOVED_ON = {
  "zh-CN": "当前状态（待基层工会审核）不能进行此操作。",
  en: "This is not possible in the present state (With the enterprise union).",
} as const;

const NOTHING_TO_TAKE_BACK = {
  "zh-CN": "下一环节已经打开或已作出决定，不能撤回审核。",
  en: "The next stage has opened or decided it; it cannot be taken back.",
} as const;

export type Decided = { name: string; org: string; at: string; outcome: keyof typeof OUTCOMES };

export const sentences = {
  stale: (locale: Locale): string => STALE[locale],
  movedOn: (locale: Locale): string => MOVED_ON[locale],
  nothingToTakeBack: (locale: Locale): string => NOTHING_TO_TAKE_BACK[locale],
  alreadyDecided: (locale: Locale, { name, org, at, outcome }: Decided): string =>
    locale === "en"
      ? `${name} of ${org} decided at ${at}: ${OUTCOMES[outcome].en}. Your opinion was not submitted.`
      : `${org} ${name} 已于 ${at} 作出决定：${OUTCOMES[outcome]["zh-CN"]}。您填写的意见没有提交。`,
  pendingRejection: (locale: Locale, name: string): string =>
    locale === "en"
      ? `${name} proposed “reject”; only confirm, decline or cancel are possible now.`
      : `${name} 已提出“不予通过”，正等待第二人确认。此时只能确认、不同意或由提出人取消。`,
};
