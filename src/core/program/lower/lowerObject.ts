import type { Operand } from '../instruction'
import { addSite } from './addSite'
import { lowerChance } from './lowerChance'
import { makePool } from '../pools/lowerPool'
import { lowerFutureWait } from '../pools/lowerFutureWait'
import { lowerRun } from '../tasks/lowerRun'
import { createTask } from '../tasks/lowerTask'
import { lowerThread } from './lowerThread'
import { makeArray, makeValue } from './lowerValue'
import { type Destination, emit, inRegister, intOperand, type Lowering, noneOperand, register } from './lowering'
import { secondsOf } from './seconds'
import { computed, givenTo, isNone } from './signature'
import type { Call } from '../read/syntax'
import type { Meaning } from '../names/vocabulary'

const lockKinds = { Lock: 'lock', RLock: 'rlock', Semaphore: 'semaphore', BoundedSemaphore: 'boundedSemaphore' } as const

/** Whose something that threads meet at is, where it is not of `threading` or `queue`. */
type OwnRole = 'shared' | 'asyncio'

/** A call of something imported: makes a thread or what threads meet at, draws a number, or sleeps. */
export function lowerObject(lowering: Lowering, call: Call, meaning: Meaning | 'module', destination: Destination): Operand {
  const refuse = (what: string, tryThis: string): Operand => {
    lowering.problems.add(call.span, what, tryThis)
    return noneOperand
  }
  switch (meaning) {
    case 'Thread':
    case 'Process':
      return lowerThread(lowering, call, destination, meaning)
    case 'Pipe':
      return refuse('a pipe has two ends, and each needs a name', 'write `left, right = Pipe()`')
    case 'Value':
      return makeValue(lowering, call, destination)
    case 'Array':
      return makeArray(lowering, call, destination)
    case 'asyncio.Lock':
      return makeLock(lowering, call, 'Lock', destination, 'asyncio')
    case 'asyncio.Semaphore':
      return makeLock(lowering, call, 'Semaphore', destination, 'asyncio')
    case 'asyncio.BoundedSemaphore':
      return makeLock(lowering, call, 'BoundedSemaphore', destination, 'asyncio')
    case 'asyncio.Condition':
      return makeLoopCondition(lowering, call, destination)
    case 'asyncio.Event':
      return makeEvent(lowering, call, destination, 'asyncio')
    case 'asyncio.Queue':
      return makeQueue(lowering, call, destination, 'asyncio')
    case 'multiprocessing.Lock':
      return makeLock(lowering, call, 'Lock', destination, 'shared')
    case 'multiprocessing.RLock':
      return makeLock(lowering, call, 'RLock', destination, 'shared')
    case 'multiprocessing.Semaphore':
      return makeLock(lowering, call, 'Semaphore', destination, 'shared')
    case 'multiprocessing.Event':
      return makeEvent(lowering, call, destination, 'shared')
    case 'multiprocessing.Queue':
      return makeQueue(lowering, call, destination, 'shared')
    case 'multiprocessing.Condition':
      return makeCondition(lowering, call, destination, 'shared')
    case 'multiprocessing.Barrier':
      return makeBarrier(lowering, call, destination, 'shared')
    case 'Lock':
    case 'RLock':
    case 'Semaphore':
    case 'BoundedSemaphore':
      return makeLock(lowering, call, meaning, destination)
    case 'Condition':
      return makeCondition(lowering, call, destination)
    case 'Event':
      return makeEvent(lowering, call, destination)
    case 'Barrier':
      return makeBarrier(lowering, call, destination)
    case 'Queue':
      return makeQueue(lowering, call, destination)
    case 'randint':
    case 'randrange':
    case 'choice':
      return lowerChance(lowering, call, meaning)
    case 'sleep':
      return sleep(lowering, call)
    case 'random':
    case 'uniform':
      return refuse(
        `\`${meaning}\` gives a fraction, and the lab computes with whole numbers`,
        'use it in `time.sleep(…)` only, or draw with `random.randint(a, b)`'
      )
    case 'current_thread':
      return refuse('the current thread can only be asked for its name', 'write `threading.current_thread().name`')
    case 'ThreadPoolExecutor':
    case 'ProcessPoolExecutor':
      return makePool(lowering, call, destination, meaning)
    case 'wait':
      return lowerFutureWait(lowering, call)
    case 'as_completed':
      return refuse('what `as_completed` gives is used only in a loop here', 'write `for future in as_completed(futures):`')
    case 'asyncio.run':
      return lowerRun(lowering, call)
    case 'asyncio.create_task':
      return createTask(lowering, call, destination)
    case 'asyncio.sleep':
      return refuse('this sleep is made and not awaited', 'write `await asyncio.sleep(0.1)`, in an `async def` of its own where it is to be a task')
    case 'asyncio.gather':
      return refuse('this `gather` is made and not awaited', 'write `await asyncio.gather(…)`')
    case 'asyncio.to_thread':
      return refuse('this `to_thread` is made and not awaited', 'write `await asyncio.to_thread(work, 1)`')
    case 'asyncio.TaskGroup':
      return refuse('a `TaskGroup` stands in an `async with`', 'write `async with asyncio.TaskGroup() as group:`')
    case 'asyncio.timeout':
      return refuse('a timeout stands in an `async with`', 'write `async with asyncio.timeout(1):`')
    case 'asyncio.wait_for':
      return refuse('this `wait_for` is made and not awaited', 'write `await asyncio.wait_for(work(1), 1)`')
    case 'asyncio.wait':
      return refuse('this `wait` is made and not awaited', 'write `await asyncio.wait(tasks)`')
    case 'asyncio.shield':
      return refuse('this `shield` is made and not awaited', 'write `await asyncio.shield(task)`')
    case 'QueueEmpty':
    case 'QueueFull':
    case 'InvalidStateError':
    case 'TimeoutError':
    case 'CancelledError':
    case 'Empty':
    case 'Full':
    case 'BrokenBarrierError':
      return refuse(`\`${meaning}\` stands here without being raised`, `write \`raise ${meaning}\``)
    case 'FIRST_COMPLETED':
    case 'FIRST_EXCEPTION':
    case 'ALL_COMPLETED':
    case 'stderr':
    case 'stdout':
    case 'module':
      return refuse('this cannot be called', 'call a function')
  }
}

