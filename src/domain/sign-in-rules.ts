/**
 * How sign-in slows down and locks, real time. Failures are counted per account name (known or not) and per
 * address; a count is forgotten when windowMinutes pass without another failure.
 * answerDelaysMs[n - 1] is how much later the n-th failure is answered (the last one holds for all that follow);
 * the lockAfter-th failure locks for lockMinutes. Source: MLPS level 2 and 3 (5 failures, 15 minutes).
 */
export type ThrottleRule = {
  lockAfter: number;
  lockMinutes: number;
  windowMinutes: number;
  answerDelaysMs: readonly number[];
};

export const SIGN_IN_THROTTLE = {
  account: { lockAfter: 5, lockMinutes: 15, windowMinutes: 15, answerDelaysMs: [0, 500, 1000, 2000, 4000] },
  // an office shares one address: it may mistype more often than one person
  address: { lockAfter: 100, lockMinutes: 15, windowMinutes: 15, answerDelaysMs: [0] },
} as const satisfies Record<string, ThrottleRule>;

export type ThrottleKind = keyof typeof SIGN_IN_THROTTLE;

/** Every failure is answered no sooner than this, so that a known and an unknown account take the same time. */
export const FAILURE_FLOOR_MS = 300;

/** Milliseconds from the start of the attempt to the answer of the n-th failure (n ≥ 1). */
export function failureAnswerMs(rule: ThrottleRule, failures: number): number {
  const delays = rule.answerDelaysMs;
  const delay = delays[Math.min(Math.max(failures, 1), delays.length) - 1] ?? 0;
  return FAILURE_FLOOR_MS + delay;
}

/** Idle and absolute life of a session (MLPS level 2 and 3: idle 30 min, absolute 12 h). */
export const SESSION_LIFE = { idleMinutes: 30, absoluteHours: 12 } as const;
