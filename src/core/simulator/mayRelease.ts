import type { Operand } from '../program/instruction'
import { placesAhead } from './ahead'
import type { Machine } from './assemble'
import { instructionAt } from './assembly'
import { type InstructionTable, lookUp } from './operations/instructionTable'
import { kindCodes } from './state/kindCodes'
import { lockOf } from './operations/locks'
import { eachPool } from './operations/poolOperations'
import { readerOf } from './state/reader'

/** The objects whose waiters a thread may still let go on, seen from the program text, or `anything` where the text does not tell. */
export type Releases = ReadonlySet<number> | 'anything'

/**
 * Whose waiters a thread may let go on from where it is, on any path through the text (a thread that may start others may do anything): it may release a
 * lock, notify a condition, set an event, come to or leave a barrier, put, get or report values of a queue. A name that is not shared holds the same object
 * for good, so it tells which; what comes out of a list or a parameter does not.
 */
export function mayRelease(machine: Machine, state: Int32Array, thread: number): Releases {
  const { layout } = machine
  const objects = new Set<number>()
  // main's end lets the workers of pools go
  if (thread === 0) eachPool(machine, state, (queue) => objects.add(queue))
  for (const pc of placesAhead(machine, state, thread)) {
    const instruction = instructionAt(machine.program, pc)
    if (instruction.do === 'start') return 'anything'
    const operand = lookUp(moved, instruction)
    if (operand === undefined) continue
    if (operand.from !== 'name') return 'anything'
    const read = readerOf(machine, pc, operand)
    const [kind, object] = [read.kind(state, 0), read.payload(state, 0)]
    objects.add(object)
    // whoever waits for a condition gives its lock back
    if (kind === kindCodes.condition) objects.add(lockOf(layout, state, kind, object))
  }
  return objects
}

/** The object whose waiters an instruction may let go on. */
const moved: InstructionTable<Operand> = {
  release: ({ object }) => object,
  releaseFor: ({ rwlock }) => rwlock,
  arrive: ({ barrier }) => barrier,
  beginWait: ({ object }) => object,
  endWait: ({ object }) => object,
  notify: ({ condition }) => condition,
  setEvent: ({ event }) => event,
  tripBarrier: ({ barrier }) => barrier,
  abortBarrier: ({ barrier }) => barrier,
  resetBarrier: ({ barrier }) => barrier,
  put: ({ queue }) => queue,
  get: ({ queue }) => queue,
  taskDone: ({ queue }) => queue,
  closeQueue: ({ queue }) => queue
}
