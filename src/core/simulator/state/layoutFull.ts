import type { Capacities } from './layout'

/**
 * Thrown out of a step that makes more than the layout has room for. The state is half-changed and worthless then: make a machine with `larger(capacities)`
 * and take the steps again from its initial state.
 */
export class LayoutFull extends Error {
  readonly larger: Capacities
  constructor(capacities: Capacities, what: keyof Capacities, needed: number) {
    super(`no room for ${needed} ${what}`)
    this.larger = { ...capacities, [what]: Math.max(needed, capacities[what] * 2) }
  }
}

/** What a program may make at most; more is an error of the program, at its line. */
export const mostOf: Capacities = { threads: 1_000, objects: 10_000, lists: 10_000, listWords: 1_000_000, queueRoom: 10_000 }
