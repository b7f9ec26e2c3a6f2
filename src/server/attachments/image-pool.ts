import { fork, type ChildProcess } from "node:child_process";
import path from "node:path";
import { IMAGE_LIMITS, type ImageAnswer, type ImageDone, type ImageJob } from "./image-job";
import { AttachmentRefused } from "@/domain/attachment-refusal";

/** Two processors are the smallest server the portal is meant for: one may decode while the other serves. */
const MAX_PROCESSES = 2;
/** Pictures that may wait; the next one is told to come back. */
const MAX_WAITING = 60;
/** An unused process ends after this time, in milliseconds. */
const IDLE_TIME = 30_000;
/** A process is replaced after this many pictures, so that leaks of the decoders stay small. */
const JOBS_PER_PROCESS = 200;

type Worker = { child: ChildProcess; jobs: number; idle?: NodeJS.Timeout };

const idle: Worker[] = [];
const waiting: (() => void)[] = [];
let running = 0;
let lastId = 0;

/** Re-encodes one picture in the image process. Throws AttachmentRefused. At most two at a time, the rest wait in turn. */
export async function convertImage(job: Omit<ImageJob, "id">): Promise<ImageDone> {
  await takeTurn();
  try {
    lastId += 1;
    const answer = await ask({ ...job, id: lastId });
    if (answer.ok) return answer.done;
    if (answer.code === "tooManyPixels") {
      throw new AttachmentRefused(answer.code, { megapixels: IMAGE_LIMITS.inputPixels / 1_000_000 });
    }
    if (answer.code === "imageTooSmall") {
      const { width, height } = answer;
      const least = job.minPixels ?? { width, height };
      throw new AttachmentRefused(answer.code, { width, height, minWidth: least.width, minHeight: least.height });
    }
    if (answer.code === "mismatch") throw new AttachmentRefused("mismatch", { extension: job.format, found: "unknown" });
    throw new AttachmentRefused(answer.code);
  } finally {
    giveTurn();
  }
}

/** Ends the image processes; for tests and an orderly stop. */
export function stopImageProcesses(): void {
  for (const worker of idle.splice(0)) retire(worker);
}

async function takeTurn(): Promise<void> {
  if (running < MAX_PROCESSES) {
    running += 1;
    return;
  }
  if (waiting.length >= MAX_WAITING) throw new AttachmentRefused("busy");
  await new Promise<void>((resolve) => waiting.push(resolve));
}

function giveTurn(): void {
  const next = waiting.shift();
  if (next) next();
  else running -= 1;
}

function ask(job: ImageJob): Promise<ImageAnswer> {
  const worker = idle.pop() ?? start();
  clearTimeout(worker.idle);
  const { child } = worker;
  worker.jobs += 1;
  child.channel?.ref();
  return new Promise((resolve) => {
    const finish = (answer: ImageAnswer, isReusable: boolean) => {
      clearTimeout(timer);
      child.removeAllListeners();
      // a late failure of a process that is being ended must not become an uncaught error
      child.on("error", () => undefined);
      if (isReusable && worker.jobs < JOBS_PER_PROCESS) rest(worker);
      else retire(worker);
      resolve(answer);
    };
    const fail = () => finish({ id: job.id, ok: false, code: "brokenImage" }, false);
    const timer = setTimeout(fail, IMAGE_LIMITS.time);
    child.once("error", fail);
    child.once("exit", fail);
    child.on("message", (answer: ImageAnswer) => {
      if (answer.id === job.id) finish(answer, true);
    });
    child.send(job, (error) => {
      if (error) fail();
    });
  });
}

function start(): Worker {
  const script = path.join(/* turbopackIgnore: true */ process.cwd(), "src/server/attachments/image-process.ts");
  const child = fork(script, [], {
    execArgv: ["--max-old-space-size=128", "--no-warnings", "--experimental-strip-types"],
    // the decoder of foreign files gets no secrets, and glibc is kept from hoarding memory per thread
    env: { NODE_ENV: "production", MALLOC_ARENA_MAX: "2", VIPS_BLOCK_UNTRUSTED: "1" },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  child.unref();
  return { child, jobs: 0 };
}

function rest(worker: Worker): void {
  const leave = () => {
    const at = idle.indexOf(worker);
    if (at >= 0) idle.splice(at, 1);
    retire(worker);
  };
  worker.child.once("exit", leave);
  worker.idle = setTimeout(leave, IDLE_TIME);
  // the server may end while a process rests
  worker.idle.unref();
  worker.child.channel?.unref();
  idle.push(worker);
}

function retire(worker: Worker): void {
  clearTimeout(worker.idle);
  worker.child.kill("SIGKILL");
}
