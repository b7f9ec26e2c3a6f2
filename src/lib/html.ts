/**
 * Text that is already HTML. Only markup`…` makes it, and markup`…` escapes everything that is put into it, so no value of a person can
 * become markup. Long lists are written with it: a row of React elements costs a server fifty times as much as its text.
 */
export type Html = { readonly html: string };

type Part = Html | string | number | false | null | undefined | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const SPECIAL = /[&<>"']/g;
const HAS_SPECIAL = /[&<>"']/;

/** Plain text as HTML, for content and quoted attributes alike. */
export function escapeHtml(text: string): string {
  // most words of a list have none
  return HAS_SPECIAL.test(text) ? text.replace(SPECIAL, (sign) => ENTITIES[sign] ?? sign) : text;
}

function textOf(part: Part): string {
  if (typeof part === "string") return escapeHtml(part);
  if (typeof part === "number") return String(part);
  if (part === null || part === undefined || part === false) return "";
  if ("html" in part) return part.html;
  let text = "";
  for (const one of part) text += textOf(one);
  return text;
}

/**
 * HTML from a template: markup`<td class="${name}">${value}</td>`. Values are escaped, other Html and lists of it go in as they are,
 * null, undefined and false leave nothing. Attributes stand in double quotes.
 */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let text = strings[0] ?? "";
  for (let n = 0; n < parts.length; n++) text += textOf(parts[n]) + (strings[n + 1] ?? "");
  return { html: text };
}

/** Names of attributes that were looked at. */
const NAMES = new Set<string>();

function checkedName(name: string): string {
  if (NAMES.has(name)) return name;
  if (!/^[a-z][a-z-]*$/.test(name)) throw new Error(`no name of an attribute: ${name}`);
  NAMES.add(name);
  return name;
}

/** ` data-a="1" data-b="2"`: attributes by name; undefined leaves one out. The names are ours, never a person's words. */
export function attributes(values: Readonly<Record<string, string | number | undefined>>): Html {
  let text = "";
  for (const name in values) {
    const value = values[name];
    if (value !== undefined) text += ` ${checkedName(name)}="${escapeHtml(String(value))}"`;
  }
  return { html: text };
}
