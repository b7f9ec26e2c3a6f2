import type { AttachmentRef } from "../form-content";
import type { FormField } from "../form-field";
import type { Fault } from "./fault";

const BYTES_PER_MB = 1024 * 1024;

function isTooSmall(file: AttachmentRef, minPixels: string): boolean {
  const [width = 0, height = 0] = minPixels.split("x").map(Number);
  return file.width !== undefined && file.height !== undefined && (file.width < width || file.height < height);
}

/**
 * What the attachments of a slot (in one row, when the slot is a column) are held to. Pixels and size are judged as far
 * as they are known; the upload refuses such files before.
 */
export function fileFaults(field: Pick<FormField, "limits">, files: readonly AttachmentRef[], needed: boolean): Fault[] {
  const { minCount, maxCount, accept, minPixels, maxMb } = field.limits ?? {};
  const actual = files.length;
  const faults: Fault[] = [];
  if (needed && actual === 0) faults.push({ rule: "required" });
  if (actual > 0 && minCount !== undefined && actual < minCount) {
    faults.push({ rule: "minCount", params: { limit: minCount, actual } });
  }
  if (maxCount !== undefined && actual > maxCount) {
    faults.push({ rule: "maxCount", params: { limit: maxCount, actual } });
  }
  const refused = accept && files.find((file) => !accept.includes(file.kind));
  if (refused) faults.push({ rule: "accept", params: { fileName: refused.fileName } });
  const small = minPixels && files.find((file) => isTooSmall(file, minPixels));
  if (small && minPixels) {
    faults.push({
      rule: "minPixels",
      params: { limit: minPixels, actual: `${small.width}x${small.height}`, fileName: small.fileName },
    });
  }
  const large = maxMb && files.find((file) => (file.size ?? 0) > maxMb * BYTES_PER_MB);
  if (large && maxMb) faults.push({ rule: "maxMb", params: { limit: maxMb, fileName: large.fileName } });
  return faults;
}
