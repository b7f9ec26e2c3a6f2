/** Thrown when more work waits than a limiter holds. */
export class LimiterFullError extends Error {
  constructor() {
    super("too much work is waiting");
    this.name = "LimiterFullError";
  }
}

/** Runs at most `running` tasks at once and keeps at most `waiting` in line, first come first served. */
export function limiter({ running, waiting }: { running: number; waiting: number }) {
  let active = 0;
  const line: (() => void)[] = [];
  return async <T>(task: () => Promise<T>): Promise<T> => {
    if (active >= running) {
      if (line.length >= waiting) throw new LimiterFullError();
      // the place is handed over, so nobody overtakes
      await new Promise<void>((go) => line.push(go));
    } else {
      active += 1;
    }
    try {
      return await task();
    } finally {
      const next = line.shift();
      if (next) next();
      else active -= 1;
    }
  };
}
