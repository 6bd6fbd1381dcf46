/** Where each component's number lies in a packed state of 32-bit words. A component that never changed takes no bits. */
export interface Packing {
  readonly words: number
  readonly word: Int32Array
  readonly shift: Int32Array
  /** All ones, as many as the field is wide; 0 for a component without bits. */
  readonly mask: Int32Array
}

/** Two components whose fields shall lie side by side in one word, the first one below. */
export type Neighbours = readonly [number, number]

/**
 * Packs fields wide enough for so many numbers each. Where it costs no word more, neighbours lie side by side, and fields are a bit wider than needed, those with
 * most numbers first, so that a search has to pack its states anew less often.
 */
export function packingFor(counts: Int32Array, neighbours: readonly Neighbours[]): Packing {
  const widths = Array.from(counts, (count) => (count < 2 ? 0 : 32 - Math.clz32(count - 1)))
  const alone = packed(widths, [])
  const beside = packed(widths, neighbours)
  const [least, together] = beside.words > alone.words ? [alone, []] : [beside, neighbours]
  let packing = least
  let spare = 32 * packing.words - widths.reduce((sum, width) => sum + width, 0)
  for (const field of widths.map((_, component) => component).toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)) {
    const width = widths[field] ?? 0
    if (spare === 0) break
    if (width === 32) continue
    widths[field] = width + 1
    const roomier = packed(widths, together)
    if (roomier.words > packing.words) widths[field] = width
    else {
      packing = roomier
      spare--
    }
  }
  return packing
}

// widest first, none across two words
function packed(widths: readonly number[], neighbours: readonly Neighbours[]): Packing {
  const widthOf = (component: number): number => widths[component] ?? 0
  const pairs = neighbours.filter(([first, second]) => widthOf(first) > 0 && widthOf(second) > 0 && widthOf(first) + widthOf(second) <= 32)
  const paired = new Set(pairs.flat())
  const single = widths.map((_, component) => [component]).filter(([component = 0]) => widthOf(component) > 0 && !paired.has(component))
  const groups = [...pairs, ...single].map((components) => ({ components, width: components.reduce((sum, component) => sum + widthOf(component), 0) }))
  const word = new Int32Array(widths.length)
  const shift = new Int32Array(widths.length)
  const mask = new Int32Array(widths.length)
  const used: number[] = []
  for (const { components, width } of groups.toSorted((a, b) => b.width - a.width || (a.components[0] ?? 0) - (b.components[0] ?? 0))) {
    const found = used.findIndex((bits) => bits + width <= 32)
    const at = found < 0 ? used.push(0) - 1 : found
    for (const component of components) {
      word[component] = at
      shift[component] = used[at] ?? 0
      mask[component] = widthOf(component) === 32 ? -1 : (1 << widthOf(component)) - 1
      used[at] = (used[at] ?? 0) + widthOf(component)
    }
  }
  return { words: Math.max(1, used.length), word, shift, mask }
}
