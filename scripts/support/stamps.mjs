// What was made from what: a step is skipped while the hash of everything it reads is the one it was made from.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * @param {string} root @param {string[]} paths files and folders below root; missing ones count as missing
 * @param {{ skip?: (path: string) => boolean, also?: string[] }} [options]
 * @returns {string} hex SHA-256 over names and contents
 */
export function hashOf(root, paths, { skip = () => false, also = [] } = {}) {
  const hash = createHash("sha256");
  const add = (path) => {
    if (skip(path)) return;
    const full = join(root, path);
    if (!existsSync(full)) return;
    let content;
    try {
      content = readFileSync(full);
    } catch (error) {
      if (error.code !== "EISDIR") throw error;
      for (const name of readdirSync(full).sort()) add(`${path}/${name}`);
      return;
    }
    hash.update(`${path}\0${content.length}\0`).update(content);
  };
  for (const path of paths) add(path);
  for (const text of also) hash.update(`\0${text}`);
  return hash.digest("hex");
}

export function readStamp(file) {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}

export function writeStamp(file, hash) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${hash}\n`);
}

export function dropStamp(file) {
  rmSync(file, { force: true });
}
