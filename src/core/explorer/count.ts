/** A count, exact: a number as long as it fits into one, beyond that a bigint, which takes ten times as long. */
export type Count = number | bigint

/** Adds counts. */
export function sum(one: Count, other: Count): Count {
  if (typeof one === 'number' && typeof other === 'number') {
    const both = one + other
    if (both <= Number.MAX_SAFE_INTEGER) return both
  }
  return BigInt(one) + BigInt(other)
}
