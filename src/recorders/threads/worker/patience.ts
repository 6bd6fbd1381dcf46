import { performance } from 'node:perf_hooks'
import type { Value } from '../memory/sharedValue'
import { isNumeric } from './typeName'

/** How long somebody is ready to wait, from now on. */
export interface Patience {
  /** In seconds, as the program says; null for ever. */
  readonly seconds: number | null
  /** Milliseconds that are left, at least 0; infinite for ever. */
  left(): number
}

/** The patience that a `timeout` asks for: none is given, or None, for ever. */
export function patience(timeout: Value): Patience {
  const seconds = isNumeric(timeout) ? Number(timeout) : null
  if (seconds === null) return { seconds, left: () => Number.POSITIVE_INFINITY }
  const end = performance.now() + seconds * 1000
  return { seconds, left: () => Math.max(0, end - performance.now()) }
}
