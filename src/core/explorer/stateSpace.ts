import type { Machine } from '../simulator/assemble'
import type { Pick as Step } from '../simulator/schedule'
import type { Label } from './tables/labels'
import type { Question } from './tables/remembered'

/**
 * The states that a search has found, numbered breadth first from the initial state, 0, with all steps between those that are expanded. Edges lie in
 * compressed rows: those out of state n are `edgeStart[n] … edgeStart[n + 1] - 1`. Arrays may be longer than what is in use.
 */
export interface StateSpace {
  readonly machine: Machine
  readonly count: number
  /** States 0 … expanded - 1 have all their edges; the others are the frontier. */
  readonly expanded: number
  /** The state that each was first reached from (-1 for the first), and the label of that step. */
  readonly parent: Int32Array
  readonly via: Uint16Array
  readonly edgeStart: Int32Array
  readonly edgeTo: Int32Array
  readonly edgeLabel: Uint16Array
  readonly labels: readonly Label[]
  /** 1 for every instruction that some step has executed. */
  readonly executed: Uint8Array
  /** Copies a state's words out. */
  read(state: number, into: Int32Array): void
  /** Makes a question about states quick to ask of many: what one answer depended on is kept. */
  remembered<Answer>(ask: Question<Answer>): (state: number) => Answer
}

/** The steps by which a state was first reached: a shortest way to it. */
export function wayTo(space: Pick<StateSpace, 'parent' | 'via' | 'labels'>, state: number): Step[] {
  const picks: Step[] = []
  for (let at = state; at > 0; at = space.parent[at] ?? 0) picks.push(space.labels[space.via[at] ?? 0] ?? { thread: 0, choice: 0 })
  return picks.toReversed()
}

/** The states that a schedule passes through, the initial one first; it ends early where the schedule has no such step. */
export function statesAlong(space: StateSpace, picks: readonly Step[]): number[] {
  const states = [0]
  for (const { thread, choice } of picks) {
    const at = states[states.length - 1] ?? 0
    let next = -1
    for (let edge = space.edgeStart[at] ?? 0; edge < (space.edgeStart[at + 1] ?? 0); edge++) {
      const label = space.labels[space.edgeLabel[edge] ?? 0]
      if (label?.thread === thread && label.choice === choice) next = space.edgeTo[edge] ?? -1
    }
    if (next < 0) break
    states.push(next)
  }
  return states
}
