// How full the disk is, for the sentences at the console.
import { statfsSync } from "node:fs";

/** Below this share of free blocks the disk itself is the likeliest reason. */
const NEARLY_FULL = 0.01;

/** @param {string} folder @returns {number} share of the blocks that are free for us, 0 to 1 */
export function freeShare(folder) {
  const { bavail, blocks } = statfsSync(folder);
  return blocks === 0 ? 1 : bavail / blocks;
}

/**
 * Why the database does not start, as the console says it.
 * @param {Error} error @param {...string} folders where it writes @returns {string}
 */
export function whyDown(error, ...folders) {
  const full = folders.some((folder) => {
    try {
      return freeShare(folder) < NEARLY_FULL;
    } catch {
      return false;
    }
  });
  return full || error.code === "ENOSPC" ? "磁盘已满，请腾出空间 · the disk is full, make room" : error.message.split("\n")[0];
}
