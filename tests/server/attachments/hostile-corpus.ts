import { POLYGLOT_FILES, RENAMED_FILES } from "./hostile-disguises";
import { ACTIVE_DOCUMENTS, HOSTILE_ARCHIVES } from "./hostile-documents";
import type { HostileFile } from "./hostile-file";
import { BROKEN_FILES } from "./hostile-media";

/** Everything that must never be kept. */
export const HOSTILE_FILES: readonly HostileFile[] = [
  ...RENAMED_FILES,
  ...POLYGLOT_FILES,
  ...HOSTILE_ARCHIVES,
  ...ACTIVE_DOCUMENTS,
  ...BROKEN_FILES,
];
