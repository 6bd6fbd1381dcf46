import type { Operand } from './instruction'
import { constantOperand, emit, inRegister, type Lowering, noneOperand, register } from './lowering'
import type { Call, Expression } from './syntax'

const later: Readonly<Record<string, string>> = {
  is_alive: 'join the thread instead',
  wait: 'use a lock or a semaphore; conditions, events and barriers come later',
  wait_for: 'use a lock or a semaphore; conditions come later',
  notify: 'use a semaphore; conditions come later',
  notify_all: 'use a semaphore; conditions come later',
  set: 'use a semaphore that begins at 0; events come later',
  put: 'use a list, an index and a lock; queues come later',
  get: 'use a list, an index and a lock; queues come later',
  pop: 'keep an index into the list: lists of the lab have a fixed length',
  extend: 'make the whole list at once',
  insert: 'make the whole list at once',
  remove: 'keep an index into the list: lists of the lab have a fixed length',
  clear: 'assign to the elements',
  sort: 'put the values in order yourself',
  format: 'use an f-string',
  append: 'write `[value for name in range(n)]`'
}

/** `object.method(…)`: what locks, semaphores, threads and growing lists can be asked to do. */
export function lowerMethod(lowering: Lowering, call: Call, callee: Expression & { is: 'attribute' }, into: number | undefined, wanted: boolean): Operand {
  const { name } = callee
  const known = ['acquire', 'release', 'locked', 'start', 'join', 'append'].includes(name)
  if (!known) {
    lowering.problems.add(
      callee.span,
      `the method \`.${name}()\` is outside the lab’s Python`,
      (Object.hasOwn(later, name) ? later[name] : null) ?? 'use locks, semaphores, threads and lists'
    )
    return noneOperand
  }
  const object = lowering.value(callee.object)
  const to = wanted ? (into ?? register(lowering)) : null
  const given = call.positional.length + call.keywords.length
  const none = (operation: Parameters<typeof emit>[1], step: boolean, what: string, hint: string): Operand => {
    if (given > 0) lowering.problems.add(call.span, what, hint)
    emit(lowering, operation, step, call.span)
    return noneOperand
  }
  switch (name) {
    case 'acquire': {
      if (blocks(lowering, call)) emit(lowering, { do: 'acquire', object, to }, true, call.span)
      else emit(lowering, { do: 'tryAcquire', object, to, timeout: null }, true, call.span)
      return to === null ? noneOperand : inRegister(to)
    }
    case 'release':
      return release(lowering, call, object)
    case 'locked': {
      const answer = to ?? register(lowering)
      none({ do: 'locked', to: answer, object }, true, '`locked` takes no argument', 'write `.locked()`')
      return inRegister(answer)
    }
    case 'start':
      return none({ do: 'start', thread: object }, false, '`start` takes no argument', 'give it to the thread: `Thread(target=…, args=(…))`')
    case 'join':
      return none({ do: 'join', thread: object, timeout: null }, false, '`join` with a timeout is outside the lab’s Python so far', 'write `.join()`')
    default: {
      const [item] = call.positional
      const value = item === undefined ? noneOperand : lowering.value(item, undefined, callee.object.is === 'name' ? `${callee.object.name}[]` : '')
      if (given !== 1 || item === undefined) lowering.problems.add(call.span, '`append` takes one value', 'write `.append(value)`')
      lowering.appends.add(emit(lowering, { do: 'appendItem', list: object, value }, false, call.span))
      return noneOperand
    }
  }
}

/** Whether `acquire(…)` waits; `acquire(False)` and `acquire(blocking=False)` do not. */
function blocks(lowering: Lowering, call: Call): boolean {
  const { problems } = lowering
  for (const keyword of call.keywords)
    if (keyword.name !== 'blocking')
      problems.add(keyword.span, `\`acquire(${keyword.name}=…)\` is outside the lab’s Python so far`, 'write `acquire()` or `acquire(blocking=False)`')
  const extra = call.positional[1]
  if (extra !== undefined)
    problems.add(extra.span, '`acquire` with a timeout is outside the lab’s Python so far', 'write `acquire()` or `acquire(blocking=False)`')
  const given = call.positional[0] ?? call.keywords.find((keyword) => keyword.name === 'blocking')?.value
  if (given === undefined) return true
  if (given.is === 'literal' && given.literal.kind === 'bool') return given.literal.value
  problems.add(given.span, 'whether `acquire` waits must be written down', 'write `True` or `False`')
  return true
}

function release(lowering: Lowering, call: Call, object: Operand): Operand {
  const keyword = call.keywords[0]
  const given = call.positional[0] ?? keyword?.value
  if (call.positional.length + call.keywords.length > 1 || (keyword !== undefined && keyword.name !== 'n'))
    lowering.problems.add(call.span, '`release` takes at most the number of permits', 'write `.release()`')
  const permits = given === undefined ? null : lowering.value(given)
  emit(lowering, { do: 'release', object, permits }, true, call.span)
  return constantOperand('none', 0)
}
