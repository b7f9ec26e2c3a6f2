/**
 * The EICAR test string, put together here so that this source file is not itself taken for it. It is harmless; refusing
 * it shows that what is looked for inside an upload, packed parts included, is found.
 */
export const EICAR = Buffer.from(["X5O!P%@AP[4\\PZX54(P^)7CC)7}", "$EICAR-STANDARD-", "ANTIVIRUS-TEST-FILE!", "$H+H*"].join(""), "latin1");

/** Looks for the string in a stream, chunk by chunk, across chunk borders as well. */
export function eicarScanner(): (chunk: Buffer) => boolean {
  let tail = Buffer.alloc(0);
  return (chunk) => {
    const seen = tail.length === 0 ? chunk : Buffer.concat([tail, chunk]);
    tail = Buffer.from(seen.subarray(Math.max(0, seen.length - (EICAR.length - 1))));
    return seen.includes(EICAR);
  };
}
