/** An array that grows when full. Whoever runs a tight loop over `words` takes them anew after `reserve`. */
export interface Growing<Words extends Int32Array | Uint16Array> {
  words: Words
  length: number
}

/** An empty growing array of 32-bit words. */
export const growingInts = (room = 1_024): Growing<Int32Array> => ({ words: new Int32Array(room), length: 0 })
/** An empty growing array of 16-bit words. */
export const growingShorts = (room = 1_024): Growing<Uint16Array> => ({ words: new Uint16Array(room), length: 0 })

/** Makes room for so many words more. */
export function reserve(array: Growing<Int32Array> | Growing<Uint16Array>, more: number): void {
  array.words = array.words instanceof Int32Array ? grown(array.words, array.length + more) : grown(array.words, array.length + more)
}

/**
 * The array itself where it is long enough, else a longer copy: four times as long, or twice where that is much. Copies cost time, and room that nobody has
 * written to yet costs no memory: the system gives it page by page.
 */
export function grown<Words extends Int32Array | Uint16Array | Float64Array>(array: Words, room: number): Words
export function grown(array: Int32Array | Uint16Array | Float64Array, room: number): Int32Array | Uint16Array | Float64Array {
  if (room <= array.length) return array
  const length = Math.max(room, array.length * (array.length < 1 << 22 ? 4 : 2))
  const larger = array instanceof Int32Array ? new Int32Array(length) : array instanceof Uint16Array ? new Uint16Array(length) : new Float64Array(length)
  larger.set(array)
  return larger
}
