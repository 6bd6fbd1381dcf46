import { areDependent, type Label } from '../tables/labels'

/** Which steps may not be swapped, and which are the same thread's same way to step, by the numbers of their labels. */
export interface Dependence {
  isDependent(one: number, other: number): boolean
  /** For each label a number that stands for whose step it is, and which way. */
  readonly wayOf: Int32Array
  /** How many such numbers there are. */
  readonly ways: number
}

/** Looks at each pair of labels once, when it is first asked about. */
export function dependenceOf(labels: readonly Label[]): Dependence {
  const numbers = new Map<string, number>()
  const wayOf = Int32Array.from(labels, ({ thread, choice }) => {
    const way = `${thread}/${choice}`
    const number = numbers.get(way) ?? numbers.size
    numbers.set(way, number)
    return number
  })
  // 0 not looked at yet, 1 independent, 2 dependent
  const known = labels.map(() => new Uint8Array(0))
  return {
    wayOf,
    ways: numbers.size,
    isDependent(one, other) {
      let row = known[one] as Uint8Array
      if (row.length === 0) row = known[one] = new Uint8Array(labels.length)
      if (row[other] === 0) row[other] = areDependent(labels[one] as Label, labels[other] as Label) ? 2 : 1
      return row[other] === 2
    }
  }
}
