/** The same function, which works each answer out once. For as long as one page is made: nothing is ever forgotten. */
export function remember<K extends string | number, V>(work: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = work(key);
    known.set(key, value);
    return value;
  };
}
