import { never } from '../../trace/never'
import { type Formula, partsOf } from '../formula'
import type { Instead, Instruction, Operand, TaskWait, TextPart } from '../instruction'

/** The operands that an instruction reads, in the order in which Python evaluates them. */
export function operandsOf(instruction: Instruction): readonly Operand[] {
  switch (instruction.do) {
    case 'move':
    case 'negate':
    case 'not':
    case 'branch':
    case 'writeName':
    case 'return':
      return [instruction.value]
    case 'arithmetic':
    case 'compare':
      return [instruction.left, instruction.right]
    case 'builtin':
      return instruction.arguments
    case 'makeList':
      return instruction.items
    case 'makeRecord':
      return instruction.fields.flatMap((field) => present(field))
    case 'readField':
      return [instruction.record]
    case 'writeField':
      return [instruction.record, instruction.value]
    case 'claimWorker':
      return [instruction.queue, instruction.most]
    case 'takeDone':
      return [instruction.futures, instruction.taken, ...present(instruction.timeout)]
    case 'claimWork':
    case 'workBegan':
    case 'workEnded':
      return [instruction.future]
    case 'raiseKept':
      return [instruction.kind, instruction.message, instruction.line]
    case 'repeatList':
      return [instruction.item, instruction.length]
    case 'appendItem':
      return [instruction.list, instruction.value]
    case 'readItem':
      return [instruction.list, instruction.index]
    case 'writeItem':
      return [instruction.list, instruction.index, instruction.value]
    case 'makeLock':
      return present(instruction.permits)
    case 'makeThread':
      return [instruction.target, ...instruction.arguments, ...inTexts(instruction.name ?? []), ...present(instruction.daemon)]
    case 'start':
    case 'isAlive':
    case 'awaitEnd':
      return [instruction.thread]
    case 'join':
      return [instruction.thread, ...present(instruction.timeout)]
    case 'makeCondition':
      return present(instruction.lock)
    case 'makeBarrier':
      return [instruction.parties, ...present(instruction.action)]
    case 'makeQueue':
      return present(instruction.capacity)
    case 'beginWait':
      return [instruction.object, ...present(instruction.timeout), ...inInstead(instruction.instead)]
    case 'notify':
      return [instruction.condition, ...present(instruction.count)]
    case 'setEvent':
    case 'clearEvent':
    case 'isSet':
      return [instruction.event]
    case 'barrierAction':
    case 'tripBarrier':
    case 'abortBarrier':
    case 'resetBarrier':
    case 'barrierState':
    case 'arrive':
    case 'leave':
      return [instruction.barrier]
    case 'acquireFor':
    case 'releaseFor':
      return [instruction.rwlock]
    case 'evaluate':
      return inFormula(instruction.value)
    case 'await':
    case 'check':
      return inFormula(instruction.condition)
    case 'update':
      return [...(instruction.index === null ? [] : inFormula(instruction.index)), ...inFormula(instruction.value)]
    case 'put':
      return [instruction.queue, instruction.value, ...present(instruction.timeout)]
    case 'get':
      return [instruction.queue, ...present(instruction.timeout)]
    case 'taskDone':
    case 'joinQueue':
    case 'closeQueue':
    case 'queueState':
      return [instruction.queue]
    case 'choose':
      return [instruction.low, instruction.high]
    case 'threadName':
      return present(instruction.thread)
    case 'acquire':
    case 'locked':
      return [instruction.object]
    case 'endWait':
      return [instruction.object, ...inInstead(instruction.instead)]
    case 'tryAcquire':
      return [instruction.object, ...present(instruction.timeout)]
    case 'release':
      return [instruction.object, ...present(instruction.permits)]
    case 'call':
      return [instruction.target, ...instruction.arguments]
    case 'matches':
    case 'exceptionName':
    case 'exceptionLine':
    case 'reraise':
      return [instruction.exception]
    case 'print':
    case 'text':
      return inTexts(instruction.parts)
    case 'raise':
      return inTexts(instruction.message)
    case 'suspended':
      return inTaskWait(instruction.on)
    case 'sleep':
      return [...(typeof instruction.seconds === 'number' ? [] : [instruction.seconds]), ...present(instruction.task ?? null)]
    case 'jump':
    case 'resumed':
    case 'readName':
    case 'makeEvent':
    case 'makeRwlock':
    case 'skip':
    case 'catch':
    case 'end':
      return []
    default:
      return never(instruction)
  }
}

const inInstead = (instead: Instead | undefined): readonly Operand[] => (instead === undefined ? [] : [instead.object, instead.task])
function inTaskWait(on: TaskWait | null): readonly Operand[] {
  if (on?.for === 'sleep') return typeof on.seconds === 'number' ? [] : [on.seconds]
  if (on?.for === 'task') return [on.thread]
  if (on?.for === 'words') return present(on.count ?? null)
  return on?.for === 'object' ? [on.object] : []
}
const present = (operand: Operand | null): readonly Operand[] => (operand === null ? [] : [operand])
// shared names and elements are read inside the step, and are no operands
const inFormula = (formula: Formula): readonly Operand[] =>
  partsOf(formula).flatMap((part): Operand[] => (part.is === 'register' ? [{ from: 'register', register: part.register }] : []))
const inTexts = (parts: readonly TextPart[]): readonly Operand[] => parts.flatMap((part) => ('value' in part ? [part.value] : []))

/** The register that an instruction writes, or null. */
export const registerWritten = (instruction: Instruction): number | null => ('to' in instruction ? instruction.to : null)
