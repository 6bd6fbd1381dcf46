/** A long computation that can rest between slices of a few milliseconds each: its rests, and what it gives in the end. */
export type Slices<Value> = Generator<undefined, Value, undefined>

/** Rows of a trace between two rests: 2 to 8 ms on the machines that were measured. */
export const sliceRows = 16_384

/** Does a sliced computation at one go. */
export function whole<Value>(slices: Slices<Value>): Value {
  for (;;) {
    const { done, value } = slices.next()
    if (done) return value
  }
}
