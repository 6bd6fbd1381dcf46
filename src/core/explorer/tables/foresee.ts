import type { Machine } from '../../simulator/assemble'
import { LayoutFull } from '../../simulator/state/layoutFull'
import { initialState } from '../../simulator/machine'
import { mulberry32 } from '../../simulator/scheduler'
import { choicesIn, enabledThreads, step } from '../../simulator/step'
import type { Collapse } from '../states/collapse'

const runs = 8
const mostSteps = 1_000

/**
 * Numbers what a few random runs come by. What happens only late in every run (a last thread's end, what main does then) would else be new to a search when it has
 * a million states, all of which would have to be packed anew: nearly a third of the time of a large search.
 */
export function foresee(machine: Machine, collapsed: Collapse): void {
  const random = mulberry32(1)
  let taken = 0
  for (let run = 0; run < runs && taken < mostSteps; run++) {
    const state = initialState(machine)
    for (let threads = enabledThreads(machine, state); threads.length > 0 && taken < mostSteps; threads = enabledThreads(machine, state)) {
      const thread = threads[Math.floor(random() * threads.length)] ?? 0
      try {
        step(machine, state, thread, Math.floor(random() * choicesIn(machine, state, thread)), null)
      } catch (full) {
        // the search will come to it by itself
        if (full instanceof LayoutFull) return
        throw full
      }
      for (let component = 0; component < collapsed.components.words.length; component++) collapsed.numberOf(component, state)
      taken++
    }
  }
}
