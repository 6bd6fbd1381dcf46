import type { Instruction, Operand, TextPart } from '../instruction'
import type { Calls } from './afterStart'
import { ownName } from '../lower/closures'
import type { Lowered } from '../lower/lower'
import type { Problems } from '../problems'
import type { RecordRole, ValueKind } from '../value'
import { type Atom, functionOfAtom, kindsOf, madeText, siteOfAtom, type Values } from './values'

const lockLike: readonly ValueKind[] = ['lock', 'rlock', 'semaphore', 'boundedSemaphore', 'condition']
const printable: readonly ValueKind[] = ['none', 'bool', 'int', 'str', 'exception']
const numbers: readonly ValueKind[] = ['int', 'bool']

const words: Readonly<Record<ValueKind, string>> = {
  unbound: 'nothing',
  none: '`None`',
  bool: 'True or False',
  int: 'a number',
  str: 'text',
  function: 'a function',
  lock: 'a `Lock`',
  rlock: 'an `RLock`',
  semaphore: 'a semaphore',
  boundedSemaphore: 'a semaphore',
  thread: 'a thread',
  list: 'a list',
  condition: 'a `Condition`',
  event: 'an `Event`',
  barrier: 'a `Barrier`',
  queue: 'a `Queue`',
  rwlock: 'a readers–writer lock',
  exception: 'an exception',
  record: 'a future, a pool, a `Value` or an end of a pipe'
}

/**
 * Refuses what Python would do and the lab does not, and what has no meaning in Python either (a lock method of a number). Mistakes that Python answers
 * with an exception that the lab knows are left to the run.
 */
export function checkKinds(
  lowered: Lowered,
  values: Values,
  calls: Calls,
  shared: ReadonlySet<string>,
  sharedLists: ReadonlySet<number>,
  problems: Problems
): void {
  for (const [at, instruction] of lowered.code.entries()) {
    const inFunction = calls.functionAt[at] ?? 0
    const kinds = (operand: Operand): Set<ValueKind> => kindsOf(values.of(operand, inFunction), lowered.sites)
    const tell = (what: string, tryThis: string): void => problems.add(instruction.span, what, tryThis)
    const only = (operand: Operand, allowed: readonly ValueKind[], verb: string, tryThis: string): void => {
      const wrong = [...kinds(operand)].find((kind) => !allowed.includes(kind))
      if (wrong !== undefined) tell(`what ${verb} here may be ${words[wrong]}`, tryThis)
    }
    if (!callsAction(lowered, instruction, at)) checkOne(instruction, kinds, only, tell, lowered.inLoop.has(at))
    if (instruction.do === 'readField') checkRecord(lowered, values.of(instruction.record, inFunction), instruction.of, tell)
    if (instruction.do === 'call' || (instruction.do === 'makeThread' && !lowered.fitted.has(at))) checkCallees(lowered, values, instruction, inFunction, tell)
    if (instruction.do === 'compare' && (instruction.operator === 'in' || instruction.operator === 'not in')) {
      for (const atom of values.of(instruction.right, inFunction)) {
        if (sharedLists.has(siteOfAtom(atom) ?? -1)) tell('`in` on a list whose elements change', 'loop over the elements')
      }
    }
    if (instruction.do === 'writeName' && values.of(instruction.value, inFunction).has(madeText)) {
      const name = lowered.names[instruction.name] ?? ''
      if (shared.has(name) || lowered.mentioned.has(name))
        tell(`\`${ownName(name)}\` is seen by several threads, and this text is made while the program runs`, 'share a number, or print the text at once')
    }
    const kept = keptBy(instruction)
    if (kept.some((value) => kinds(value).has('exception'))) tell('an exception is kept here', 'keep its text: `text = str(e)`')
    if (
      instruction.do !== 'writeName' &&
      instruction.do !== 'put' &&
      instruction.do !== 'makeThread' &&
      kept.some((value) => values.of(value, inFunction).has(madeText))
    )
      tell('this list holds text that is made while the program runs', 'hold numbers, and print the text at once')
  }
}

