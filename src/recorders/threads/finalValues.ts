import type { Program } from '../../core/program/program'
import { valueKinds } from '../../core/program/value'
import type { Event } from '../../core/trace/event'
import { type Moment, noThread, objectId } from '../../core/trace/ids'
import { mixed } from './memory/cells'
import { kindOfCell } from './code/kindOfCell'
import { literalOf } from './code/literalOf'
import { variableOf } from './code/nameCode'
import { boundWord, nameWord, type RunMemory } from './memory/runMemory'
import { sharedTexts } from './memory/sharedTexts'
import { sharedValues } from './memory/sharedValue'

/** What the shared names hold after the last thread, as writes by nobody: where single accesses are not recorded, this is all that is known of them. */
export function finalValues(program: Program, memory: RunMemory, at: Moment): Event[] {
  const heap = new Int32Array(memory.heap)
  const values = sharedValues(sharedTexts(memory, program.strings))
  return program.names.flatMap((name, index): Event[] => {
    if (!name.shared || heap[boundWord(index, program.names.length)] === 0) return []
    const kind = kindOfCell(name.kinds)
    const code = kind === mixed ? (heap[nameWord(index) + 1] ?? 0) : kind
    const value = values.value(code, heap[nameWord(index)] ?? 0)
    const literal = valueKinds[code] === 'int' && typeof value === 'number' ? value : literalOf(value)
    return [{ type: 'written', at, thread: noThread, line: 0, object: objectId(variableOf(program, index)), value: literal }]
  })
}
