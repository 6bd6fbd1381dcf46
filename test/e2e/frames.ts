import type { Page } from '@playwright/test'

/** Times from one frame of the window to the next while so many milliseconds pass, in milliseconds. */
export const framesDuring = (page: Page, ms: number): Promise<number[]> =>
  page.evaluate(async (during) => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
    const gaps: number[] = []
    const began = await frame()
    for (let last = began; last - began < during; ) {
      const now = await frame()
      gaps.push(now - last)
      last = now
    }
    return gaps
  }, ms)
