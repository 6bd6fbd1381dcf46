/** A pair of node numbers that a line joins. */
export type Pair = readonly [number, number]

/**
 * An order of nodes round a ring in which few of the lines between them cross: the best there is for up to 8 nodes (all orders are tried), else a good one found by sifting
 * (each node in turn is put where it crosses least, until nothing gets better; Baur and Brandes, "Crossing reduction in circular layouts", 2004).
 * Node 0 stays first; of equally good orders the one with the shorter lines, then the one that comes first by number.
 */
export function ringOrder(count: number, pairs: readonly Pair[]): number[] {
  const start = Array.from({ length: count }, (_, node) => node)
  if (count < 4) return start
  return count <= 8 ? bestOfAll(start, pairs) : sifted(start, pairs)
}

/** How many pairs of lines cross when nodes stand in this order on a circle. */
export function crossings(order: readonly number[], pairs: readonly Pair[]): number {
  const place = places(order)
  let sum = 0
  for (let one = 0; one < pairs.length; one++) {
    for (let other = one + 1; other < pairs.length; other++) if (cross(place, pairs[one], pairs[other])) sum++
  }
  return sum
}

function places(order: readonly number[]): number[] {
  const place: number[] = []
  order.forEach((node, index) => {
    place[node] = index
  })
  return place
}

function cross(place: readonly number[], one: Pair | undefined, other: Pair | undefined): boolean {
  if (!one || !other) return false
  const [a = 0, b = 0] = [place[one[0]], place[one[1]]].toSorted((x = 0, y = 0) => x - y)
  const [c = 0, d = 0] = [place[other[0]], place[other[1]]]
  if (a === c || a === d || b === c || b === d) return false
  return c > a && c < b !== (d > a && d < b)
}

/** Crossings weigh more than any length. */
function cost(order: readonly number[], pairs: readonly Pair[]): number {
  const place = places(order)
  const length = pairs.reduce((sum, [one, other]) => {
    const apart = Math.abs((place[one] ?? 0) - (place[other] ?? 0))
    return sum + Math.min(apart, order.length - apart)
  }, 0)
  return crossings(order, pairs) * 10_000 + length
}

function bestOfAll(start: readonly number[], pairs: readonly Pair[]): number[] {
  let best = [...start]
  let least = cost(best, pairs)
  const extend = (order: readonly number[], left: readonly number[]): void => {
    if (left.length === 0) {
      const now = cost(order, pairs)
      if (now < least) [best, least] = [[...order], now]
    }
    for (const node of left) {
      extend(
        [...order, node],
        left.filter((other) => other !== node)
      )
    }
  }
  extend(start.slice(0, 1), start.slice(1))
  return best
}

function sifted(start: readonly number[], pairs: readonly Pair[]): number[] {
  let order = [...start]
  let least = cost(order, pairs)
  for (let before = Number.POSITIVE_INFINITY; least < before; ) {
    before = least
    for (const node of start.slice(1)) {
      const others = order.filter((other) => other !== node)
      for (let index = 1; index <= others.length; index++) {
        const tried = others.toSpliced(index, 0, node)
        const now = cost(tried, pairs)
        if (now < least) [order, least] = [tried, now]
      }
    }
  }
  return order
}
