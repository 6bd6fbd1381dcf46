import type { TextPart } from '../../program/instruction'
import { valueKinds } from '../../program/value'
import { never } from '../../trace/never'
import type { Assembly } from '../assembly'
import { elementAddress, elementKind, listLength } from '../state/heap'
import { kindCodes, typeName } from '../state/kindCodes'
import { threadBase, threadWord } from '../state/layout'
import { nameOfObject } from './names'
import type { RaisedException } from '../state/pools'
import { type Reader, readerOf } from '../state/reader'
import { word } from '../state/words'

/** A value as Python's `str()` writes it. Locks, threads and functions by name, as their addresses would differ from run to run. */
export function strOf(assembly: Assembly, state: Int32Array, kind: number, payload: number): string {
  if (kind === kindCodes.exception) return assembly.pools.exception(payload).message
  return kind === kindCodes.str ? assembly.pools.text(payload) : reprOf(assembly, state, kind, payload)
}

/** A value as Python's `repr()` writes it. */
export function reprOf(assembly: Assembly, state: Int32Array, kind: number, payload: number): string {
  const { program, layout, pools } = assembly
  const name = valueKinds[kind] ?? 'unbound'
  switch (name) {
    case 'int':
      return String(payload)
    case 'bool':
      return payload === 0 ? 'False' : 'True'
    case 'none':
      return 'None'
    case 'unbound':
      return 'unbound'
    case 'str':
      return quoted(pools.text(payload))
    case 'function':
      return `<function ${program.functions[payload]?.name}>`
    case 'lock':
    case 'rlock':
    case 'semaphore':
    case 'boundedSemaphore':
    case 'condition':
    case 'event':
    case 'barrier':
    case 'queue':
    case 'rwlock':
      return `<${typeName(kind)} ${nameOfObject(assembly, state, payload)}>`
    case 'exception':
      return exceptionRepr(pools.exception(payload))
    case 'thread':
      return `<Thread ${pools.text(word(state, threadBase(layout, payload) + threadWord.name))}>`
    case 'record':
      return '<Future>'
    case 'list': {
      const items = Array.from({ length: listLength(assembly, state, payload) }, (_, index) =>
        reprOf(assembly, state, elementKind(assembly, state, payload, index), word(state, elementAddress(assembly, state, payload, index)))
      )
      return `[${items.join(', ')}]`
    }
    default:
      return never(name)
  }
}

const exceptionRepr = ({ kind, message }: RaisedException): string => `${kind}(${message === '' ? '' : quoted(message)})`

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A text as a Python literal: single quotes unless it holds some and no double ones. */
export function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const inside = Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (character === quote) return `\\${character}`
    return escapes[character] ?? (code < 32 || code === 127 ? `\\x${code.toString(16).padStart(2, '0')}` : character)
  })
  return quote + inside.join('') + quote
}

/** How the instruction at `pc` makes a text of its parts; gives the text's number. */
export function textMaker(assembly: Assembly, pc: number, parts: readonly TextPart[]): (state: Int32Array, base: number) => number {
  const [only] = parts
  if (parts.length === 1 && only !== undefined && 'text' in only) {
    const fixed = assembly.pools.textId(only.text)
    return () => fixed
  }
  const makers = parts.map((part) => ('text' in part ? () => part.text : valueMaker(assembly, readerOf(assembly, pc, part.value), part.repr)))
  return (state, base) => {
    let text = ''
    for (const make of makers) text += make(state, base)
    return assembly.pools.textId(text)
  }
}

function valueMaker(assembly: Assembly, value: Reader, repr: boolean): (state: Int32Array, base: number) => string {
  const write = repr ? reprOf : strOf
  return (state, base) => write(assembly, state, value.kind(state, base), value.payload(state, base))
}
