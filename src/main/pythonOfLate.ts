import { bestPython } from '../recorders/python/findPythons'
import type { FoundPython } from '../recorders/python/probePython'

/** For so long what a page said about the interpreter holds; asking costs up to 0.2 s where `python3` is a script that chooses one. */
const holdsMs = 120_000

/** The interpreter of those who choose none. */
export interface PythonOfLate {
  /** Looks for it. */
  find(): Promise<FoundPython | null>
  /** What was found lately; looks for it where that is too long ago. */
  recall(): Promise<FoundPython | null>
}

/** Knows none yet. */
export function pythonOfLate(look: () => Promise<FoundPython | null> = bestPython, now: () => number = performance.now.bind(performance)): PythonOfLate {
  let found: { readonly python: Promise<FoundPython | null>; readonly at: number } | null = null

  function find(): Promise<FoundPython | null> {
    found = { python: look(), at: now() }
    return found.python
  }

  return {
    find,
    async recall() {
      const python = found !== null && now() - found.at < holdsMs ? await found.python : null
      return python ?? (await find())
    }
  }
}