/** Whether what is asked as a future or a pool is one. */
function checkRecord(lowered: Lowered, atoms: ReadonlySet<Atom>, of: RecordRole | null, tell: Tell): void {
  const wrong = of === null ? undefined : [...atoms].find((atom) => lowered.sites[siteOfAtom(atom) ?? -1]?.role !== of)
  if (wrong === undefined) return
  const [kind = 'none'] = kindsOf(new Set([wrong]), lowered.sites)
  const found = kind === 'record' ? (of === 'pool' ? 'a future' : 'a pool') : words[kind]
  if (of === 'task') tell(`what is awaited, or asked or told as a task, may be ${found}`, 'use what `asyncio.create_task` gave')
  else if (of === 'taskGroup') tell(`what makes a task here may be ${found}`, 'use what `async with asyncio.TaskGroup() as group` gives')
  else if (of === 'value')
    tell(
      `what has its \`.value\` or its lock taken here may be ${kind === 'record' ? 'a future, a pool or an end of a pipe' : words[kind]}`,
      "use what `multiprocessing.Value('i', 0)` gave; beside an `Array` make a `Lock`"
    )
  else if (of === 'pipe')
    tell(
      `what sends, receives or is polled here may be ${kind === 'record' ? 'a future, a pool or a `Value`' : words[kind]}`,
      'use an end of `left, right = Pipe()`'
    )
  else if (of === 'future') tell(`what is asked or told as a future here may be ${found}`, 'use what `submit` gave')
  else tell(`what is asked or told as a pool here may be ${found}`, 'use what `ThreadPoolExecutor` or `ProcessPoolExecutor` gave')
}

/** What an instruction puts where others may find it. */
function keptBy(instruction: Instruction): readonly Operand[] {
  if (instruction.do === 'makeList') return instruction.items
  if (instruction.do === 'repeatList') return [instruction.item]
  if (instruction.do === 'makeThread') return instruction.arguments
  return instruction.do === 'writeName' || instruction.do === 'writeItem' || instruction.do === 'appendItem' || instruction.do === 'put'
    ? [instruction.value]
    : []
}

/** Whether an instruction calls the action of a barrier: that may be None too, and then the code goes around the call. */
const callsAction = (lowered: Lowered, instruction: Instruction, at: number): boolean =>
  instruction.do === 'call' &&
  instruction.target.from === 'register' &&
  lowered.code.slice(Math.max(0, at - 3), at).some((before) => before.do === 'barrierAction')

type Only = (operand: Operand, allowed: readonly ValueKind[], verb: string, tryThis: string) => void
type Tell = (what: string, tryThis: string) => void

