import { eventCode } from '../../../core/trace/event'
import type { Program } from '../../../core/program/program'
import { type Cells, mixed } from '../memory/cells'
import type { Declaring } from './declaring'
import { allocator, inObject, naming, objectWords } from '../memory/heap'
import type { Journal } from '../memory/journal'
import { raise } from '../memory/raised'
import { typeName } from './typeName'
import { type RunMemory, words } from '../memory/runMemory'
import { Ref, type SharedValues, type Value } from '../memory/sharedValue'
import { kindOfCell } from '../code/kindOfCell'

/** Lists in shared memory. */
export interface Lists {
  make(items: readonly Value[], site: number, line: number): Ref
  repeat(item: Value, length: Value, site: number, line: number): Ref
  append(list: Value, value: Value, line: number): void
  read(list: Value, index: Value, line: number): Value
  write(list: Value, index: Value, value: Value, line: number): void
  /** What the lab keeps together: like a list, whose elements are told to nobody. */
  makeRecord(fields: readonly Value[], site: number, line: number): Ref
  readField(record: Value, field: number, line: number): Value
  writeField(record: Value, field: number, value: Value, line: number): void
  length(list: Ref): number
  /** All elements, each read as `read` does. */
  items(list: Ref, line: number): Value[]
}

/** The lists of one worker. */
export function lists(program: Program, memory: RunMemory, values: SharedValues, cells: Cells, journal: Journal, declaring: Declaring): Lists {
  const control = new Int32Array(memory.control)
  const heap = new Int32Array(memory.heap)
  const allocate = allocator(memory)
  const word = (list: Ref, which: number): number => heap[list.payload + which] ?? 0
  const cell = (list: Ref, at: number): number => word(list, inObject.cells) + 2 * at
  /** Names of the lists that this worker made: only their maker makes them longer. */
  const names = new Map<Ref, string>()
  const isArray = (list: Ref): boolean => program.sites[word(list, inObject.site)]?.role === 'shared'
  const isValue = (list: Ref): boolean => program.sites[word(list, inObject.site)]?.role === 'value'
  declaring.whenNamed(true, (list, name, line) => {
    names.set(list, name)
    for (let at = 0; at < word(list, inObject.length); at++) declare(list, at, line)
  })

  function empty(site: number, room: number, line: number): Ref {
    const { elements } = program.sites[site] ?? { elements: null }
    const at = allocate(objectWords, line)
    heap[at + inObject.cells] = allocate(room * 2, line)
    heap[at + inObject.room] = room
    heap[at + inObject.cellKind] = elements === null ? mixed : kindOfCell(elements.kinds)
    heap[at + inObject.ids] = elements?.shared === true ? allocate(Math.max(room, 1), line) : 0
    const list = values.ref('list', at)
    declaring.made(list, site, line)
    return list
  }

  /** Names an element whose accesses are events, and tells what it holds at first. */
  function declare(list: Ref, at: number, line: number): void {
    const ids = word(list, inObject.ids)
    if (ids === 0) return
    const id = Atomics.add(control, words.objects, 1)
    heap[ids + at] = id
    journal.note(eventCode.declared, id, line, -1, `variable ${names.get(list) ?? 'list'}${isValue(list) ? '.value' : `[${at}]`}`)
    cells.write(cell(list, at), word(list, inObject.cellKind), id, cells.peek(cell(list, at), word(list, inObject.cellKind)), line)
  }

  function push(list: Ref, value: Value, line: number): void {
    const length = word(list, inObject.length)
    if (length === word(list, inObject.room)) grow(list, line)
    declaring.placed(eventOf(value), length, line)
    cells.poke(cell(list, length), word(list, inObject.cellKind), value)
    heap[list.payload + inObject.length] = length + 1
    if (word(list, inObject.named) === naming.done) declare(list, length, line)
  }

  function grow(list: Ref, line: number): void {
    const room = Math.max(4, 2 * word(list, inObject.room))
    const moved = allocate(room * 2, line)
    const length = word(list, inObject.length)
    heap.copyWithin(moved, word(list, inObject.cells), word(list, inObject.cells) + 2 * length)
    heap[list.payload + inObject.cells] = moved
    heap[list.payload + inObject.room] = room
    const ids = word(list, inObject.ids)
    if (ids === 0) return
    const movedIds = allocate(room, line)
    heap.copyWithin(movedIds, ids, ids + length)
    heap[list.payload + inObject.ids] = movedIds
  }

  function asList(value: Value, line: number, fault = 'is not subscriptable'): Ref {
    if (value instanceof Ref && value.kind === 'list') return value
    return raise('TypeError', `'${typeName(value)}' object ${fault}`, line)
  }

  /** A future is called after its place as its event is, which it holds first; the rest is called after itself. */
  function eventOf(value: Value): Value {
    return value instanceof Ref && value.kind === 'record' ? cells.peek(cell(value, 0), mixed) : value
  }

  function asRecord(value: Value, line: number): Ref {
    if (value instanceof Ref && value.kind === 'record') return value
    return raise('TypeError', `a '${typeName(value)}' object is no future`, line)
  }

  function place(list: Ref, index: Value, what: string, line: number): number {
    if (typeof index !== 'number' && typeof index !== 'boolean')
      return raise('TypeError', `list indices must be integers or slices, not ${typeName(index)}`, line)
    const length = word(list, inObject.length)
    const at = Number(index) < 0 ? Number(index) + length : Number(index)
    if (at < 0 || at >= length) return raise('IndexError', isArray(list) ? 'invalid index' : what, line)
    return at
  }

  function idAt(list: Ref, at: number, line: number): number {
    const ids = word(list, inObject.ids)
    if (ids === 0) return -1
    declaring.used(list, line)
    return heap[ids + at] ?? -1
  }

  const readAt = (list: Ref, at: number, line: number): Value => cells.read(cell(list, at), word(list, inObject.cellKind), idAt(list, at, line), line)

  return {
    make(items, site, line) {
      const list = empty(site, items.length, line)
      for (const item of items) push(list, item, line)
      return list
    },
    repeat(item, length, site, line) {
      if (typeof length !== 'number' && typeof length !== 'boolean')
        return raise('TypeError', `can't multiply sequence by non-int of type '${typeName(length)}'`, line)
      const count = Math.max(0, Number(length))
      const list = empty(site, count, line)
      for (let i = 0; i < count; i++) push(list, item, line)
      return list
    },
    append: (list, value, line) => push(asList(list, line), value, line),
    read(value, index, line) {
      const list = asList(value, line)
      return readAt(list, place(list, index, 'list index out of range', line), line)
    },
    write(value, index, item, line) {
      const list = asList(value, line, 'does not support item assignment')
      const at = place(list, index, 'list assignment index out of range', line)
      declaring.placed(eventOf(item), at, line)
      cells.write(cell(list, at), word(list, inObject.cellKind), idAt(list, at, line), item, line)
    },
    makeRecord(fields, site, line) {
      const at = allocate(objectWords, line)
      heap[at + inObject.cells] = allocate(fields.length * 2, line)
      heap[at + inObject.length] = fields.length
      heap[at + inObject.site] = site
      const record = values.ref('record', at)
      for (const [number, field] of fields.entries()) cells.poke(cell(record, number), mixed, field)
      return record
    },
    readField: (value, field, line) => cells.peek(cell(asRecord(value, line), field), mixed),
    writeField: (value, field, item, line) => cells.poke(cell(asRecord(value, line), field), mixed, item),
    length: (list) => word(list, inObject.length),
    items: (list, line) => Array.from({ length: word(list, inObject.length) }, (_, at) => readAt(list, at, line))
  }
}
