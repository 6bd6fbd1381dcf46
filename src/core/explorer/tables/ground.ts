import type { Machine } from '../../simulator/assemble'
import type { Operation } from '../../simulator/assembly'
import { header } from '../../simulator/state/layout'
import { begin, initialState } from '../../simulator/machine'
import { choicesIn, restsAt, step } from '../../simulator/step'
import { collapse } from '../states/collapse'
import { type Components, componentsOf } from '../states/components'
import { foresee } from './foresee'
import { createLabels, type Label } from './labels'
import { packedStates, type PackedStates } from '../states/packedStates'
import { type Question, remembered } from './remembered'
import { type Asked, createTables, type Effect, type Tables } from './tables'
import { watchOver } from './watch'

/** What every search stands on: the packed states found so far, and the tables of steps, which grow whenever a thread comes into a situation that is new. */
export interface Ground {
  readonly machine: Machine
  readonly components: Components
  readonly states: PackedStates
  readonly tables: Tables
  readonly labels: readonly Label[]
  /** 1 for every instruction that some step has executed. */
  readonly executed: Uint8Array
  /**
   * Looks at the steps of a thread in a state through the simulator, and puts what it finds into the tables. May pack all states anew, and forget the tables: whoever
   * works on their arrays takes them afresh and looks again. Throws `LayoutFull` when the machine has no room.
   */
  learn(state: number, thread: number): void
  /** Where in `tables.code` the answer for a thread in a state begins, learned if need be. */
  answerAt(state: number, thread: number): number
  /** See `StateSpace`. */
  remembered<Answer>(ask: Question<Answer>): (state: number) => Answer
}

/** Prepares a machine's states for a search: the initial one is there. */
export function createGround(machine: Machine): Ground {
  const components = componentsOf(machine.layout)
  const collapsed = collapse(components)
  const watch = watchOver(components)
  const threads = machine.layout.capacities.threads
  const tables = createTables(threads, collapsed.counts)
  const labels = createLabels(machine)
  const executed = new Uint8Array(machine.program.code.length)
  const watched = recordingPlaces(machine, executed)
  const before = initialState(machine)
  for (let component = 0; component < components.words.length; component++) collapsed.numberOf(component, before)
  foresee(machine, collapsed)
  const states = packedStates(collapsed)
  // whether a component was touched while it still had one content only: trees leave such out
  const passedOver = new Uint8Array(components.words.length)
  tables.encode(states.packing)

  // the numbers behind `before`; those that stay need not be restored
  const last = new Int32Array(components.words.length)

  function readBefore(state: number): void {
    for (let component = 0; component < last.length; component++) {
      const number = states.numberIn(state, component)
      if (number === last[component]) continue
      collapsed.restore(component, number, before)
      last[component] = number
    }
  }

  function learn(state: number, thread: number): void {
    readBefore(state)
    const effects: Effect[] = []
    watch.begin(before, false)
    const ways = choicesIn(machine, watch.state, thread)
    for (let choice = 0; choice < ways; choice++) {
      watch.begin(before, true)
      labels.listen()
      const pc = restsAt(machine, before, thread)
      step(watched, watch.state, thread, choice, labels.witness)
      const changes = changesOf()
      const made = madeBy(changes)
      effects.push({ label: labels.heard({ thread, choice, pc, line: machine.program.code[pc]?.span.line ?? 0 }, made), changes })
    }
    const asked = watch.touched.map((component): Asked => ({ component, number: states.numberIn(state, component) }))
    const changed = effects.flatMap(({ changes }) => changes)
    const newlyVaried = changed.some(({ component }) => passedOver[component] === 1 && collapsed.counts[component] !== 1)
    const outgrown = changed.some(({ component, number }) => number > (states.packing.mask[component] ?? 0))
    if (newlyVaried) {
      passedOver.fill(0)
      tables.clear()
    }
    if (outgrown) {
      states.repack()
      tables.encode(states.packing)
    }
    if (newlyVaried) return
    for (const { component } of asked) if (collapsed.counts[component] === 1) passedOver[component] = 1
    tables.add(
      thread,
      asked.filter(({ component }) => collapsed.counts[component] !== 1),
      effects
    )
  }

  function changesOf(): Asked[] {
    const changes: Asked[] = []
    for (const component of watch.touched) {
      if (!hasChanged(components.words[component] as Int32Array)) continue
      changes.push({ component, number: collapsed.numberOf(component, watch.words) })
    }
    // nobody knows what they held: even where that was the same, it is so for this state only
    for (const component of watch.overwritten) changes.push({ component, number: collapsed.numberOf(component, watch.words) })
    return changes
  }

  function hasChanged(addresses: Int32Array): boolean {
    for (const address of addresses) if (watch.words[address] !== before[address]) return true
    return false
  }

  // changed words of the header, but for the output, which steps tell of themselves
  function madeBy(changes: readonly Asked[]): number[] {
    const firstWords = changes.map(({ component }) => components.words[component]?.[0] ?? -1)
    return firstWords.filter((address) => address <= header.spurious && address !== header.output)
  }

  function answerAt(state: number, thread: number): number {
    for (;;) {
      const { code, roots } = tables
      const base = state * states.packing.words
      let at = roots[thread] ?? 0
      while (at !== 0 && (code[at] ?? 0) >= 0) {
        const number = ((states.arena[base + (code[at] ?? 0)] ?? 0) >>> (code[at + 1] ?? 0)) & (code[at + 2] ?? 0)
        at = number < (code[at + 3] ?? 0) ? (code[at + 4 + number] ?? 0) : 0
      }
      if (at !== 0) return at
      learn(state, thread)
    }
  }

  return {
    machine,
    components,
    states,
    tables,
    labels: labels.all,
    executed,
    learn,
    answerAt,
    remembered: (ask) => remembered(collapsed, states, ask)
  }
}

// the same machine, which marks each instruction that it executes
function recordingPlaces(machine: Machine, executed: Uint8Array): Machine {
  const operations = machine.operations.map(
    (operation, pc): Operation =>
      (state, base) => {
        executed[pc] = 1
        return operation(state, base)
      }
  )
  const watched = { ...machine, operations }
  begin(watched, null)
  return watched
}
