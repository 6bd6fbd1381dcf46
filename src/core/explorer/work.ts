/** Work that can be taken in slices: whoever drives it decides after each `yield` whether to go on. It yields what it is doing, in words for the screen. */
export type Work<Result> = Generator<string, Result, void>

/**
 * Calls `pass` for one stretch of the numbers below `until` after the other, until it gives false; tells whether it never did. So tight loops lie in functions of
 * their own, outside the generator.
 */
export function* inStretches(until: number, doing: string, pass: (from: number, until: number) => boolean): Work<boolean> {
  for (let from = 0; from < until; from += stride) {
    yield doing
    if (!pass(from, Math.min(until, from + stride))) return false
  }
  return true
}

/** How many states a pass looks at between two yields: about a millisecond's worth. */
export const stride = 4_096

/** Does all of some work at once. */
export function finish<Result>(work: Work<Result>): Result {
  for (;;) {
    const next = work.next()
    if (next.done === true) return next.value
  }
}
