import type { Operand } from '../instruction'
import { importedCall } from '../lower/importedCall'
import { makeTaskGroup, withTaskGroup } from './lowerTaskGroup'
import { isInCoroutine } from './coroutine'
import { protectedBy } from '../lower/lowerCleanup'
import { acquireInLoop, releaseInLoop } from './lowerInLoop'
import { kept, type Lowering } from '../lower/lowering'
import { withTimeout } from './lowerTimeout'
import { givenTo } from '../lower/signature'
import type { Expression, Statement, WithItem } from '../read/syntax'

/** How a value is put into what stands behind `as`. */
type Store = (target: Expression, value: Operand) => void

/** `async with lock:` takes a lock or a permit of `asyncio`, runs the body and gives it back on every way out. Several items nest. */
export function lowerAsyncWith(lowering: Lowering, items: readonly WithItem[], body: readonly Statement[], store: Store): void {
  const [item, ...rest] = items
  if (item === undefined) return lowering.block(body)
  const header = lowering.span
  const { value, target } = item
  if (!isInCoroutine(lowering)) lowering.problems.add(value.span, '`async with` stands outside an `async def`', 'write `async def` before the function')
  const grouping = importedCall(lowering, value, 'asyncio.TaskGroup')
  if (grouping !== null) {
    givenTo(lowering, grouping, [], 0, 'TaskGroup()')
    const group = kept(lowering, makeTaskGroup(lowering, target?.is === 'name' ? target.name : '', value.span))
    if (target !== null) store(target, group)
    withTaskGroup(lowering, group, value.span, () => lowerAsyncWith(lowering, rest, body, store))
    lowering.span = header
    return
  }
  const limit = importedCall(lowering, value, 'asyncio.timeout')
  if (limit !== null) {
    if (target !== null) lowering.problems.add(target.span, 'what `timeout` gives is outside the lab’s Python', 'leave out `as`')
    const given = givenTo(lowering, limit, ['delay'], 1, 'timeout(0.5)')
    withTimeout(lowering, given?.get('delay'), value.span, () => lowerAsyncWith(lowering, rest, body, store))
    lowering.span = header
    return
  }
  if (target !== null) lowering.problems.add(target.span, '`as` stands only behind a pool here', 'write `async with lock:`')
  const object = kept(lowering, lowering.value(value))
  acquireInLoop(lowering, object, value.span)
  protectedBy(
    lowering,
    () => lowerAsyncWith(lowering, rest, body, store),
    () => releaseInLoop(lowering, object, value.span),
    false
  )
  lowering.span = header
}