function checkOne(instruction: Instruction, kinds: (operand: Operand) => Set<ValueKind>, only: Only, tell: Tell, isInLoop: boolean): void {
  const texts = (parts: readonly TextPart[]): void => {
    if (parts.some((part) => 'value' in part && part.repr && kinds(part.value).has('exception')))
      tell('the `repr` of an exception is outside the lab’s Python', 'write `{e}`')
    for (const part of parts)
      if ('value' in part)
        only(part.value, printable, 'is printed or put into text', kinds(part.value).has('list') ? 'print its elements one by one' : 'print a number or text')
  }
  const waits = (timeout: Operand | null): void => {
    if (timeout !== null) only(timeout, numbers, 'is a timeout', 'write the seconds as a number')
  }
  switch (instruction.do) {
    case 'arithmetic':
      return checkArithmetic(instruction.operator, kinds(instruction.left), kinds(instruction.right), tell)
    case 'compare':
      return checkComparison(instruction.operator, kinds(instruction.left), kinds(instruction.right), tell)
    case 'builtin':
      if (instruction.name === 'int')
        only(instruction.arguments[0] ?? { from: 'constant', constant: { kind: 'int', payload: 0 } }, numbers, 'becomes a number', 'give it a number')
      else if (instruction.name !== 'len' && instruction.name !== 'bool')
        for (const value of instruction.arguments) only(value, printable, `goes into \`${instruction.name}\``, 'give it numbers or text')
      return
    case 'readItem':
    case 'writeItem':
      return only(instruction.list, ['list'], 'has its elements taken', 'use a list')
    case 'appendItem':
      return only(instruction.list, ['list'], 'is appended to', 'use a list')
    case 'makeThread':
      only(instruction.target, ['function'], 'is the target of the thread', 'write `target=work`, without parentheses')
      return texts(instruction.name ?? [])
    case 'start':
    case 'join':
      only(instruction.thread, ['thread'], `is asked to \`${instruction.do}\``, 'call it on a thread')
      return instruction.do === 'join' ? waits(instruction.timeout) : undefined
    case 'isAlive':
      return only(instruction.thread, ['thread'], 'is asked whether it lives', 'ask a thread')
    case 'threadName':
      if (instruction.thread !== null) only(instruction.thread, ['thread'], 'is asked for its name', 'ask a thread')
      return
    case 'acquire':
      return only(
        instruction.object,
        lockLike,
        'is acquired',
        kinds(instruction.object).has('record') ? 'write `with ThreadPoolExecutor(4) as pool:`' : 'use a lock, a semaphore or a condition'
      )
    case 'tryAcquire':
      only(instruction.object, lockLike, 'is acquired', 'use a lock, a semaphore or a condition')
      return waits(instruction.timeout)
    case 'release':
      return only(
        instruction.object,
        instruction.permits === null ? lockLike : ['semaphore', 'boundedSemaphore'],
        'is released',
        instruction.permits === null ? 'use a lock, a semaphore or a condition' : 'only semaphores give back several permits'
      )
    case 'locked':
      return only(
        instruction.object,
        isInLoop ? ['lock', 'semaphore', 'boundedSemaphore', 'condition'] : ['lock'],
        isInLoop ? 'is acquired or released' : 'is asked whether it is locked',
        isInLoop ? 'use a lock or a semaphore of `asyncio`' : 'ask a `Lock`; only that has `locked()` in every Python'
      )
    case 'makeCondition':
      if (instruction.lock !== null) only(instruction.lock, ['lock', 'rlock'], 'is the lock of a condition', 'give it a `Lock` or an `RLock`')
      return
    case 'beginWait':
      only(instruction.object, ['condition', 'event', 'barrier'], 'is waited for', 'wait for a condition, an event or a barrier')
      return waits(instruction.timeout)
    case 'notify':
      only(instruction.condition, ['condition'], 'is notified', 'notify a condition')
      if (instruction.count !== null) only(instruction.count, numbers, 'says how many are notified', 'write a number')
      return
    case 'setEvent':
    case 'clearEvent':
    case 'isSet':
      return only(instruction.event, ['event'], 'is set, cleared or asked', 'use an event')
    case 'makeBarrier':
      only(instruction.parties, numbers, 'says for how many a barrier is', 'write a number')
      if (instruction.action !== null) only(instruction.action, ['function', 'none'], 'is the action of a barrier', 'write `action=work`, without parentheses')
      return
    case 'abortBarrier':
    case 'resetBarrier':
    case 'barrierState':
      return only(instruction.barrier, ['barrier'], 'is asked or told as a barrier', 'use a barrier')
    case 'claimWorker':
      return only(instruction.most, numbers, 'says how many workers a pool has', 'write a number')
    case 'makeQueue':
      if (instruction.capacity !== null) only(instruction.capacity, numbers, 'is the size of a queue', 'write a number')
      return
    case 'put':
    case 'get':
      only(instruction.queue, ['queue'], instruction.do === 'put' ? 'is put into' : 'is taken from', 'use a queue')
      return waits(instruction.timeout)
    case 'takeDone':
      return waits(instruction.timeout)
    case 'taskDone':
    case 'queueState':
      return only(instruction.queue, ['queue'], 'is asked or told as a queue', 'use a queue')
    case 'joinQueue':
      return only(instruction.queue, ['queue'], 'is joined', 'give threads and queues names of their own')
    case 'choose':
      for (const end of [instruction.low, instruction.high]) only(end, numbers, 'is the end of a range', 'write a number')
      return
    case 'call':
      return only(instruction.target, ['function'], 'is called', 'call a function')
    case 'sleep':
      if (typeof instruction.seconds !== 'number') only(instruction.seconds, numbers, 'is slept for', 'write the seconds as a number')
      return
    case 'print':
    case 'text':
      return texts(instruction.parts)
    case 'raise':
      return texts(instruction.message)
    case 'reraise':
      if (!kinds(instruction.exception).has('exception')) only(instruction.exception, [], 'is raised', 'raise an exception: `raise ValueError("…")`')
      return
    case 'exceptionName':
      return only(instruction.exception, ['exception'], 'is asked for the name of its type', 'ask an exception: `type(e).__name__`')
    case 'barrierAction':
    case 'branch':
    case 'catch':
    case 'claimWork':
    case 'closeQueue':
    case 'end':
    case 'endWait':
    case 'exceptionLine':
    case 'jump':
    case 'makeEvent':
    case 'makeList':
    case 'makeLock':
    case 'makeRecord':
    case 'move':
    case 'negate':
    case 'not':
    case 'readName':
    case 'matches':
    case 'raiseKept':
    case 'readField':
    case 'repeatList':
    case 'resumed':
    case 'return':
    case 'suspended':
    case 'tripBarrier':
    case 'workBegan':
    case 'workEnded':
    case 'writeField':
    case 'writeName':
      return
    // only the notation for models has these
    case 'acquireFor':
    case 'arrive':
    case 'await':
    case 'awaitEnd':
    case 'check':
    case 'evaluate':
    case 'leave':
    case 'makeRwlock':
    case 'releaseFor':
    case 'skip':
    case 'update':
      return
  }
}

