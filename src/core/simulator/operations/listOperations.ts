import type { Instruction } from '../../program/instruction'
import { type Assembly, type Operation, raiser } from '../assembly'
import { append, elementAddress, elementKind, listLength, newList, setElement, tooMany } from '../state/heap'
import { siteOf } from '../state/identity'
import { isNumeric, kindCodes, typeName } from '../state/kindCodes'
import { header, listBase } from '../state/layout'
import { isArray } from './ofProcesses'
import { type Reader, readerOf, writerOf } from '../state/reader'
import { word } from '../state/words'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>

/** What the lab says when a program makes too many lists and records. */
export const tooManyLists = 'the lab holds no more than 10,000 lists with 1,000,000 words'
/** Whether a list of so many elements is more than any program may make. */
export const noRoom = (state: Int32Array, elements: number): boolean => tooMany(state, 'lists') || tooMany(state, 'listWords', elements * 2)

/** A list display. */
export function makeListOperation(assembly: Assembly, pc: number, { to, items, site, span }: Of<'makeList'>): Operation {
  const readers = items.map((item) => readerOf(assembly, pc, item))
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    if (noRoom(state, readers.length)) return raise.limit('RuntimeError', tooManyLists)
    const list = newList(assembly, state, site, readers.length)
    for (const read of readers) append(assembly, state, list, read.kind(state, base), read.payload(state, base))
    write(state, base, kindCodes.list, list)
    assembly.context.witness?.madeList(assembly.context.thread, span.line, list)
    return pc + 1
  }
}

/** `[item] * length`. */
export function repeatListOperation(assembly: Assembly, pc: number, { to, item, length, site, span }: Of<'repeatList'>): Operation {
  const read = readerOf(assembly, pc, item)
  const times = readerOf(assembly, pc, length)
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const kind = times.kind(state, base)
    if (!isNumeric(kind)) return raise('TypeError', `can't multiply sequence by non-int of type '${typeName(kind)}'`)
    const count = Math.max(0, times.payload(state, base))
    if (noRoom(state, count)) return raise.limit('RuntimeError', tooManyLists)
    const list = newList(assembly, state, site, count)
    for (let i = 0; i < count; i++) append(assembly, state, list, read.kind(state, base), read.payload(state, base))
    write(state, base, kindCodes.list, list)
    assembly.context.witness?.madeList(assembly.context.thread, span.line, list)
    return pc + 1
  }
}

/** Adds to a list that is being made. */
export function appendItemOperation(assembly: Assembly, pc: number, { list, value }: Of<'appendItem'>): Operation {
  const holder = readerOf(assembly, pc, list)
  const read = readerOf(assembly, pc, value)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    if (noRoom(state, listLength(assembly, state, holder.payload(state, base)))) return raise.limit('RuntimeError', tooManyLists)
    append(assembly, state, holder.payload(state, base), read.kind(state, base), read.payload(state, base))
    return pc + 1
  }
}

/** Python's index made one from 0, or -1 when it is outside. */
function placeIn(assembly: Assembly, state: Int32Array, list: number, index: number): number {
  const length = listLength(assembly, state, list)
  const at = index < 0 ? index + length : index
  return at < length ? Math.max(at, -1) : -1
}

function elementFault(
  holder: Reader,
  index: Reader,
  verb: 'subscriptable' | 'assignment',
  state: Int32Array,
  base: number
): { kind: string; message: string } | null {
  const kind = holder.kind(state, base)
  if (kind !== kindCodes.list) {
    const message = verb === 'subscriptable' ? `'${typeName(kind)}' object is not subscriptable` : `'${typeName(kind)}' object does not support item assignment`
    return { kind: 'TypeError', message }
  }
  const indexKind = index.kind(state, base)
  return isNumeric(indexKind) ? null : { kind: 'TypeError', message: `list indices must be integers or slices, not ${typeName(indexKind)}` }
}

const isShared = ({ program, layout }: Assembly, state: Int32Array, list: number): boolean =>
  program.sites[siteOf(program, word(state, listBase(layout, list)))]?.elements?.shared === true

/** Reads an element; the witness hears of shared ones once threads run. */
export function readItemOperation(assembly: Assembly, pc: number, instruction: Of<'readItem'>): Operation {
  const { context } = assembly
  const holder = readerOf(assembly, pc, instruction.list)
  const index = readerOf(assembly, pc, instruction.index)
  const write = writerOf(assembly, pc, instruction.to)
  const raise = raiser(assembly, pc)
  const { line } = instruction.span
  return (state, base) => {
    const fault = elementFault(holder, index, 'subscriptable', state, base)
    if (fault !== null) return raise(fault.kind, fault.message)
    const list = holder.payload(state, base)
    const at = placeIn(assembly, state, list, index.payload(state, base))
    if (at < 0) return raise('IndexError', isArray(assembly, state, list) ? 'invalid index' : 'list index out of range')
    const kind = elementKind(assembly, state, list, at)
    const address = elementAddress(assembly, state, list, at)
    const payload = word(state, address)
    write(state, base, kind, payload)
    if (context.witness !== null && word(state, header.started) === 1 && isShared(assembly, state, list)) {
      context.witness.read(context.thread, line, address, kind, payload)
    }
    return pc + 1
  }
}

/** Writes an element. */
export function writeItemOperation(assembly: Assembly, pc: number, instruction: Of<'writeItem'>): Operation {
  const { context } = assembly
  const holder = readerOf(assembly, pc, instruction.list)
  const index = readerOf(assembly, pc, instruction.index)
  const value = readerOf(assembly, pc, instruction.value)
  const raise = raiser(assembly, pc)
  const { line } = instruction.span
  return (state, base) => {
    const fault = elementFault(holder, index, 'assignment', state, base)
    if (fault !== null) return raise(fault.kind, fault.message)
    const list = holder.payload(state, base)
    const at = placeIn(assembly, state, list, index.payload(state, base))
    if (at < 0) return raise('IndexError', isArray(assembly, state, list) ? 'invalid index' : 'list assignment index out of range')
    const kind = value.kind(state, base)
    const payload = value.payload(state, base)
    setElement(assembly, state, list, at, kind, payload)
    if (context.witness !== null && isShared(assembly, state, list)) {
      context.witness.written(context.thread, line, elementAddress(assembly, state, list, at), kind, payload)
    }
    return pc + 1
  }
}
