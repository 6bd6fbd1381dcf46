import { eventCode } from '../../core/trace/event'
import type { Detail } from '../../core/trace/header'
import type { Program } from '../../core/program/program'
import { cells } from './cells'
import { declaring } from './declaring'
import { journal } from './journal'
import { kindOfCell } from './kindOfCell'
import { lists } from './lists'
import { locks } from './locks'
import { operators } from './operators'
import { Raised, raise } from './raised'
import type { Ring } from './ring'
import { ringWriter } from './ringWriter'
import { boundWord, nameWord, type RunMemory } from './runMemory'
import { sharedTexts } from './sharedTexts'
import { kindOf, Ref, sharedValues, type Value } from './sharedValue'
import { threads } from './threads'

/** A function of the program in JavaScript. */
export type Compiled = (...given: readonly Value[]) => Value

/** Everything that generated code calls, as `R`; one for each worker. */
export type Runtime = ReturnType<typeof runtime>

/** The runtime of a worker with this ring. */
export function runtime(program: Program, memory: RunMemory, ring: Ring, detail: Detail) {
  const heap = new Int32Array(memory.heap)
  const count = program.names.length
  const values = sharedValues(sharedTexts(memory, program.strings))
  const own = journal(memory, ringWriter(ring))
  const ownCells = cells(memory, values, own, detail)
  const names = declaring(program, memory)
  const ownLists = lists(program, memory, values, ownCells, own, names)
  const ownLocks = locks(memory, values, own, names)
  const kinds = program.names.map((name) => kindOfCell(name.kinds))
  let lastLine = 0

  return {
    ...operators(ownLists),
    Raised,
    raise,
    heap,
    journal: own,
    ref: values.ref,
    cells: ownCells,
    lists: ownLists,
    locks: ownLocks,
    threads: threads(program, memory, values, own),
    /** A name that is not shared, undefined while it is unbound. */
    name: (name: number): Value => (heap[boundWord(name, count)] === 1 ? ownCells.peek(nameWord(name), kinds[name] ?? -1) : undefined),
    /** Makes such a name known to threads that begin later. */
    publish(name: number, value: Value): void {
      ownCells.poke(nameWord(name), kinds[name] ?? -1, value)
      heap[boundWord(name, count)] = 1
    },
    /** None and unbound are both nullish in JavaScript: only the latter raises. */
    unboundName(value: Value, name: number, line: number): Value {
      return value === null ? null : raise('NameError', `name '${program.names[name]?.name ?? ''}' is not defined`, line)
    },
    unboundLocal(value: Value, name: string, line: number): Value {
      return value === null ? null : raise('UnboundLocalError', `cannot access local variable '${name}' where it is not associated with a value`, line)
    },
    callee(functions: readonly Compiled[], value: Value, line: number): Compiled {
      const found = value instanceof Ref && value.kind === 'function' ? functions[value.payload] : undefined
      return found ?? raise('TypeError', `'${kindOf(value)}' object is not callable`, line)
    },
    print(text: string, stream: 'stdout' | 'stderr', line: number): void {
      own.note(eventCode.printed, -1, line, stream === 'stdout' ? 1 : 2, text)
    },
    /** The line that a function was left at: where its thread ended, if it was the thread's target. */
    line(line: number): void {
      lastLine = line
    },
    lastLine: () => lastLine
  }
}
