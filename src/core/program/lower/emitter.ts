import type { Handler, Instruction, Operation } from '../instruction'
import type { Span } from '../source'

/** A stretch of code that an exception leaves through a handler. It can be interrupted where a jump out of it runs its cleanup. */
export interface Region {
  interrupt(): void
  resume(): void
  close(): void
}

/** Writes code. Jumps name labels; `finish` turns them into places. */
export interface Emitter {
  /** The place of the next instruction. */
  readonly here: () => number
  readonly emit: (operation: Operation, span: Span, step?: boolean) => number
  readonly label: () => number
  readonly place: (label: number) => void
  /** From here on, exceptions go to the label. */
  readonly protect: (label: number) => Region
  readonly finish: () => { code: Instruction[]; handlers: Handler[] }
}

/** An emitter with no code yet. */
export function emitter(): Emitter {
  const code: Instruction[] = []
  const handlers: Handler[] = []
  const places: number[] = []
  const at = (label: number): number => {
    const place = places[label]
    if (place === undefined || place < 0) throw new Error(`label ${label} was never placed`)
    return place
  }
  return {
    here: () => code.length,
    emit: (operation, span, step = false) => code.push({ ...operation, step, span }) - 1,
    label: () => places.push(-1) - 1,
    place: (label) => {
      places[label] = code.length
    },
    protect: (label) => region(code, handlers, label),
    finish: () => ({
      code: code.map((instruction) => resolveLabels(instruction, at)),
      handlers: handlers.map((handler) => ({ ...handler, target: at(handler.target) }))
    })
  }
}

function region(code: readonly Instruction[], handlers: Handler[], target: number): Region {
  const ranges: Handler[] = []
  let from = code.length
  const interrupt = (): void => {
    if (code.length > from) ranges.push({ from, to: code.length, target })
  }
  return {
    interrupt,
    resume: () => {
      from = code.length
    },
    // Inner regions close first, so the list has the innermost handler of a place in front.
    close: () => {
      interrupt()
      handlers.push(...ranges)
    }
  }
}

function resolveLabels(instruction: Instruction, at: (label: number) => number): Instruction {
  if (instruction.do === 'jump') return { ...instruction, target: at(instruction.target) }
  if (instruction.do === 'branch') return { ...instruction, ifTrue: at(instruction.ifTrue), ifFalse: at(instruction.ifFalse) }
  if (instruction.do === 'beginWait' || instruction.do === 'arrive') return { ...instruction, passed: at(instruction.passed) }
  return instruction
}
