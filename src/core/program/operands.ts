import { never } from '../trace/never'
import type { Instruction, Operand, TextPart } from './instruction'

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
    case 'join':
      return [instruction.thread]
    case 'threadName':
      return present(instruction.thread)
    case 'acquire':
    case 'tryAcquire':
    case 'locked':
      return [instruction.object]
    case 'release':
      return [instruction.object, ...present(instruction.permits)]
    case 'call':
      return [instruction.target, ...instruction.arguments]
    case 'print':
    case 'text':
      return inTexts(instruction.parts)
    case 'raise':
      return inTexts(instruction.message)
    case 'sleep':
      return typeof instruction.seconds === 'number' ? [] : [instruction.seconds]
    case 'jump':
    case 'readName':
    case 'reraise':
    case 'end':
      return []
    default:
      return never(instruction)
  }
}

const present = (operand: Operand | null): readonly Operand[] => (operand === null ? [] : [operand])
const inTexts = (parts: readonly TextPart[]): readonly Operand[] => parts.flatMap((part) => ('value' in part ? [part.value] : []))

/** The register that an instruction writes, or null. */
export const registerWritten = (instruction: Instruction): number | null => ('to' in instruction ? instruction.to : null)
