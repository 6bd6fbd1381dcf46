/** Where each component's number lies in a packed state of 32-bit words. A component that never changed takes no bits. */
export interface Packing {
  readonly words: number
  readonly word: Int32Array
  readonly shift: Int32Array
  /** All ones, as many as the field is wide; 0 for a component without bits. */
  readonly mask: Int32Array
}

/**
 * Packs fields wide enough for so many numbers each. Where it costs no word more they are a bit wider than that, so that a search has to pack its states anew
 * less often.
 */
export function packingFor(counts: Int32Array): Packing {
  const needed = Array.from(counts, (count) => (count < 2 ? 0 : 32 - Math.clz32(count - 1)))
  const tight = packed(needed)
  for (const spare of [needed.map((width) => width + 1), needed.map((width) => (width === 0 ? 0 : width + 1)), needed.map((width) => Math.max(1, width))]) {
    const roomy = packed(spare)
    if (roomy.words === tight.words) return roomy
  }
  return tight
}

// widest first, none across two words
function packed(widths: readonly number[]): Packing {
  const order = widths.map((_, component) => component).toSorted((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0) || a - b)
  const word = new Int32Array(widths.length)
  const shift = new Int32Array(widths.length)
  const mask = new Int32Array(widths.length)
  const used: number[] = []
  for (const component of order) {
    const width = widths[component] ?? 0
    if (width === 0) continue
    const found = used.findIndex((bits) => bits + width <= 32)
    const at = found < 0 ? used.push(0) - 1 : found
    word[component] = at
    shift[component] = used[at] ?? 0
    mask[component] = width === 32 ? -1 : (1 << width) - 1
    used[at] = (used[at] ?? 0) + width
  }
  return { words: Math.max(1, used.length), word, shift, mask }
}
