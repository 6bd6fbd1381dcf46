/** How many subsets of `size` elements a set of `count` has: the binomial coefficient, exact below 2^53. */
export function subsetCount(count: number, size: number): number {
  let result = 1
  for (let i = 1; i <= Math.min(size, count - size); i++) result = (result * (count - i + 1)) / i
  return size > count ? 0 : result
}

/** The subset with a number among those of `size` of the elements 0 … count - 1, in lexicographic order, ascending. */
export function subsetAt(count: number, size: number, number: number): number[] {
  const chosen: number[] = []
  let left = number
  for (let element = 0; chosen.length < size && element < count; element++) {
    const withIt = subsetCount(count - element - 1, size - chosen.length - 1)
    if (left < withIt) chosen.push(element)
    else left -= withIt
  }
  return chosen
}
