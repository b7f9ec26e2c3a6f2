import "server-only";
import path from "node:path";
import { env } from "@/env";

/** Folder of a city's files: the first segment of its path, so that a cleaner works inside one city's scope. */
export function attachmentFolder(cityPath: string): string {
  const segment = cityPath.slice(1, 9);
  if (!/^[0-9a-f]{8}$/.test(segment)) throw new TypeError("not a city path");
  return `attachments/${segment}`;
}

/** Folder of files that are still coming in; the cleaner empties it of what a crash left. */
export const uploadingFolder = () => path.join(env().DATA_DIR, "uploading");
