import { extra, field, longestText, type Ring, ringHead, ringSlots, ringWord, slotMask, slotsOf, unitsPerSlot } from './ring'

/** The writing end of a ring. `reserve` first, then one `put`: a ticket is only ever taken with room at hand, so nobody waits while others wait for it. */
export interface RingWriter {
  /** Makes sure that a record with a text of so many code units fits; waits for the reader when it does not. */
  reserve(units: number): void
  put(ticket: number, type: number, thread: number, object: number, line: number, value: number, valueKind: number, moment: number): void
  putText(ticket: number, type: number, thread: number, object: number, line: number, value: number, text: string, moment: number): void
  /** Counts an event that is not recorded because the run has had its share. */
  drop(): void
}

/** A writer for this ring; there is only ever one. */
export function ringWriter(ring: Ring): RingWriter {
  const head = new Int32Array(ring, 0, ringHead / 4)
  const integers = new Int32Array(ring, ringHead)
  const moments = new Float64Array(ring, ringHead)
  const units = new Uint16Array(ring, ringHead)
  let written = 0
  // the reader's count as last seen: looked at again only when the ring seems full
  let free = ringSlots

  function makeRoom(slots: number): void {
    for (;;) {
      const read = Atomics.load(head, ringWord.read)
      free = ringSlots - (written - read)
      if (free >= slots) return
      Atomics.add(head, ringWord.waits, 1)
      Atomics.wait(head, ringWord.read, read)
    }
  }

  function record(ticket: number, type: number, thread: number, object: number, line: number, value: number, more: number, moment: number): void {
    const slot = written & slotMask
    const at = slot * 8
    integers[at + field.ticket] = ticket
    integers[at + field.typeAndThread] = type | (thread << 8)
    integers[at + field.object] = object
    integers[at + field.line] = line
    integers[at + field.value] = value
    integers[at + field.extra] = more
    moments[slot * 4 + field.moment] = moment
  }

  function publish(slots: number): void {
    written += slots
    free -= slots
    Atomics.store(head, ringWord.written, written)
  }

  function write(text: string): void {
    for (let i = 0; i < text.length; i++) {
      const slot = (written + 1 + Math.floor(i / unitsPerSlot)) & slotMask
      units[slot * unitsPerSlot + (i % unitsPerSlot)] = text.charCodeAt(i)
    }
  }

  return {
    reserve(textUnits) {
      const slots = slotsOf(Math.min(textUnits, longestText))
      if (free < slots) makeRoom(slots)
    },
    put(ticket, type, thread, object, line, value, valueKind, moment) {
      record(ticket, type, thread, object, line, value, valueKind, moment)
      publish(1)
    },
    putText(ticket, type, thread, object, line, value, text, moment) {
      const whole = text.length <= longestText ? text : `${text.slice(0, longestText - 20)}… (cut by the lab)`
      record(ticket, type, thread, object, line, value, whole.length, moment)
      write(whole)
      publish(slotsOf(whole.length))
    },
    drop() {
      Atomics.add(head, ringWord.dropped, 1)
    }
  }
}

/** Whether `extra` holds a text's length. */
export const isText = (more: number): boolean => more > extra.none
