import type { Operand } from '../instruction'
import { acquireInLoop, getInLoop, joinInLoop, putInLoop, waitForNotify, waitInLoop } from './lowerInLoop'
import { placeOf } from '../lower/foresight'
import { predicateOf } from '../lower/lowerWait'
import { emit, inRegister, kept, type Lowering, noneOperand, register } from '../lower/lowering'
import { computed, givenTo } from '../lower/signature'
import { emitWhile, variable } from '../lower/structured'
import type { Call, Expression } from '../read/syntax'

type Awaited = (lowering: Lowering, call: Call, object: Operand, inside: string) => Operand

/** Methods of what `asyncio` makes that are awaited. */
const awaited: Readonly<Record<string, Awaited>> = {
  acquire: plain('acquire()', (lowering, call, object) => acquireInLoop(lowering, object, call.span)),
  wait: plain('wait()', (lowering, call, object) =>
    (lowering.foresight.conditions.has(placeOf(call.span)) ? waitForNotify : waitInLoop)(lowering, object, call.span)
  ),
  wait_for(lowering, call, object) {
    const given = givenTo(lowering, call, ['predicate'], 1, 'wait_for(lambda: ready)')
    const predicate = given?.get('predicate')
    if (predicate === undefined) return noneOperand
    const ask = predicateOf(lowering, predicate)
    const answer = variable(lowering, ask(), call.span)
    const isFalse = (): Operand => {
      const to = register(lowering)
      emit(lowering, { do: 'not', to, value: answer.now }, false, call.span)
      return inRegister(to)
    }
    emitWhile(lowering, isFalse, call.span, () => {
      waitForNotify(lowering, object, call.span)
      answer.becomes(ask())
    })
    return answer.now
  },
  join: plain('join()', (lowering, call, object) => joinInLoop(lowering, object, call.span)),
  get: plain('get()', (lowering, call, object) => getInLoop(lowering, object, true, call.span)),
  put(lowering, call, object, inside) {
    const given = givenTo(lowering, call, ['item'], 1, 'put(item)')
    const item = given === null ? noneOperand : (computed(lowering, given, inside).get('item') ?? noneOperand)
    putInLoop(lowering, object, kept(lowering, item), true, call.span)
    return noneOperand
  }
}

function plain(write: string, lower: (lowering: Lowering, call: Call, object: Operand) => Operand): Awaited {
  return (lowering, call, object) => {
    givenTo(lowering, call, [], 0, write)
    return lower(lowering, call, object)
  }
}

/** `await lock.acquire()` and the like; null when it is no such call. */
export function lowerAwaitedMethod(lowering: Lowering, value: Expression): Operand | null {
  if (value.is !== 'call' || value.callee.is !== 'attribute' || !Object.hasOwn(awaited, value.callee.name)) return null
  const { object, name } = value.callee
  const inside = object.is === 'name' ? `${object.name}[]` : ''
  return awaited[name]?.(lowering, value, kept(lowering, lowering.value(object)), inside) ?? null
}
