/** So many states are hashed before the first of them is looked up. */
export const batch = 64

/**
 * Reads the first place in the index of each of so many hashes, into `seen`. A read of a large index waits for main memory; reads with nothing in between that
 * depends on them wait at the same time, and the look-ups that follow find in the cache what they need. They look again: a place may be taken meanwhile.
 */
export function lookAhead(index: Int32Array, hashes: Int32Array, many: number, seen: Int32Array): void {
  const mask = index.length - 1
  for (let i = 0; i < many; i++) seen[i] = index[(hashes[i] as number) & mask] as number
}
