import type { Instruction } from '../../program/instruction'
import { type Assembly, type Operation, raiser } from '../assembly'
import { elementAddress, elementKind, newList, setElement } from '../state/heap'
import { kindCodes, typeName } from '../state/kindCodes'
import { listBase, listWord } from '../state/layout'
import { noRoom, tooManyLists } from './listOperations'
import { readerOf, writerOf } from '../state/reader'
import { word } from '../state/words'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>

/*
 * Records lie where lists do, and are made like them; their fields are the elements. What nothing was put into yet is None.
 */

/** Makes a record. */
export function makeRecordOperation(assembly: Assembly, pc: number, { to, fields, site }: Of<'makeRecord'>): Operation {
  const readers = fields.map((field) => (field === null ? null : readerOf(assembly, pc, field)))
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    if (noRoom(state, readers.length)) return raise.limit('RuntimeError', tooManyLists)
    const record = newList(assembly, state, site, readers.length)
    state[listBase(assembly.layout, record) + listWord.length] = readers.length
    for (const [at, read] of readers.entries())
      setElement(assembly, state, record, at, read?.kind(state, base) ?? kindCodes.none, read?.payload(state, base) ?? 0)
    write(state, base, kindCodes.record, record)
    return pc + 1
  }
}

/** Reads a field: no access that anybody hears of, as who reads has synchronised with who wrote. */
export function readFieldOperation(assembly: Assembly, pc: number, { to, record, field }: Of<'readField'>): Operation {
  const read = readerOf(assembly, pc, record)
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    if (read.kind(state, base) !== kindCodes.record) return raise('TypeError', `a '${typeName(read.kind(state, base))}' object is no future`)
    const held = read.payload(state, base)
    write(state, base, elementKind(assembly, state, held, field), word(state, elementAddress(assembly, state, held, field)))
    return pc + 1
  }
}

/** Writes a field. */
export function writeFieldOperation(assembly: Assembly, pc: number, { record, field, value }: Of<'writeField'>): Operation {
  const read = readerOf(assembly, pc, record)
  const put = readerOf(assembly, pc, value)
  return (state, base) => {
    setElement(assembly, state, read.payload(state, base), field, put.kind(state, base), put.payload(state, base))
    return pc + 1
  }
}
