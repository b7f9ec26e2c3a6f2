/**
 * What can go wrong in words of the users. Code → sentence, zh-CN and en; {name} is a parameter.
 * Only these sentences ever leave the server; anything else is logged and shown as an error page.
 */
export const RULE_MESSAGES = {
  invalid: { zh: "请检查标出的内容。", en: "Please check the marked fields." },
  fieldInvalid: {
    zh: "这里的内容不能保存，请检查字数和特殊字符。",
    en: "This cannot be saved: check its length and look for unusual characters.",
  },
  stale: {
    zh: "这件申报刚刚有了变化，您看到的不是最新内容。请刷新后再操作，您填写的内容会保留。",
    en: "This application has just changed. Refresh and try again; what you typed is kept.",
  },
  alreadyDecided: {
    zh: "{org} {name} 已于 {at} 作出决定：{outcome}。您填写的意见没有提交。",
    en: "{name} of {org} decided at {at}: {outcome}. Your opinion was not submitted.",
  },
  illegalMove: { zh: "当前状态（{status}）不能进行此操作。", en: "This is not possible in the present state ({status})." },
  samePerson: { zh: "{reason}，不能由您审核。需上级代审。", en: "{reason}; you cannot decide it. The union above must act." },
  sameRequest: {
    zh: "这个请求的编号已被另一个操作使用。请刷新页面后重试。",
    en: "This request key was used for something else. Refresh and retry.",
  },
  origin: {
    zh: "请求不是从本站页面发出的，未执行。请刷新页面后重试。",
    en: "The request did not come from this site and was not carried out. Refresh and retry.",
  },
  required: { zh: "请填写{label}。", en: "Please fill in {label}." },
  tooShort: { zh: "{label}至少 {min} 个字。", en: "{label} needs at least {min} characters." },
  tooLong: { zh: "{label}最多 {max} 个字，现在 {actual} 个字。", en: "{label} allows {max} characters; it has {actual}." },
  deadlinePassed: { zh: "申报截止时间（{at}）已过，不能再提交。", en: "The deadline ({at}) has passed." },
  batchClosed: { zh: "这个批次现在不接受申报。", en: "This batch does not accept applications now." },
  liveApplication: {
    zh: "本工作室在这个批次已有一件申报，不能再建。可以打开原申报继续填写。",
    en: "This studio already has a live application in this batch.",
  },
  blocked: { zh: "还有 {count} 处没有达到提交要求，请按清单修改。", en: "{count} items still block the submission; follow the list." },
  dueDatePassed: { zh: "补正期限（{dueOn}）已过，不能再提交。", en: "The due date ({dueOn}) has passed." },
  answersMissing: { zh: "请逐条回答退回意见，还有 {count} 条没有回答。", en: "{count} returned items have no answer yet." },
  maxReturns: {
    zh: "本环节已退回 {max} 次，达到本批次上限，不能再退回。",
    en: "This stage has returned the case {max} times, the limit of the batch.",
  },
  verdictMissing: { zh: "还有 {count} 条标准没有判定。", en: "{count} criteria have no verdict yet." },
  verdictUnmet: {
    zh: "“{title}”判为未达标，不能同意。请退回补正或不予通过。",
    en: "“{title}” is judged unmet: return or reject instead of approving.",
  },
  doubtNeedsComment: { zh: "“{title}”判为存疑，请写明疑点。", en: "“{title}” is in doubt: say what the doubt is." },
  slotMissing: { zh: "请先上传{label}。", en: "Please attach {label} first." },
  itemsMissing: { zh: "请至少写一条退回意见，说明要改什么。", en: "Add at least one item that says what to change." },
  dueOnInvalid: { zh: "补正期限应为 {from} 至 {to} 之间的日期。", en: "The due date must be between {from} and {to}." },
  pendingRejection: {
    zh: "{name} 已提出“{kind}”，正等待第二人确认。此时只能确认、不同意或由提出人取消。",
    en: "{name} proposed “{kind}”; only confirm, decline or cancel are possible now.",
  },
  secondPerson: { zh: "需要由第二人确认，提出人本人不能确认。", en: "A second person must confirm; the proposer cannot." },
  nothingToTakeBack: {
    zh: "下一环节已经打开或已作出决定，不能撤回审核。",
    en: "The next stage has opened or decided it; it cannot be taken back.",
  },
  alreadyReopened: { zh: "这件申报已重新开放过一次，不能再开放。", en: "This case was already reopened once." },
  sectionLocked: {
    zh: "这部分没有退回，不能修改。需要改动其他内容，请先选择“开放全部内容”。",
    en: "This section was not returned and is locked.",
  },
  conflict: { zh: "{name} 在 {at} 修改了这部分。请比较后再保存。", en: "{name} changed this section at {at}. Compare before saving." },
  signIn: { zh: "账号或密码不正确。", en: "The account or the password is wrong." },
  signInLocked: {
    zh: "登录失败次数过多，请在 {minutes} 分钟后再试，或请管理员协助。",
    en: "Too many failed attempts. Try again in {minutes} minutes.",
  },
  signInRequired: {
    zh: "登录已过期，请重新登录。您填写的内容已保存在本机。",
    en: "Your session has expired. Sign in again; what you typed is kept in this browser.",
  },
  grantGone: { zh: "这个身份已被收回，请刷新页面后再选。", en: "This role has been revoked. Refresh the page and choose again." },
  passwordWrong: { zh: "当前密码不正确。", en: "The current password is wrong." },
  passwordsDiffer: { zh: "两次填写的新密码不一致。", en: "The two new passwords differ." },
  passwordWeak: { zh: "{reason}", en: "{reason}" },
  unavailable: {
    zh: "系统暂时不可用，这次操作可能没有完成。您填写的内容都还在，请稍等片刻再试一次。",
    en: "The service is away for a moment and this may not have been carried out. What you typed is still here; try again shortly.",
  },
  tooManyRequests: { zh: "操作太频繁，请稍候再试。", en: "Too many requests. Please wait a moment." },
} as const satisfies Record<string, { zh: string; en: string }>;

export type RuleCode = keyof typeof RULE_MESSAGES;
export type RuleParams = Readonly<Record<string, string | number>>;

/** An expected failure: a code with parameters and, where it has one, the field it belongs to. */
export class RuleError extends Error {
  readonly code: RuleCode;
  readonly field: string | null;
  readonly params: RuleParams;

  constructor(code: RuleCode, options: { field?: string; params?: RuleParams } = {}) {
    super(code);
    this.name = "RuleError";
    this.code = code;
    this.field = options.field ?? null;
    this.params = options.params ?? {};
  }
}

/** The sentence of a code. In English a parameter nameEn goes before name, where the thrower gave both. */
export function ruleMessage(code: RuleCode, params: RuleParams, locale: string): string {
  const english = locale === "en";
  const text = RULE_MESSAGES[code][english ? "en" : "zh"];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String((english ? params[`${name}En`] : undefined) ?? params[name] ?? whole));
}
