/*
 * Characters that XML 1.0 cannot hold would make the whole file unreadable. Lone surrogates need no care here:
 * encoding to UTF-8 turns each into U+FFFD.
 */
// oxlint-disable-next-line no-control-regex
const OOXML_SPECIAL = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)/;
const OOXML_SPECIAL_ALL = new RegExp(OOXML_SPECIAL, "g");
// oxlint-disable-next-line no-control-regex
const XML_SPECIAL = /[&<>"\u0000-\u001f\ufffe\uffff]/;
const XML_SPECIAL_ALL = new RegExp(XML_SPECIAL, "g");

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * Text for an Excel string. Control characters and CR (which XML would turn into LF) take Excel's own form _x000D_
 * (ECMA-376 part 1, 22.9.2.19), and text that already looks like that form is escaped, so every value comes back as it was.
 */
export function ooxmlText(text: string): string {
  return OOXML_SPECIAL.test(text)
    ? text.replace(OOXML_SPECIAL_ALL, (c) => ENTITIES[c] ?? `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`)
    : text;
}

/** Text for an XML attribute; control characters that XML cannot hold become U+FFFD, TAB, LF and CR are kept by reference. */
export function xmlAttribute(text: string): string {
  return XML_SPECIAL.test(text)
    ? text.replace(XML_SPECIAL_ALL, (c) => ENTITIES[c] ?? ("\t\n\r".includes(c) ? `&#${c.charCodeAt(0)};` : "\ufffd"))
    : text;
}
