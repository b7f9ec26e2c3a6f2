/** Looks at the last half of a run, its middle and its end among them. */
export const RISE_LOOKS = 9;
/**
 * MB. What two web processes held after full collections went up and down by 1.5 over the last half of 10,000 payloads; payloads
 * that each leave 2 kB behind add more than 3 from third to third.
 */
const ROOM = 2;
/**
 * The server fills its caches and compiles over the first 2,500 payloads (60 MB here, and then no more): whoever looks earlier
 * cannot tell that from a leak.
 */
export const JUDGED_FROM = 5000;

/**
 * Whether what is held after collection still rises at the end: from the first third of the looks to the second and again to the
 * last, each by its median, so that one cache filled at one moment is no leak.
 * @param held MB, RISE_LOOKS of them, evenly over the last half of a run of JUDGED_FROM payloads or more
 */
export function risesSteadily(held: readonly number[]): boolean {
  const third = RISE_LOOKS / 3;
  const at = (n: number) => median(held.slice(n * third, (n + 1) * third));
  return at(1) - at(0) > ROOM && at(2) - at(1) > ROOM;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
