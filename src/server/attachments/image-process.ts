// Runs as a process of its own (see image-pool.ts): a decoder that crashes, hangs or swells takes no request with it.
// Started by Node itself, which strips the types: relative imports carry their extension and nothing else is imported.
import sharp from "sharp";
import { IMAGE_LIMITS, type ImageAnswer, type ImageJob } from "./image-job.ts";

sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({ operation: ["VipsForeignLoadJpegFile", "VipsForeignLoadPngFile"] });

setInterval(() => {
  if (process.memoryUsage.rss() > IMAGE_LIMITS.memoryBytes) process.exit(1);
}, 25).unref();

process.on("disconnect", () => process.exit(0));
process.on("message", (job: ImageJob) => {
  void work(job).then((answer) => process.send?.(answer));
});

async function work(job: ImageJob): Promise<ImageAnswer> {
  try {
    return await convert(job);
  } catch (error) {
    const isTooBig = error instanceof Error && /pixel limit|too large/i.test(error.message);
    return { id: job.id, ok: false, code: isTooBig ? "tooManyPixels" : "brokenImage" };
  }
}

/** Decodes once for the stored picture; the thumbnail is made from that. Nothing but pixels goes on: no EXIF, GPS, ICC. */
async function convert(job: ImageJob): Promise<ImageAnswer> {
  const { id } = job;
  const options = { failOn: "error", limitInputPixels: IMAGE_LIMITS.inputPixels, sequentialRead: true } as const;
  const meta = await sharp(job.source, options).metadata();
  if (meta.format !== job.format) return { id, ok: false, code: "mismatch" };
  const { width, height } = meta.autoOrient;
  if (width * height > IMAGE_LIMITS.inputPixels) return { id, ok: false, code: "tooManyPixels" };
  const least = job.minPixels;
  if (least && (width < least.width || height < least.height)) {
    return { id, ok: false, code: "imageTooSmall", width, height };
  }
  const upright = sharp(job.source, options)
    .autoOrient()
    .resize(IMAGE_LIMITS.longSide, IMAGE_LIMITS.longSide, { fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb");
  const stored = await (
    job.format === "png" ? upright.png({ compressionLevel: 6 }) : upright.jpeg({ quality: 86, chromaSubsampling: "4:4:4" })
  ).toFile(job.target);
  await sharp(job.target, options)
    .resize(IMAGE_LIMITS.thumbSide, IMAGE_LIMITS.thumbSide, { fit: "inside", withoutEnlargement: true })
    .webp({ quality: 78 })
    .toFile(job.thumb);
  return { id, ok: true, done: { width: stored.width, height: stored.height } };
}
