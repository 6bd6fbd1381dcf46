import { grown } from '../states/growing'

/** Whole numbers of any size, exact, that only grow. All are 0 at first. */
export interface Tally {
  /** Makes room for so many numbers. */
  reserve(room: number): void
  /** Makes a number 1 that is 0. */
  setOne(at: number): void
  /** Adds the number at `from` to the one at `to`. */
  add(to: number, from: number): void
  valueAt(at: number): bigint
}

/** Two of these, and a carry, are still exact in a double. */
const limb = 2 ** 52

/**
 * Numbers in columns of 52 bits: as many columns as the largest number needs. Unlike bigints they leave no garbage where there are more schedules than
 * a double can hold.
 */
export function createTally(room: number): Tally {
  const columns = [new Float64Array(room)]
  return {
    reserve(wanted) {
      for (const [place, column] of columns.entries()) columns[place] = grown(column, wanted)
    },
    setOne(at) {
      const [lowest] = columns
      if (lowest !== undefined) lowest[at] = 1
    },
    add(to, from) {
      let carry = 0
      for (let place = 0; place < columns.length; place++) {
        const column = columns[place] as Float64Array
        const both = (column[to] as number) + (column[from] as number) + carry
        carry = both >= limb ? 1 : 0
        column[to] = both - carry * limb
      }
      if (carry === 0) return
      const highest = new Float64Array(columns[0]?.length ?? 0)
      highest[to] = 1
      columns.push(highest)
    },
    valueAt: (at) => columns.reduceRight((higher, column) => higher * BigInt(limb) + BigInt(column[at] ?? 0), 0n)
  }
}
