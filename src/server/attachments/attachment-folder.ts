/** Folder of a city's files: the first segment of its path, so that a cleaner works inside one city's scope. */
export function attachmentFolder(cityPath: string): string {
  const segment = cityPath.slice(1, 9);
  if (!/^[0-9a-f]{8}$/.test(segment)) throw new TypeError("not a city path");
  return `attachments/${segment}`;
}
