/** Joins class names and drops the empty ones. Later classes do not override earlier ones: pass no contradictions. */
export function cn(...parts: readonly (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(" ");
}
