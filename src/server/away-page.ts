import { createHash } from "node:crypto";
import { escapeHtml } from "@/lib/html";
import type { Locale } from "@/lib/locales";

const WORDS = {
  "zh-CN": {
    title: "系统暂时不可用",
    text: "已保存的内容不受影响，请过几分钟再试。",
    retry: "重试",
    home: "返回首页",
    typed: "您刚才填写的内容（请复制保留，恢复后再提交）",
  },
  en: {
    title: "The service is away for a moment",
    text: "What you saved is safe. Please try again in a few minutes.",
    retry: "Try again",
    home: "Home",
    typed: "What you typed (copy it and send it when the service is back)",
  },
} as const;

const STYLE =
  "body{margin:0;font:16px/1.7 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;color:#1f2328;background:#fafaf8}" +
  "main{max-width:40rem;margin:18vh auto 4rem;padding:0 1rem;text-align:center}h1{font-size:1.4rem;font-weight:600}" +
  "a{display:inline-block;margin:.5rem;padding:.5rem 1.25rem;border:1px solid #a8231f;border-radius:6px;color:#a8231f;text-decoration:none}" +
  "a:focus-visible{outline:3px solid #a8231f;outline-offset:2px}section{text-align:start;margin-top:2rem}" +
  "label{display:block;margin-top:.75rem;color:#59636e}textarea{box-sizing:border-box;width:100%;font:inherit;min-height:3rem}";

/** Nothing but this page's own style may load: no script, no image, no form. */
export const AWAY_POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; frame-ancestors 'none'`;

/**
 * The whole page that is shown while the database is away: made without it, without the framework and without script.
 * `retry` is where to go again (path and query), null where a request must not simply be repeated; `typed` by field name.
 */
export function awayPage(locale: Locale, retry: string | null, typed: Readonly<Record<string, string>> = {}): string {
  const words = WORDS[locale];
  const kept = Object.entries(typed).filter(([, text]) => text.trim() !== "");
  const boxes = kept
    .map(([name, text]) => `<label>${escapeHtml(name)}<textarea readonly>\n${escapeHtml(text)}</textarea></label>`)
    .join("");
  return (
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${words.title}</title><style>${STYLE}</style></head><body><main data-error-page="" data-away=""><h1>${words.title}</h1><p>${words.text}</p>` +
    `<p>${retry === null ? "" : `<a href="${escapeHtml(retry)}">${words.retry}</a>`}<a href="/">${words.home}</a></p>` +
    `${boxes && `<section><h2>${words.typed}</h2>${boxes}</section>`}</main></body></html>`
  );
}