function makeLock(lowering: Lowering, call: Call, meaning: keyof typeof lockKinds, { into, hint }: Destination, role?: OwnRole): Operand {
  const kind = lockKinds[meaning]
  const isSemaphore = meaning === 'Semaphore' || meaning === 'BoundedSemaphore'
  const given = givenTo(lowering, call, isSemaphore ? ['value'] : [], 0, isSemaphore ? `${meaning}(2)` : `${meaning}()`)
  if (given === null) return noneOperand
  const permits = isSemaphore ? (computed(lowering, given).get('value') ?? intOperand(1)) : null
  const to = into ?? register(lowering)
  emit(lowering, { do: 'makeLock', to, kind, permits, site: addSite(lowering, kind, hint, call.span, role) }, false, call.span)
  return inRegister(to)
}

function makeCondition(lowering: Lowering, call: Call, { into, hint }: Destination, role?: OwnRole): Operand {
  const given = givenTo(lowering, call, ['lock'], 0, 'Condition(lock)')
  if (given === null) return noneOperand
  const lock = isNone(given.get('lock')) ? null : (computed(lowering, given).get('lock') ?? null)
  const to = into ?? register(lowering)
  emit(lowering, { do: 'makeCondition', to, lock, site: addSite(lowering, 'condition', hint, call.span, role) }, false, call.span)
  return inRegister(to)
}

/** `asyncio.Condition()`, over a lock of its own: another is nowhere to be waited for in the condition's name. */
function makeLoopCondition(lowering: Lowering, call: Call, { into, hint }: Destination): Operand {
  givenTo(lowering, call, [], 0, 'Condition()')
  const [lock, to] = [register(lowering), into ?? register(lowering)]
  const lockSite = addSite(lowering, 'lock', hint === '' ? '' : `lock of ${hint}`, call.span, 'asyncio')
  emit(lowering, { do: 'makeLock', to: lock, kind: 'lock', permits: null, site: lockSite }, false, call.span)
  const site = addSite(lowering, 'condition', hint, call.span, 'asyncio')
  lowering.inLoop.add(emit(lowering, { do: 'makeCondition', to, lock: inRegister(lock), site }, false, call.span))
  return inRegister(to)
}

function makeEvent(lowering: Lowering, call: Call, { into, hint }: Destination, role?: OwnRole): Operand {
  givenTo(lowering, call, [], 0, 'Event()')
  const to = into ?? register(lowering)
  emit(lowering, { do: 'makeEvent', to, site: addSite(lowering, 'event', hint, call.span, role) }, false, call.span)
  return inRegister(to)
}

function makeBarrier(lowering: Lowering, call: Call, { into, hint }: Destination, role?: OwnRole): Operand {
  const given = givenTo(lowering, call, ['parties', 'action', 'timeout'], 1, 'Barrier(3)')
  if (given === null) return noneOperand
  const late = given.get('timeout')
  const seconds = late === undefined || isNone(late) ? null : secondsOf(lowering, late)
  if (late !== undefined && seconds !== null && typeof seconds !== 'number')
    lowering.problems.add(late.span, 'the timeout of a barrier must be written down', 'write a number, or give it to each: `wait(timeout=0.5)`')
  const values = computed(lowering, given)
  const action = isNone(given.get('action')) ? null : (values.get('action') ?? null)
  const to = into ?? register(lowering)
  const site = addSite(lowering, 'barrier', hint, call.span, role)
  if (typeof seconds === 'number') lowering.timeouts.set(site, seconds)
  emit(lowering, { do: 'makeBarrier', to, parties: values.get('parties') ?? intOperand(1), action, site }, false, call.span)
  return inRegister(to)
}

function makeQueue(lowering: Lowering, call: Call, { into, hint }: Destination, role?: OwnRole): Operand {
  const given = givenTo(lowering, call, ['maxsize'], 0, 'Queue(10)')
  if (given === null) return noneOperand
  const capacity = computed(lowering, given).get('maxsize') ?? null
  const to = into ?? register(lowering)
  emit(lowering, { do: 'makeQueue', to, capacity, site: addSite(lowering, 'queue', hint, call.span, role) }, false, call.span)
  return inRegister(to)
}

function sleep(lowering: Lowering, call: Call): Operand {
  const [duration, ...more] = call.positional
  if (duration === undefined || more.length > 0 || call.keywords.length > 0) {
    lowering.problems.add(call.span, '`sleep` takes the seconds', 'write `time.sleep(0.1)`')
    return noneOperand
  }
  emit(lowering, { do: 'sleep', seconds: secondsOf(lowering, duration) }, false, call.span)
  return noneOperand
}
