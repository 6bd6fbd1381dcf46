/** The candidate that a mistyped word most likely meant: at most two letters wrong and fewer than half of it; null when none is that near. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const ranked = candidates.map((candidate) => ({ candidate, wrong: distance(word, candidate) })).toSorted((a, b) => a.wrong - b.wrong)
  const best = ranked[0]
  return best !== undefined && best.wrong <= 2 && best.wrong * 2 < best.candidate.length ? best.candidate : null
}

/** Letters to add, drop, change or swap with their neighbour (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY
      rows[i]?.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same, swapped))
    }
  }
  return at(a.length, b.length)
}
