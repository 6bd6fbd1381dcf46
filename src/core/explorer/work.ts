/** Work that can be taken in slices: whoever drives it decides after each `yield` whether to go on. It yields what it is doing, in words for the screen. */
export type Work<Result> = Generator<string, Result, void>

/** How many states a pass looks at between two yields: about a millisecond's worth. */
export const stride = 4_096

/** Does all of some work at once. */
export function finish<Result>(work: Work<Result>): Result {
  for (;;) {
    const next = work.next()
    if (next.done === true) return next.value
  }
}
