/** An array of 32-bit words that doubles when full. Whoever runs a tight loop over `words` takes them anew after `reserve`. */
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
  if (array.length + more <= array.words.length) return
  const room = Math.max(array.length + more, array.words.length * 2)
  const larger = array.words instanceof Int32Array ? new Int32Array(room) : new Uint16Array(room)
  larger.set(array.words)
  array.words = larger
}
