import type { StateGraph } from '../../explorer/report'

/** The states that a run went through, from the first on: edges of the graph, one a step (`1`, `2/1`). Ends where the graph knows no such step. */
export function statePath({ edges }: StateGraph, steps: readonly string[]): number[] {
  const path = [0]
  for (const step of steps) {
    const [thread, choice = 0] = step.split('/').map(Number)
    const here = path.at(-1)
    const edge = edges.find((each) => each.from === here && each.thread === thread && each.choice === choice)
    if (!edge) break
    path.push(edge.to)
  }
  return path
}
