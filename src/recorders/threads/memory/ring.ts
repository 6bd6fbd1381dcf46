/**
 * A ring of event records with one writer (a worker) and one reader (the host), in shared memory.
 *
 *   head and counters, each side on a cache line of its own
 *   slots of 32 bytes: ticket | type and thread | object | line | value | extra | moment (64 bits)
 *   a text follows its record in slots of its own, 16 UTF-16 code units each
 */
export type Ring = SharedArrayBuffer

/** Words of a ring's head. `written` and `read` count slots and never wrap: a run has fewer than 2^31. */
export const ringWord = { written: 0, dropped: 1, waits: 2, read: 16 } as const

/** Words of a record. The moment is the last 8 bytes. */
export const field = { ticket: 0, typeAndThread: 1, object: 2, line: 3, value: 4, extra: 5, moment: 3 } as const

/** In `extra`, where it is not a text's length: there is no value, or the value is an int, or one of `literals`. */
export const extra = { none: -1, int: -2, literal: -3 } as const
/** Values that need no text. */
export const literals = ['None', 'False', 'True'] as const

// 32 Ki slots = 1 MB a worker: at 5 M events/s a worker fills it in 6 ms, so a slower reader holds the writer up, never loses events
const slots = 32 * 1024
/** Turns a slot count into a slot. */
export const slotMask = slots - 1
/** How many slots a ring has. */
export const ringSlots = slots
/** Bytes before the first slot. */
export const ringHead = 128
/** Code units of text in one slot. */
export const unitsPerSlot = 16
/** Longer texts are cut, and say so. */
export const longestText = (slots / 4) * unitsPerSlot

/** An empty ring. */
export const ring = (): Ring => new SharedArrayBuffer(ringHead + slots * 32)
/** Slots that a record with this much text takes. */
export const slotsOf = (units: number): number => 1 + Math.ceil(units / unitsPerSlot)
