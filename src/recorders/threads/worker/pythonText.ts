import type { Program } from '../../../core/program/program'
import { inObject } from '../memory/heap'
import type { Lists } from './lists'
import { literalOf } from '../code/literalOf'
import { nameAt } from './naming'
import { Raised } from '../memory/raised'
import { Ref, type Value } from '../memory/sharedValue'
import { typeName } from './typeName'

/** Values as text. */
export interface PythonText {
  str(value: Value, line: number): string
  repr(value: Value, line: number): string
}

/** Values as Python's `str()` and `repr()` write them; locks, threads and functions by name, as their addresses would differ from run to run. */
export function pythonText(program: Program, heap: Int32Array<SharedArrayBuffer>, lists: Lists, threadName: (thread: Ref) => string): PythonText {
  function nameOf(object: Ref): string {
    const { kind, payload } = object
    if (kind === 'function') return `function ${program.functions[payload]?.name ?? ''}`
    const place = (heap[payload + inObject.place] ?? 0) - 1
    return `${typeName(object)} ${nameAt(program, heap[payload + inObject.site] ?? 0, place)}`
  }

  function repr(value: Value, line: number): string {
    if (!(value instanceof Ref)) return literalOf(value)
    if (value.kind === 'list') {
      const items = lists.items(value, line).map((item) => repr(item, line))
      return `[${items.join(', ')}]`
    }
    return value.kind === 'thread' ? `<Thread ${threadName(value)}>` : `<${nameOf(value)}>`
  }

  function str(value: Value, line: number): string {
    if (value instanceof Raised) return value.message
    return typeof value === 'string' ? value : repr(value, line)
  }

  return { repr, str }
}
