// What a person at the console reads: one line a stage with its time, and one clear sentence when it cannot go on.

/** An expected failure: shown as its two sentences, without a stack, and the process ends with 1. */
export class StopError extends Error {
  /** @param {string} zh sentence in Chinese @param {string} en the same in English */
  constructor(zh, en) {
    super(en);
    this.name = "StopError";
    this.zh = zh;
    this.en = en;
  }
}

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** @param {number} ms */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/**
 * Runs one stage. Says what begins when it may take long, and always what was done and for how long.
 * @template T
 * @param {string} title both languages, "中文 · English"
 * @param {(note: (text: string) => void) => Promise<T> | T} work `note` adds a word to the closing line
 * @param {{ slow?: string }} [options] slow: said at once, so that nobody takes a long silence for a hang
 * @returns {Promise<T>}
 */
export async function stage(title, work, options = {}) {
  const from = performance.now();
  let extra = "";
  if (options.slow) say(`… ${title} (${options.slow})`);
  const result = await work((text) => {
    extra = ` – ${text}`;
  });
  say(`✓ ${title}${extra} (${seconds(performance.now() - from)})`);
  return result;
}

/** Prints an error the way it deserves: the sentences of a StopError, the stack of anything else. */
export function sayFailure(error) {
  if (error instanceof StopError) {
    process.stderr.write(`✗ ${error.zh}\n✗ ${error.en}\n`);
  } else {
    process.stderr.write(`✗ 意外错误。\n✗ Unexpected error.\n${error?.stack ?? error}\n`);
  }
}
