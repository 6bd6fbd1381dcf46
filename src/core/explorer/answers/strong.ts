import type { StateSpace } from '../stateSpace'
import { stride, type Work } from '../work'

/**
 * The strongly connected components of the states, using only edges that are `kept` (Tarjan 1972, without recursion). Gives each state's component, and for each
 * component whether some kept edge stays inside it: only in such can a run stay for ever.
 */
export function* stronglyConnected(space: StateSpace, kept: (label: number) => boolean): Work<{ readonly of: Int32Array; readonly isCyclic: Uint8Array }> {
  const { count, expanded, edgeStart, edgeTo, edgeLabel } = space
  const of = new Int32Array(count).fill(-1)
  const low = new Int32Array(count)
  const number = new Int32Array(count)
  const edgeAt = new Int32Array(count)
  const path: number[] = []
  const open: number[] = []
  let [numbered, components] = [0, 0]
  for (let root = 0; root < expanded; root++) {
    if (number[root] !== 0) continue
    path.push(root)
    number[root] = low[root] = ++numbered
    edgeAt[root] = edgeStart[root] as number
    open.push(root)
    while (path.length > 0) {
      const state = path[path.length - 1] as number
      const end = state < expanded ? (edgeStart[state + 1] as number) : 0
      const edge = edgeAt[state] as number
      if (state < expanded && edge < end) {
        edgeAt[state] = edge + 1
        if (!kept(edgeLabel[edge] as number)) continue
        const to = edgeTo[edge] as number
        if (number[to] === 0) {
          number[to] = low[to] = ++numbered
          edgeAt[to] = to < expanded ? (edgeStart[to] as number) : 0
          path.push(to)
          open.push(to)
          if (numbered % stride === 0) yield 'looking for circles'
        } else if (of[to] === -1) low[state] = Math.min(low[state] as number, number[to] as number)
        continue
      }
      path.pop()
      const before = path[path.length - 1]
      if (before !== undefined) low[before] = Math.min(low[before] as number, low[state] as number)
      if (low[state] !== number[state]) continue
      for (let member = open.pop(); member !== undefined; member = open.pop()) {
        of[member] = components
        if (member === state) break
      }
      components++
    }
  }
  const isCyclic = new Uint8Array(components)
  for (let state = 0; state < expanded; state++) {
    for (let edge = edgeStart[state] as number; edge < (edgeStart[state + 1] as number); edge++) {
      if (kept(edgeLabel[edge] as number) && of[edgeTo[edge] as number] === of[state]) isCyclic[of[state] as number] = 1
    }
  }
  return { of, isCyclic }
}
