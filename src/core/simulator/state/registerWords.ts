import type { Machine } from '../assemble'
import { restsAt } from '../step'

/** Names for the registers of the function that a thread is in. */
export function registerWords(machine: Machine, state: Int32Array, thread: number): (register: number) => string {
  const number = machine.functions[restsAt(machine, state, thread)] ?? 0
  return (register) => machine.program.functions[number]?.registers[register]?.name || `%${register}`
}
