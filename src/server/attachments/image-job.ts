/** What the image process is asked. Paths are absolute; `target` and `thumb` do not exist yet. */
export type ImageJob = {
  id: number;
  source: string;
  target: string;
  thumb: string;
  format: "jpeg" | "png";
  minPixels?: { width: number; height: number };
};

/** Pixels of the stored picture, after turning it upright. */
export type ImageDone = { width: number; height: number };

export type ImageAnswer =
  | { id: number; ok: true; done: ImageDone }
  | { id: number; ok: false; code: "brokenImage" | "tooManyPixels" | "mismatch" }
  | { id: number; ok: false; code: "imageTooSmall"; width: number; height: number };

export const IMAGE_LIMITS = {
  /** width × height of the file as uploaded */
  inputPixels: 40_000_000,
  /** stored pictures are shrunk to fit: enough to read a certificate printed on A3 */
  longSide: 4096,
  thumbSide: 480,
  /** resident memory of the image process, above which it ends itself and the picture is refused; 40 MP took at most 271 MB */
  memoryBytes: 512 * 1024 * 1024,
  /** one picture, in milliseconds */
  time: 20_000,
};
