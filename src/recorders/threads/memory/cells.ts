import { eventCode } from '../../../core/trace/event'
import type { Detail } from '../../../core/trace/header'
import type { Journal } from './journal'
import { longestText } from './ring'
import type { RunMemory } from './runMemory'
import { literalOf } from '../code/literalOf'
import { kindCode, kindOf, type SharedValues, type Value } from './sharedValue'

/** In place of a kind's code: the cell may hold several kinds. */
export const mixed = -1

/**
 * Cells of shared memory that hold a Python value: two heap words at an even index. Of a cell with one kind only the payload is kept; a mixed one is a
 * single 64-bit word, kind above payload, so that no read ever sees half of a value. `object` is the variable's number in the trace, -1 for none.
 */
export interface Cells {
  read(word: number, kind: number, object: number, line: number): Value
  write(word: number, kind: number, object: number, value: Value, line: number): void
  readInt(word: number, object: number, line: number): number
  writeInt(word: number, object: number, value: number, line: number): void
  /** Without an event, whatever the detail. */
  peek(word: number, kind: number): Value
  poke(word: number, kind: number, value: Value): void
}

/** The cells of one worker. With detail `access` each read and write is an event; with `sync` it is one atomic load or store and nothing else. */
export function cells(memory: RunMemory, values: SharedValues, journal: Journal, detail: Detail): Cells {
  const heap = new Int32Array(memory.heap)
  const wide = new BigInt64Array(memory.heap)

  function peek(word: number, kind: number): Value {
    if (kind !== mixed) return values.value(kind, Atomics.load(heap, word))
    const both = Atomics.load(wide, word >> 1)
    return values.value(Number(both >> 32n), Number(BigInt.asIntN(32, both)))
  }

  function poke(word: number, kind: number, value: Value): void {
    const payload = values.payload(value)
    if (kind !== mixed) Atomics.store(heap, word, payload)
    else Atomics.store(wide, word >> 1, (BigInt(kindCode[kindOf(value)]) << 32n) | BigInt.asUintN(32, BigInt(payload)))
  }

  if (detail === 'sync') {
    return {
      read: (word, kind) => peek(word, kind),
      write: (word, kind, _object, value) => poke(word, kind, value),
      readInt: (word) => Atomics.load(heap, word),
      writeInt: (word, _object, value) => void Atomics.store(heap, word, value),
      peek,
      poke
    }
  }

  function tell(ticket: number, type: number, object: number, line: number, value: Value, moment: number): void {
    if (typeof value === 'number') journal.int(ticket, type, object, line, value, moment)
    else journal.literal(ticket, type, object, line, literalOf(value), moment)
  }

  return {
    peek,
    poke,
    read(word, kind, object, line) {
      if (object < 0 || !journal.room(longestText)) return peek(word, kind)
      const moment = journal.now()
      journal.lock()
      const value = peek(word, kind)
      const ticket = journal.ticket()
      journal.unlock()
      tell(ticket, eventCode.read, object, line, value, moment)
      return value
    },
    write(word, kind, object, value, line) {
      if (object < 0 || !journal.room(longestText)) return poke(word, kind, value)
      // may run out of room for a text, so not inside the stretch
      values.payload(value)
      const moment = journal.now()
      journal.lock()
      poke(word, kind, value)
      const ticket = journal.ticket()
      journal.unlock()
      tell(ticket, eventCode.written, object, line, value, moment)
    },
    readInt(word, object, line) {
      if (!journal.room(0)) return Atomics.load(heap, word)
      const moment = journal.now()
      journal.lock()
      const value = Atomics.load(heap, word)
      const ticket = journal.ticket()
      journal.unlock()
      journal.int(ticket, eventCode.read, object, line, value, moment)
      return value
    },
    writeInt(word, object, value, line) {
      if (!journal.room(0)) return void Atomics.store(heap, word, value)
      const moment = journal.now()
      journal.lock()
      Atomics.store(heap, word, value)
      const ticket = journal.ticket()
      journal.unlock()
      journal.int(ticket, eventCode.written, object, line, value, moment)
    }
  }
}
