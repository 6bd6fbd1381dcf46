/**
 * The name a C++ compiler was given, of the plain names among those it makes (Itanium C++ ABI, 5.1): `_ZL6lock_a` → `lock_a`, `_ZN4bank6lock_aE` → `bank::lock_a`.
 * Anything else stays as it is.
 */
export function plainName(name: string): string {
  const nested = /^_ZN[KL]?(.+)$/.exec(name)?.[1]
  const words = wordsOf(nested ?? /^_ZL?(\d.*)$/.exec(name)?.[1] ?? '')
  return words.length === 0 ? name : (nested === undefined ? words.slice(0, 1) : words).join('::')
}

/** `4bank6lock_aE` → bank, lock_a. */
function wordsOf(text: string): string[] {
  const words: string[] = []
  for (let at = 0; at < text.length; ) {
    const length = /^L?(\d+)/.exec(text.slice(at))
    if (length === null) break
    at += length[0].length
    words.push(text.slice(at, at + Number(length[1])))
    at += Number(length[1])
  }
  return words
}
