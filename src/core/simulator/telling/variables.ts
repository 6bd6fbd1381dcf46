import { kindCodes } from '../state/kindCodes'
import type { TraceValue } from '../../trace/event'
import type { Machine } from '../assemble'
import type { Assembly } from '../assembly'
import { eachVariable } from './names'
import { reprOf } from './pythonText'
import { word } from '../state/words'

/** A value as traces write it: ints as numbers, anything else as Python's literal. */
export const traceValue = (assembly: Assembly, state: Int32Array, kind: number, payload: number): TraceValue =>
  kind === kindCodes.int ? payload : reprOf(assembly, state, kind, payload)

/** The shared variables of a state by name (`counter`, `results[0]`); unbound ones are left out. */
export function variablesOf(machine: Machine, state: Int32Array): Record<string, TraceValue> {
  const values: Record<string, TraceValue> = {}
  eachVariable(machine, state, (name, address, kind) => {
    if (kind !== kindCodes.unbound) values[name] = traceValue(machine, state, kind, word(state, address))
  })
  return values
}
