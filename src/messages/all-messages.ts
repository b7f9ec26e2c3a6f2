/**
 * Every area file of every language, collected by the bundler: `<locale>/<area>.json` becomes
 * messages[locale][area]. A new area needs its two files and nothing else.
 */
export type Messages = Record<string, unknown>;

const files = import.meta.glob<{ default: Messages }>("./*/*.json", { eager: true });

const byLocale: Record<string, Messages> = {};
for (const [path, { default: content }] of Object.entries(files)) {
  const match = /^\.\/([^/]+)\/([^/]+)\.json$/.exec(path);
  if (!match?.[1] || !match[2]) throw new Error(`Unexpected message file ${path}`);
  (byLocale[match[1]] ??= {})[match[2]] = content;
}

/** All areas of one language. */
export function messagesOf(locale: string): Messages {
  const messages = byLocale[locale];
  if (!messages) throw new Error(`No messages for ${locale}`);
  return messages;
}
