import { placeOf } from './foresight'
import { meaningOf } from '../names/imports'
import type { Operand } from '../instruction'
import { emit, inRegister, kept, type Lowering, register } from './lowering'
import { emitShutdown } from '../pools/lowerPool'
import type { Expression, Statement, WithItem } from '../read/syntax'

/**
 * `with lock:` takes the lock, runs the body and gives it back, also when an exception or a jump leaves the body. Several items nest.
 *
 *     acquire a ─ [ body ] ─ release a ─ …
 *                    └ exception ─ catch ─ release a ─ reraise
 */
export function lowerWith(
  lowering: Lowering,
  items: readonly WithItem[],
  body: readonly Statement[],
  store: (target: Expression, value: Operand) => void
): void {
  const [item, ...rest] = items
  if (item === undefined) {
    lowering.block(body)
    return
  }
  const header = lowering.span
  const { value, target } = item
  const meaning = value.is === 'call' ? meaningOf(value.callee, lowering.scopes.imports, lowering.problems) : null
  const makesPool = meaning === 'ThreadPoolExecutor' || meaning === 'ProcessPoolExecutor'
  const object: Operand = kept(lowering, lowering.value(value, undefined, target?.is === 'name' ? target.name : ''))
  if (makesPool || lowering.foresight.pools.has(placeOf(value.span))) {
    if (target !== null) store(target, object)
    const shutDown = (): void => emitShutdown(lowering, object, true, value.span)
    protectedBy(lowering, () => lowerWith(lowering, rest, body, store), shutDown, false)
    lowering.span = header
    return
  }
  if (target !== null) lowering.problems.add(target.span, '`as` stands only behind a pool here', 'write `with lock:` or `with pool:`')
  emit(lowering, { do: 'acquire', object, to: null }, true, value.span)
  protectedBy(
    lowering,
    () => lowerWith(lowering, rest, body, store),
    () => {
      emit(lowering, { do: 'release', object, permits: null }, true, value.span)
    },
    false
  )
  lowering.span = header
}

/** Runs the body, and the cleanup behind it on every way out. `isLong` says that the cleanup is a block of the program, not one instruction. */
export function protectedBy(lowering: Lowering, body: () => void, cleanup: () => void, isLong: boolean): void {
  guarded(lowering, body, cleanup, isLong, cleanup)
}

/** Runs the body, and the cleanup when a `return` or an exception leaves it; not at its end. */
export function whenLeft(lowering: Lowering, body: () => void, cleanup: () => void): void {
  guarded(lowering, body, cleanup, false, () => undefined)
}

function guarded(lowering: Lowering, body: () => void, cleanup: () => void, isLong: boolean, atEnd: () => void): void {
  const { out, frame } = lowering
  const [handler, end] = [out.label(), out.label()]
  const region = out.protect(handler)
  frame.cleanups.push({ region, emit: cleanup, isLong })
  body()
  frame.cleanups.pop()
  region.close()
  atEnd()
  emit(lowering, { do: 'jump', target: end })
  out.place(handler)
  const exception = register(lowering)
  emit(lowering, { do: 'catch', to: exception })
  cleanup()
  emit(lowering, { do: 'reraise', exception: inRegister(exception) })
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
