import type { Operand, TextPart } from './instruction'
import { addSite } from './lowerExpression'
import { lowerText } from './lowerText'
import { emit, inRegister, type Lowering, noneOperand, register } from './lowering'
import type { Call, Expression } from './syntax'
import type { Meaning } from './vocabulary'

const lockKinds = { Lock: 'lock', RLock: 'rlock', Semaphore: 'semaphore', BoundedSemaphore: 'boundedSemaphore' } as const

/** A call of something imported: makes a thread, lock or semaphore, or sleeps. */
export function lowerObject(lowering: Lowering, call: Call, meaning: Meaning | 'module', into: number | undefined, hint: string): Operand {
  const refuse = (what: string, tryThis: string): Operand => {
    lowering.problems.add(call.span, what, tryThis)
    return noneOperand
  }
  switch (meaning) {
    case 'Thread':
      return makeThread(lowering, call, into, hint)
    case 'Lock':
    case 'RLock':
      if (call.positional.length + call.keywords.length > 0) return refuse(`\`${meaning}\` takes no argument`, `write \`${meaning}()\``)
      return makeLock(lowering, call, lockKinds[meaning], null, into, hint)
    case 'Semaphore':
    case 'BoundedSemaphore': {
      const [keyword] = call.keywords
      const permits = call.positional[0] ?? keyword?.value
      if (call.positional.length + call.keywords.length > 1 || (keyword !== undefined && keyword.name !== 'value'))
        return refuse(`\`${meaning}\` takes the number of permits`, `write \`${meaning}(2)\``)
      return makeLock(
        lowering,
        call,
        lockKinds[meaning],
        permits === undefined ? { from: 'constant', constant: { kind: 'int', payload: 1 } } : lowering.value(permits),
        into,
        hint
      )
    }
    case 'sleep':
      return sleep(lowering, call)
    case 'current_thread':
      return refuse('the current thread can only be asked for its name', 'write `threading.current_thread().name`')
    case 'stderr':
    case 'stdout':
    case 'module':
      return refuse('this cannot be called', 'call a function')
  }
}

function makeLock(
  lowering: Lowering,
  call: Call,
  kind: 'lock' | 'rlock' | 'semaphore' | 'boundedSemaphore',
  permits: Operand | null,
  into: number | undefined,
  hint: string
): Operand {
  const to = into ?? register(lowering)
  emit(lowering, { do: 'makeLock', to, kind, permits, site: addSite(lowering, kind, hint, call.span) }, false, call.span)
  return inRegister(to)
}

function sleep(lowering: Lowering, call: Call): Operand {
  const [duration, ...more] = call.positional
  if (duration === undefined || more.length > 0 || call.keywords.length > 0) {
    lowering.problems.add(call.span, '`sleep` takes the seconds', 'write `time.sleep(0.1)`')
    return noneOperand
  }
  const seconds = secondsOf(lowering, duration)
  if (typeof seconds === 'number' && seconds < 0) lowering.problems.add(duration.span, 'nobody can sleep for less than no time', 'write 0 or more')
  emit(lowering, { do: 'sleep', seconds }, false, call.span)
  return noneOperand
}

function secondsOf(lowering: Lowering, duration: Expression): number | Operand {
  if (duration.is === 'literal' && (duration.literal.kind === 'float' || duration.literal.kind === 'int')) return duration.literal.value
  const isLocal = duration.is === 'name' && (lowering.frame.local.has(duration.name) || lowering.frame.inner.some((names) => names.has(duration.name)))
  const known = duration.is === 'name' && !isLocal ? lowering.seconds.get(duration.name) : undefined
  return known ?? lowering.value(duration)
}

/** `Thread(target=…, args=(…), name=…, daemon=…)`: arguments are computed in the order in which they are written. */
function makeThread(lowering: Lowering, call: Call, into: number | undefined, hint: string): Operand {
  const { problems } = lowering
  let target: Operand | null = null
  let values: Operand[] = []
  let name: TextPart[] | null = null
  let daemon: Operand | null = null
  const [plain] = call.positional
  if (plain !== undefined) problems.add(plain.span, '`Thread` is given its arguments by name', 'write `Thread(target=work, args=(1,))`')
  for (const { name: keyword, value, span } of call.keywords) {
    if (keyword === 'target') target = lowering.value(value)
    else if (keyword === 'args') values = threadArguments(lowering, value)
    else if (keyword === 'name') name = value.is === 'literal' && value.literal.kind === 'none' ? null : lowerText(lowering, value)
    else if (keyword === 'daemon') daemon = lowering.value(value)
    else if (keyword === 'kwargs') problems.add(span, '`kwargs=` is outside the lab’s Python', 'give the arguments by position in `args=(…)`')
    else problems.add(span, `\`Thread\` has no argument \`${keyword}\` here`, 'use `target=`, `args=`, `name=`, `daemon=`')
  }
  if (target === null) {
    if (plain === undefined) problems.add(call.span, 'this thread has nothing to do', 'write `Thread(target=work)`')
    return noneOperand
  }
  const to = into ?? register(lowering)
  emit(lowering, { do: 'makeThread', to, target, arguments: values, name, daemon, site: addSite(lowering, 'thread', hint, call.span) }, false, call.span)
  return inRegister(to)
}

function threadArguments(lowering: Lowering, value: Expression): Operand[] {
  if (value.is === 'tuple' || value.is === 'list') return value.items.map((item) => lowering.value(item))
  lowering.problems.add(value.span, '`args=` takes a tuple', 'write `args=(x,)`, with a comma also behind a single one')
  return []
}
