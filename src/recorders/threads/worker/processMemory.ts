import { eventCode } from '../../../core/trace/event'
import { makesProcesses } from '../../../core/program/check/checkProcesses'
import type { Program } from '../../../core/program/program'
import type { Cells } from '../memory/cells'
import { allocator, contended, inObject, naming, objectWords } from '../memory/heap'
import type { Journal } from '../memory/journal'
import { kindOfCell } from '../code/kindOfCell'
import { nameAt } from './naming'
import { boundWord, inThread, nameWord, nameWords, type RunMemory, threadRow, words } from '../memory/runMemory'
import { Ref, type SharedValues, type Value } from '../memory/sharedValue'
import { syncObjectWords } from './syncWords'

/** Where the process that a worker runs has its names. */
export interface ProcessMemory {
  /** The first heap word of its names; 0 in the first process. */
  readonly names: number
  /** The trace's number of its first shared name. */
  readonly variables: number
  /** Before a thread runs: a process that begins gets a copy of all that the first process has. */
  enter(thread: number, name: string): void
}

/**
 * What `fork` does to memory. A process that begins copies every name, every list and every lock, semaphore and event of `threading` that names and arguments
 * hold, however deep, and from then on uses nothing but its copies; what `multiprocessing` made stays one for all. The process that starts it waits as long
 * (`threads.start`), and nobody else uses its memory, so the copy is of one moment.
 */
export function processMemory(program: Program, memory: RunMemory, values: SharedValues, cells: Cells, journal: Journal): ProcessMemory {
  const control = new Int32Array(memory.control)
  const heap = new Int32Array(memory.heap)
  const allocate = allocator(memory)
  const hasProcesses = makesProcesses(program.sites)
  const count = program.names.length
  let names = 0
  let variables = 0

  const newId = (ids = 1): number => Atomics.add(control, words.objects, ids)

  /** Copies of objects, by what they are copies of: what is held in two places stays one. */
  function copier(thread: number, owner: string, line: number): (value: Value) => Value {
    const copies = new Map<Ref, Ref>()
    const isShared = (object: Ref): boolean => program.sites[heap[object.payload + inObject.site] ?? -1]?.role !== undefined
    const nameOf = (from: number): string => `${owner}: ${nameAt(program, heap[from + inObject.site] ?? 0, (heap[from + inObject.place] ?? 0) - 1)}`

    function twin({ kind, payload: from }: Ref, size: number): Ref {
      const at = allocate(size, line)
      heap.copyWithin(at, from, from + size)
      heap[at + inObject.named] = naming.done
      return values.ref(kind, at)
    }

    function copyOfList(list: Ref): Ref {
      const copy = twin(list, objectWords)
      copies.set(list, copy)
      const at = copy.payload
      const [from, length, room, kind, ids] = [inObject.cells, inObject.length, inObject.room, inObject.cellKind, inObject.ids].map(
        (word) => heap[at + word] ?? 0
      )
      const [cellsAt, idsAt] = [allocate((room ?? 0) * 2, line), ids === 0 ? 0 : allocate(Math.max(room ?? 0, 1), line)]
      heap[at + inObject.cells] = cellsAt
      heap[at + inObject.ids] = idsAt
      for (let index = 0; index < (length ?? 0); index++) {
        const value = copyOf(cells.peek((from ?? 0) + 2 * index, kind ?? -1))
        cells.poke(cellsAt + 2 * index, kind ?? -1, value)
        if (idsAt === 0) continue
        heap[idsAt + index] = newId()
        tell(heap[idsAt + index] ?? 0, `${nameOf(list.payload)}[${index}]`, cellsAt + 2 * index, kind ?? -1, value)
      }
      return copy
    }

    function copyOfLock(lock: Ref): Ref {
      const copy = twin(lock, lock.kind === 'event' ? syncObjectWords : objectWords)
      copies.set(lock, copy)
      const at = copy.payload
      const id = newId()
      heap[at + inObject.id] = id
      journal.note(
        eventCode.declared,
        id,
        line,
        lock.kind === 'semaphore' || lock.kind === 'boundedSemaphore' ? (heap[at + inObject.capacity] ?? -1) : -1,
        `${lock.kind} ${nameOf(lock.payload)}`
      )
      if (lock.kind === 'lock' || lock.kind === 'rlock') own(lock, at, id)
      return copy
    }

    // the thread that forks is the one that goes on in the child: what it owns it owns there; a lock that does not ask who gives it back stays with who has the first one
    function own(lock: Ref, at: number, id: number): void {
      const holder = (heap[at + inObject.owner] ?? 0) & ~contended
      const starter = control[threadRow(thread) + inThread.starter] ?? 0
      const goesAlong = lock.kind === 'rlock' && holder === starter + 1
      heap[at + inObject.owner] = goesAlong ? thread + 1 : holder
      const times = holder === 0 || (lock.kind === 'rlock' && !goesAlong) ? 0 : 1 + (lock.kind === 'rlock' ? (heap[at + inObject.depth] ?? 0) : 0)
      for (let time = 0; time < times; time++) journal.plain(eventCode.acquired, id, line, { of: goesAlong ? thread : starter })
    }

    function copyOf(value: Value): Value {
      if (!(value instanceof Ref) || !copied.has(value.kind) || isShared(value)) return value
      return copies.get(value) ?? (value.kind === 'list' ? copyOfList(value) : copyOfLock(value))
    }
    return copyOf

    function tell(id: number, name: string, word: number, kind: number, value: Value): void {
      journal.note(eventCode.declared, id, line, -1, `variable ${name}`)
      cells.write(word, kind, id, value, line)
    }
  }

  function copyNames(owner: string, line: number, copyOf: (value: Value) => Value): void {
    const at = allocate(nameWords(count), line)
    const first = newId(program.names.filter(({ shared }) => shared).length)
    let shared = 0
    program.names.forEach((name, number) => {
      const id = first + shared
      if (name.shared) shared++
      if (name.shared) journal.note(eventCode.declared, id, line, -1, `variable ${owner}: ${name.name}`)
      if (heap[boundWord(number, count)] !== 1) return
      const kind = kindOfCell(name.kinds)
      const value = copyOf(cells.peek(nameWord(number), kind))
      if (name.shared) cells.write(at + nameWord(number), kind, id, value, line)
      else cells.poke(at + nameWord(number), kind, value)
      heap[at + boundWord(number, count)] = 1
    })
    names = at
    variables = first
  }

  function copyArguments(object: number, copyOf: (value: Value) => Value): void {
    const from = heap[object + inObject.argumentsAt] ?? 0
    for (let word = from; word < from + 2 * (heap[object + inObject.arguments] ?? 0); word += 2) {
      heap[word + 1] = values.payload(copyOf(values.value(heap[word] ?? 0, heap[word + 1] ?? 0)))
    }
  }

  return {
    get names() {
      return names
    },
    get variables() {
      return variables
    },
    enter(thread, name) {
      names = 0
      variables = 0
      if (!hasProcesses || thread === 0) return
      const object = control[threadRow(thread) + inThread.object] ?? 0
      const line = heap[object + inObject.startedAt] ?? 0
      const copyOf = copier(thread, name, line)
      copyNames(name, line, copyOf)
      copyArguments(object, copyOf)
    }
  }
}

const copied: ReadonlySet<Ref['kind']> = new Set<Ref['kind']>(['list', 'lock', 'rlock', 'semaphore', 'boundedSemaphore', 'event'])
