import { eventCode } from '../../../core/trace/event'
import type { Detail } from '../../../core/trace/header'
import type { Program } from '../../../core/program/program'
import { arithmetic, floorDivide, modulo, negate, overflow } from './arithmetic'
import { arityFault } from '../code/arity'
import { builtins } from './builtins'
import { cells } from '../memory/cells'
import { comparison } from './comparison'
import { declaring } from './declaring'
import { journal } from '../memory/journal'
import { insteads } from './insteads'
import { kindOfCell } from '../code/kindOfCell'
import { lists } from './lists'
import { locks } from './locks'
import { processMemory } from './processMemory'
import { pythonText } from './pythonText'
import { Raised, raise } from '../memory/raised'
import type { Ring } from '../memory/ring'
import { ringWriter } from '../memory/ringWriter'
import { boundWord, nameWord, type RunMemory } from '../memory/runMemory'
import { sharedTexts } from '../memory/sharedTexts'
import { synchronisation } from './synchronisation'
import { Ref, sharedValues, type Value } from '../memory/sharedValue'
import { tasks } from './tasks'
import { taskSleep } from './taskSleep'
import { threads } from './threads'
import { typeName } from './typeName'

/** A function of the program in JavaScript. */
export type Compiled = (...given: readonly Value[]) => Value

/** Everything that generated code calls, as `R`: one for each worker, with the ring that it writes to. */
export function runtime(program: Program, memory: RunMemory, ring: Ring, detail: Detail) {
  const heap = new Int32Array(memory.heap)
  const count = program.names.length
  const texts = sharedTexts(memory, program.strings)
  const values = sharedValues(texts)
  const own = journal(memory, ringWriter(ring))
  const ownCells = cells(memory, values, own, detail)
  const names = declaring(program, memory)
  const ownLists = lists(program, memory, values, ownCells, own, names)
  const ownLocks = locks(program, memory, values, own, names)
  const instead = insteads(memory, ownLists, own)
  const sync = synchronisation(program, memory, values, ownCells, own, names, ownLocks, instead, ownLists)
  const ownThreads = threads(program, memory, texts, values, own)
  const compare = comparison(ownLists)
  const text = pythonText(program, heap, ownLists, (thread) => ownThreads.name(thread, 0))
  const kinds = program.names.map((name) => kindOfCell(name.kinds))
  const ownMemory = processMemory(program, memory, values, ownCells, own)
  let lastLine = 0

  return {
    ...text,
    ...sync,
    ...builtins(ownLists, compare, text),
    compare,
    arithmetic,
    floorDivide,
    modulo,
    negate,
    overflow,
    Raised,
    raise,
    heap,
    journal: own,
    ref: values.ref,
    cells: ownCells,
    lists: ownLists,
    locks: ownLocks,
    threads: ownThreads,
    memory: ownMemory,
    insteads: instead,
    tasks: tasks(memory, own),
    taskSleep: taskSleep(ownLists, sync.conditions, own),
    /** A name that is not shared, undefined while it is unbound. */
    name: (name: number): Value => {
      const at = ownMemory.names
      return heap[at + boundWord(name, count)] === 1 ? ownCells.peek(at + nameWord(name), kinds[name] ?? -1) : undefined
    },
    /** Makes such a name known to threads that begin later. */
    publish(name: number, value: Value): void {
      ownCells.poke(ownMemory.names + nameWord(name), kinds[name] ?? -1, value)
      heap[ownMemory.names + boundWord(name, count)] = 1
    },
    /** None and unbound are both nullish in JavaScript: only the latter raises. */
    unboundName(value: Value, name: number, line: number): Value {
      return value === null ? null : raise('NameError', `name '${program.names[name]?.name ?? ''}' is not defined`, line)
    },
    unboundLocal(value: Value, name: string, line: number): Value {
      return value === null ? null : raise('UnboundLocalError', `cannot access local variable '${name}' where it is not associated with a value`, line)
    },
    callee(functions: readonly Compiled[], value: Value, given: number, line: number): Compiled {
      const number = value instanceof Ref && value.kind === 'function' ? value.payload : -1
      const [code, found] = [program.functions[number], functions[number]]
      if (code === undefined || found === undefined) return raise('TypeError', `'${typeName(value)}' object is not callable`, line)
      const fault = arityFault(code, given)
      return fault === null ? found : raise('TypeError', fault, line)
    },
    print(words: string, stream: 'stdout' | 'stderr', line: number): void {
      own.note(eventCode.printed, -1, line, stream === 'stdout' ? 1 : 2, words)
    },
    /** Whether an exception is of one of these kinds. */
    matches: (value: Value, wanted: readonly string[]): boolean => value instanceof Raised && wanted.includes(value.kind),
    exceptionName: (value: Value): string => (value instanceof Raised ? value.kind : typeName(value)),
    exceptionLine: (value: Value): number => (value instanceof Raised ? value.line : 0),
    /** Raises an exception again. */
    reraise(value: Value, line: number): never {
      if (value instanceof Raised) throw value
      return raise('TypeError', 'exceptions must derive from BaseException', line)
    },
    /** The line that a function was left at: where its thread ended, if it was the thread's target. */
    line(line: number): void {
      lastLine = line
    },
    lastLine: () => lastLine
  }
}
