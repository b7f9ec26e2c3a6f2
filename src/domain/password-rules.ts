/**
 * What a new password must be. "standard" follows NIST SP 800-63B and ASVS 6.2 (length, no composition rules);
 * "mlps" is what assessments under GB/T 22239 ask for (three of four classes of characters, renewal).
 * A deployment chooses one with PASSWORD_PROFILE.
 */
export const PASSWORD_PROFILES = {
  standard: { minLength: 12, minClasses: 1, maxAgeDays: null },
  mlps: { minLength: 8, minClasses: 3, maxAgeDays: 90 },
} as const;

export type PasswordProfile = keyof typeof PASSWORD_PROFILES;

/** Longer input is refused before it is hashed, never cut off. */
export const PASSWORD_MAX_LENGTH = 128;

/** Characters in a row that are one run: aaaa, 1234, 8765. */
const RUN_LENGTH = 4;

/** At least this many different characters, whatever the length. */
const MIN_DIFFERENT = 5;

/**
 * Words that guessers try first, with the trade's and the region's own. A password that is nothing but such words,
 * digits and signs is weak.
 */
export const WEAK_WORDS = [
  "password",
  "passwd",
  "passw0rd",
  "p@ssw0rd",
  "p@ssword",
  "welcome",
  "letmein",
  "iloveyou",
  "admin",
  "administrator",
  "root",
  "login",
  "guest",
  "test",
  "demo",
  "user",
  "master",
  "dragon",
  "monkey",
  "sunshine",
  "princess",
  "football",
  "superman",
  "qwerty",
  "qwertyuiop",
  "asdfgh",
  "asdfghjkl",
  "zxcvbn",
  "zxcvbnm",
  "1qaz",
  "2wsx",
  "3edc",
  "qazwsx",
  "abc123",
  "abcdef",
  "abcd",
  "woaini",
  "woaiwojia",
  "mima",
  "zhanghao",
  "nihao",
  "aini",
  "wodemima",
  "zhongguo",
  "china",
  "gonghui",
  "laomo",
  "laodong",
  "mofan",
  "gongjiang",
  "gongzuoshi",
  "chuangxin",
  "zonggonghui",
  "shenbao",
  "labor",
  "labour",
  "union",
  "anyang",
  "henan",
  "chongqing",
  "beijing",
  "shanghai",
] as const;

export type PasswordFault = "tooShort" | "tooLong" | "fewClasses" | "oneRun" | "weak" | "containsLogin" | "containsName" | "sameAsOld";

export type PasswordSubject = { login: string; name: string };

const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u] as const;

/** Lower case and without the usual replacements of letters, to meet a word in disguise. */
function plain(text: string): string {
  const swaps: Record<string, string> = { "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s", "!": "i" };
  return text.toLowerCase().replace(/[013457@$!]/g, (sign) => swaps[sign] ?? sign);
}

function isOneRun(text: string): boolean {
  const codes = [...text].map((letter) => letter.codePointAt(0) ?? 0);
  let covered = 0;
  let start = 0;
  for (let end = 1; end <= codes.length; end += 1) {
    const step = (codes[start + 1] ?? 0) - (codes[start] ?? 0);
    const goes = end < codes.length && Math.abs(step) <= 1 && (codes[end] ?? 0) - (codes[end - 1] ?? 0) === step;
    if (goes) continue;
    if (end - start >= RUN_LENGTH) covered += end - start;
    start = end;
  }
  return covered >= codes.length * 0.75;
}

function isWeak(text: string): boolean {
  for (const form of [text.toLowerCase(), plain(text)]) {
    let rest = form;
    for (const word of [...WEAK_WORDS].sort((a, b) => b.length - a.length)) rest = rest.replaceAll(word, "");
    if (rest !== form && rest.replace(/[^\p{L}]/gu, "").length < 3) return true;
  }
  return new Set(text).size < MIN_DIFFERENT;
}

function contains(text: string, part: string): boolean {
  const word = part.normalize("NFKC").toLowerCase();
  return word.length >= (/^[\x20-\x7e]+$/.test(word) ? 4 : 2) && text.toLowerCase().includes(word);
}

/** What is wrong with a new password, the first fault that was found; null when it may be used. */
export function passwordFault(password: string, subject: PasswordSubject, profile: PasswordProfile): PasswordFault | null {
  if (password.length > PASSWORD_MAX_LENGTH) return "tooLong";
  const text = password.normalize("NFKC");
  const rule = PASSWORD_PROFILES[profile];
  if ([...text].length < rule.minLength) return "tooShort";
  if (CLASSES.filter((letters) => letters.test(text)).length < rule.minClasses) return "fewClasses";
  if (contains(text, subject.login)) return "containsLogin";
  if (contains(text, subject.name)) return "containsName";
  if (isOneRun(text)) return "oneRun";
  return isWeak(text) ? "weak" : null;
}

/** Code → sentence, zh-CN and en; {min} and {max} come from the profile. */
export const PASSWORD_FAULT_MESSAGES: Record<PasswordFault, { zh: string; en: string }> = {
  tooShort: {
    zh: "密码至少 {min} 位，可以用几个不相关的词连成一句。",
    en: "Use at least {min} characters; a few unrelated words make a good phrase.",
  },
  tooLong: { zh: "密码最多 {max} 位。", en: "A password may have up to {max} characters." },
  fewClasses: {
    zh: "密码须包含大写字母、小写字母、数字、符号中的至少三种。",
    en: "Use at least three of: capital letters, small letters, digits, signs.",
  },
  oneRun: {
    zh: "密码不能主要由连续或重复的字符组成，请换一个。",
    en: "Sequences and repeated characters are easy to guess; choose another one.",
  },
  weak: { zh: "这个密码太常见，容易被猜到，请换一个。", en: "This password is too common; choose another one." },
  containsLogin: { zh: "密码不能包含账号。", en: "The password must not contain the account name." },
  containsName: { zh: "密码不能包含姓名。", en: "The password must not contain your name." },
  sameAsOld: { zh: "新密码不能与当前密码相同。", en: "The new password must differ from the current one." },
};

export function passwordFaultMessage(fault: PasswordFault, profile: PasswordProfile, locale: string): string {
  const params: Record<string, number> = { min: PASSWORD_PROFILES[profile].minLength, max: PASSWORD_MAX_LENGTH };
  const text = PASSWORD_FAULT_MESSAGES[fault][locale === "en" ? "en" : "zh"];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
