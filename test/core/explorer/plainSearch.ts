import type { Program } from '../../../src/core/program/program'
import { createMachine, initialState } from '../../../src/core/simulator/machine'
import { LayoutFull } from '../../../src/core/simulator/state/layoutFull'
import { stateSet } from '../../../src/core/simulator/state/stateSet'
import { choicesIn, step } from '../../../src/core/simulator/step'

/** What the plainest search there is finds: every state stepped by the simulator itself, nothing learned, nothing packed. */
export function plainSearch(program: Program): { readonly states: number; readonly transitions: number } {
  for (let machine = createMachine(program); ; ) {
    try {
      const states = stateSet(machine.layout.size)
      const from = new Int32Array(machine.layout.size)
      const to = new Int32Array(machine.layout.size)
      let transitions = 0
      states.add(initialState(machine))
      for (let state = 0; state < states.count; state++) {
        states.read(state, from)
        for (let thread = 0; thread < machine.layout.capacities.threads; thread++) {
          for (let choice = 0; choice < choicesIn(machine, from, thread); choice++) {
            to.set(from)
            step(machine, to, thread, choice, null)
            states.add(to)
            transitions++
          }
        }
      }
      return { states: states.count, transitions }
    } catch (full) {
      if (!(full instanceof LayoutFull)) throw full
      machine = createMachine(program, full.larger)
    }
  }
}
