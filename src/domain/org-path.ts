/**
 * Paths of organisations: "/0000000a/0000001b/", one fixed 8-digit hex segment per level, the city first.
 * A subtree is the range [path, upper bound): "/" is the character before "0".
 */

/** The range of org_path values that one viewer may reach: lo inclusive, hi exclusive. */
export type PathRange = { readonly lo: string; readonly hi: string };

const SEGMENT_LENGTH = 9;
const PATH = /^\/(?:[0-9a-f]{8}\/){1,6}$/;

export function isOrgPath(path: string): boolean {
  return PATH.test(path);
}

/** The subtree of an organisation, itself included. Throws on anything that is no path: a wrong range must never widen. */
export function subtreeOf(path: string): PathRange {
  if (!isOrgPath(path)) throw new Error("not an organisation path");
  return { lo: path, hi: `${path.slice(0, -1)}0` };
}

export function isWithin(range: PathRange, path: string): boolean {
  return path >= range.lo && path < range.hi;
}

/** First segment: the tenant. */
export function cityPathOf(path: string): string {
  return path.slice(0, SEGMENT_LENGTH + 1);
}

/** Path of the organisation above, or null for a city. */
export function parentPathOf(path: string): string | null {
  return path.length <= SEGMENT_LENGTH + 1 ? null : path.slice(0, -SEGMENT_LENGTH);
}

/** Paths from the city down to and including this one. */
export function pathsDownTo(path: string): string[] {
  const paths: string[] = [];
  for (let end = SEGMENT_LENGTH + 1; end <= path.length; end += SEGMENT_LENGTH) paths.push(path.slice(0, end));
  return paths;
}

/** A path below parent; segment is 8 hex digits. */
export function childPath(parent: string, segment: string): string {
  const path = `${parent}${segment}/`;
  if (!isOrgPath(path)) throw new Error("not an organisation path");
  return path;
}
