import { reachableFrom, successorsOf } from '../check/flow'
import type { Handler, Instruction } from '../instruction'

/** Code without what nobody reaches and without jumps to the next instruction or to other jumps. */
export interface Tidied {
  readonly code: Instruction[]
  readonly handlers: Handler[]
  /** Where an old place went; a place that is gone stands for the next one that is left. */
  readonly placeOf: (before: number) => number
  readonly isLeft: (before: number) => boolean
}

/** Tidies code; `entries` are where functions begin. What a run does and where it may be interrupted stays the same. */
export function tidy(code: readonly Instruction[], handlers: readonly Handler[], entries: readonly number[]): Tidied {
  const direct = code.map((instruction) => retarget(instruction, (target) => lastOf(code, target)))
  const reached = reachableFrom(entries, successorsOf(direct, handlers))
  const isEntry = new Set(entries)
  // the end of main stays: an exception may leave main there, to wait for others
  const stays = ({ do: what }: Instruction, at: number): boolean => reached.has(at) || isEntry.has(at) || what === 'end'
  const left = direct.map((instruction, at) => stays(instruction, at) && !(instruction.do === 'jump' && leadsOn(instruction.target, at)))
  /** Whether nothing but unreached code stands between a jump and its target. */
  function leadsOn(target: number, at: number): boolean {
    for (let between = at + 1; between < target; between++) if (reached.has(between)) return false
    return target > at
  }
  const places: number[] = []
  let count = 0
  for (const isLeft of left) {
    places.push(count)
    if (isLeft) count++
  }
  const placeOf = (before: number): number => places[before] ?? count
  return {
    code: direct.filter((_, at) => left[at]).map((instruction) => retarget(instruction, placeOf)),
    handlers: handlers.map(({ from, to, target }) => ({ from: placeOf(from), to: placeOf(to), target: placeOf(target) })).filter(({ from, to }) => from < to),
    placeOf,
    isLeft: (before) => left[before] === true
  }
}

/** The end of a chain of jumps; a loop of nothing but jumps is left as it is. */
function lastOf(code: readonly Instruction[], target: number): number {
  const seen = new Set<number>()
  let at = target
  for (let instruction = code[at]; instruction?.do === 'jump' && !seen.has(at); instruction = code[at]) {
    seen.add(at)
    at = instruction.target
  }
  return at
}

function retarget(instruction: Instruction, place: (target: number) => number): Instruction {
  if (instruction.do === 'jump') return { ...instruction, target: place(instruction.target) }
  if (instruction.do === 'branch') return { ...instruction, ifTrue: place(instruction.ifTrue), ifFalse: place(instruction.ifFalse) }
  if (instruction.do === 'beginWait') return { ...instruction, passed: place(instruction.passed) }
  return instruction
}
