/**
 * Strongly connected components of a small directed graph, each sorted, in the order of their lowest nodes. Nodes are 0, 1, …; `next` gives a node's successors.
 * Tarjan (1972), with its own stack of frames so that a chain of thousands of threads cannot overflow ours.
 */
export function components(count: number, next: (node: number) => readonly number[]): number[][] {
  const order = new Int32Array(count).fill(-1)
  const low = new Int32Array(count)
  const onStack = new Uint8Array(count)
  const stack: number[] = []
  const found: number[][] = []
  let visited = 0

  function enter(node: number): { node: number; successors: readonly number[]; seen: number } {
    order[node] = low[node] = visited++
    onStack[node] = 1
    stack.push(node)
    return { node, successors: next(node), seen: 0 }
  }

  function leave(node: number): void {
    if (low[node] !== order[node]) return
    const component = stack.splice(stack.lastIndexOf(node))
    for (const member of component) onStack[member] = 0
    found.push(component.toSorted((a, b) => a - b))
  }

  function lower(node: number, to: number): void {
    if (to < (low[node] ?? 0)) low[node] = to
  }

  for (let root = 0; root < count; root++) {
    if (order[root] !== -1) continue
    const path = [enter(root)]
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const successor = top.successors[top.seen++]
      if (successor === undefined) {
        leave(top.node)
        path.pop()
        const parent = path.at(-1)
        if (parent) lower(parent.node, low[top.node] ?? 0)
      } else if (order[successor] === -1) path.push(enter(successor))
      else if (onStack[successor]) lower(top.node, order[successor] ?? 0)
    }
  }
  return found.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
}