function checkArithmetic(operator: string, left: ReadonlySet<ValueKind>, right: ReadonlySet<ValueKind>, tell: Tell): void {
  const isNumber = (kinds: ReadonlySet<ValueKind>): boolean => kinds.has('int') || kinds.has('bool')
  if (left.has('list') || right.has('list')) tell(`\`${operator}\` on lists is outside the lab’s Python`, 'write `[0] * n` or a comprehension')
  else if (operator === '%' && left.has('str')) tell('`%` on text is outside the lab’s Python', 'use an f-string')
  else if (operator === '*' && ((left.has('str') && isNumber(right)) || (right.has('str') && isNumber(left))))
    tell('repeating text is outside the lab’s Python', 'write the text out')
}

function checkComparison(operator: string, left: ReadonlySet<ValueKind>, right: ReadonlySet<ValueKind>, tell: Tell): void {
  const both = (...kinds: ValueKind[]): boolean => kinds.some((kind) => left.has(kind)) && kinds.some((kind) => right.has(kind))
  if ((operator === 'is' || operator === 'is not') && (both('int') || both('str')))
    tell(`\`${operator}\` on numbers or text asks whether they are the same object`, operator === 'is' ? 'write `==`' : 'write `!=`')
  else if (both('exception')) tell(`\`${operator}\` on exceptions is outside the lab’s Python`, 'compare their texts: `str(e)`')
  else if (operator === 'in' || operator === 'not in') {
    if (left.has('list') || [...right].some((kind) => kind !== 'list' && kind !== 'str'))
      tell(`\`${operator}\` works on lists and text here`, 'loop over the elements')
  } else if (operator !== 'is' && operator !== 'is not' && both('list')) tell(`\`${operator}\` on lists is outside the lab’s Python`, 'compare the elements')
}

/** Whether the arguments fit every function that may be meant; calls by a function's own name are checked when they are lowered. */
function checkCallees(lowered: Lowered, values: Values, instruction: Instruction & { do: 'call' | 'makeThread' }, inFunction: number, tell: Tell): void {
  for (const atom of values.of(instruction.target, inFunction)) {
    const called = functionOfAtom(atom)
    const syntax = called === null ? null : lowered.functions[called]?.scope.syntax
    if (syntax === null || syntax === undefined) continue
    const given = instruction.arguments.length
    const required = syntax.parameters.filter((parameter) => parameter.fallback === null).length
    const isDirect = instruction.do === 'call' && instruction.target.from === 'constant'
    const positional = isDirect ? syntax.parameters.length : syntax.parameters.filter((parameter) => !parameter.keywordOnly).length
    const list = syntax.parameters.map((parameter) => parameter.name).join(', ')
    const write = instruction.do === 'call' ? `give it (${list})` : `write \`args=(${list}${syntax.parameters.length === 1 ? ',' : ''})\``
    if (given < required || given > positional)
      tell(
        `\`${syntax.name}\` takes ${required === positional ? required : `${required} to ${positional}`} and is given ${given}`,
        syntax.parameters.length === 0 ? 'give it nothing' : write
      )
  }
}
