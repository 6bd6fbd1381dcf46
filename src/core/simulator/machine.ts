import type { Program } from '../program/program'
import { assemble, type Machine } from './assemble'
import { header, threadBase, threadStatus, threadWord } from './state/layout'
import type { Capacities } from './state/layout'
import { LayoutFull } from './state/layoutFull'
import { kindCodes } from './state/kindCodes'
import { put } from './state/place'
import { settle, startOff } from './progress'
import type { Witness } from './telling/witness'
import { word } from './state/words'

const smallest: Capacities = { threads: 4, objects: 4, lists: 4, listWords: 16, queueRoom: 8 }

/**
 * Makes a machine of a program, and its initial state. The layout has room for exactly what exists in that state, so that states are small; a program that
 * makes more later throws `LayoutFull` out of `step`, and `createMachine(program, full.larger)` has room for it. `spurious`: how many threads may wake up
 * from a condition for no reason, as POSIX lets them and CPython does not.
 */
export function createMachine(program: Program, capacities?: Capacities, spurious = 0): Machine {
  const grown = withInitial(program, capacities ?? smallest, spurious)
  if (capacities !== undefined) return grown
  const used = (what: 'threads' | 'objects' | 'lists' | 'listWords'): number => word(grown.initial, header[what])
  const { queueRoom } = grown.layout.capacities
  return withInitial(program, { threads: used('threads'), objects: used('objects'), lists: used('lists'), listWords: used('listWords'), queueRoom }, spurious)
}

function withInitial(program: Program, capacities: Capacities, spurious: number): Machine {
  for (let room = capacities; ; ) {
    try {
      const works = assemble(program, room, spurious)
      return { ...works, initial: begin(works, null) }
    } catch (full) {
      if (!(full instanceof LayoutFull)) throw full
      room = full.larger
    }
  }
}

/** A fresh copy of the state in which main has come to its first step. */
export const initialState = (machine: Machine): Int32Array => machine.initial.slice()

/** Runs main to its first step, and gives that state; the witness hears what happened. */
export function begin(machine: Omit<Machine, 'initial'>, witness: Witness | null): Int32Array {
  const { program, layout, pools, context } = machine
  const state = new Int32Array(layout.size)
  program.names.forEach(({ initial }, name) => {
    const place = layout.names[name]
    const payload = initial.kind === 'str' ? pools.textId(program.strings[initial.payload] ?? '') : initial.payload
    if (place !== undefined && initial.kind !== 'unbound') put(place, state, 0, kindCodes[initial.kind], payload)
  })
  const main = threadBase(layout, 0)
  state[header.threads] = 1
  state[header.spurious] = machine.spurious
  state[main + threadWord.status] = threadStatus.live
  state[main + threadWord.name] = pools.textId('MainThread')
  state[main + threadWord.pc] = program.functions[0]?.entry ?? 0
  context.state = state
  context.witness = witness
  context.choice = 0
  startOff(machine, state, 0)
  context.stirred = true
  settle(machine, state)
  context.witness = null
  return state
}
