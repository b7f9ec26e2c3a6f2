/** What an address says under a name, the first where it says it twice; "" for nothing, and for anything that is no text. */
export function addressText(raw: Readonly<Record<string, unknown>>, name: string): string {
  const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === "string" ? first : "";
}
