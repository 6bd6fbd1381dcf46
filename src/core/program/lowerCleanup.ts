import type { Operand } from './instruction'
import { emit, kept, type Lowering } from './lowering'
import type { Expression, Statement } from './syntax'

/** A `finally` is written out once for each way that leads through it; inside one another that doubles each time, so there is an end to it. */
const deepestCleanup = 6

/**
 * `with lock:` takes the lock, runs the body and gives it back, also when an exception or a jump leaves the body. Several items nest.
 *
 *     acquire a ─ [ body ] ─ release a ─ …
 *                    └ exception ─ release a ─ reraise
 */
export function lowerWith(lowering: Lowering, items: readonly Expression[], body: readonly Statement[]): void {
  const [item, ...rest] = items
  if (item === undefined) {
    lowering.block(body)
    return
  }
  const header = lowering.span
  const object: Operand = kept(lowering, lowering.value(item))
  emit(lowering, { do: 'acquire', object, to: null }, true, item.span)
  protectedBy(
    lowering,
    () => lowerWith(lowering, rest, body),
    () => {
      emit(lowering, { do: 'release', object, permits: null }, true, item.span)
    }
  )
  lowering.span = header
}

/** `try` with `finally`. */
export function lowerTry(lowering: Lowering, statement: Statement & { is: 'try' }): void {
  const { frame } = lowering
  if (frame.cleanups.length + frame.inCleanup >= deepestCleanup) {
    lowering.problems.add(statement.span, `this \`try\` is nested too deeply`, 'move the inner part into a function')
    return
  }
  protectedBy(
    lowering,
    () => lowering.block(statement.body),
    () => {
      const { inCleanup, loops } = frame
      frame.inCleanup = inCleanup + 1
      frame.loops = []
      lowering.block(statement.cleanup)
      frame.inCleanup = inCleanup
      frame.loops = loops
    }
  )
}

function protectedBy(lowering: Lowering, body: () => void, cleanup: () => void): void {
  const { out, frame } = lowering
  const [handler, end] = [out.label(), out.label()]
  const region = out.protect(handler)
  frame.cleanups.push({ region, emit: cleanup })
  body()
  frame.cleanups.pop()
  region.close()
  cleanup()
  emit(lowering, { do: 'jump', target: end })
  out.place(handler)
  cleanup()
  emit(lowering, { do: 'reraise' })
  out.place(end)
}

/** Leaves all cleanups from the innermost down to `depth`, running each outside its own protection, and then jumps. */
export function unwind(lowering: Lowering, depth: number, jump: () => void): void {
  const { frame } = lowering
  const all = frame.cleanups
  const left = all.slice(depth).toReversed()
  for (const [at, cleanup] of left.entries()) {
    cleanup.region.interrupt()
    frame.cleanups = all.slice(0, all.length - at - 1)
    cleanup.emit()
  }
  jump()
  frame.cleanups = all
  for (const cleanup of left) cleanup.region.resume()
}
