import type { Operand, Operation } from '../../../src/core/program/instruction'
import type { FunctionCode, Name, Program, Site } from '../../../src/core/program/program'
import type { ValueKind } from '../../../src/core/program/value'

/** A function of a program made by hand; jumps count from its own beginning. */
interface HandFunction {
  readonly name: string
  readonly registers?: readonly { readonly name: string; readonly kinds: readonly ValueKind[] }[]
  readonly parameters?: number
  readonly calls?: readonly number[]
  readonly code: readonly (Operation & { readonly step?: boolean })[]
}

/** A register as an operand. */
const register = (number: number): Operand => ({ from: 'register', register: number })
/** An int as an operand. */
const int = (payload: number): Operand => ({ from: 'constant', constant: { kind: 'int', payload } })
/** A module-level name as an operand. */
const name = (number: number): Operand => ({ from: 'name', name: number })
/** None. */
const none: Operand = { from: 'constant', constant: { kind: 'none', payload: 0 } }

/** A shared or free name of one kind, unbound at first. */
const bound = (called: string, kind: ValueKind, shared = false): Name => ({
  name: called,
  shared,
  kinds: new Set([kind]),
  initial: { kind: 'unbound', payload: 0 }
})

/** A program of hand-written instructions, one line each: tests of the machine that must not lean on the front end. */
function handmade(functions: readonly HandFunction[], names: readonly Name[], sites: readonly Site[] = []): Program {
  let entry = 0
  const code: Program['code'][number][] = []
  const made = functions.map((one): FunctionCode => {
    const start = entry
    for (const { step, ...operation } of one.code) {
      const line = code.length + 1
      code.push({ ...moved(operation, start), step: step === true, span: { line, column: 1, endLine: line, endColumn: 2 } })
    }
    entry = code.length
    const registers = (one.registers ?? []).map(({ name: called, kinds }) => ({ name: called, kinds: new Set(kinds) }))
    const parameters = one.parameters ?? 0
    return { name: one.name, parameters, defaults: Array.from({ length: parameters }, () => null), registers, entry: start, end: entry, calls: one.calls ?? [] }
  })
  return { file: 'hand.py', source: '', parameters: [], names, functions: made, code, handlers: [], strings: [], sites, startIsStep: false, endIsStep: false }
}

function moved(operation: Operation, by: number): Operation {
  if (operation.do === 'jump') return { ...operation, target: operation.target + by }
  return operation.do === 'branch' ? { ...operation, ifTrue: operation.ifTrue + by, ifFalse: operation.ifFalse + by } : operation
}

const thread: Site = { kind: 'thread', name: 't', elements: null, span: { line: 1, column: 1, endLine: 1, endColumn: 2 } }

/** Two threads that add 1 to a counter without a lock; main only starts them. */
export const lostUpdate = (): Program =>
  handmade(
    [
      {
        name: '<module>',
        registers: [{ name: '', kinds: ['thread'] }],
        code: [
          { do: 'writeName', name: 0, value: int(0), step: true },
          ...[1, 2].flatMap(() => [
            { do: 'makeThread', to: 0, target: name(1), arguments: [], name: null, daemon: null, site: 0 } as const,
            { do: 'start', thread: register(0) } as const
          ]),
          { do: 'end' }
        ]
      },
      {
        name: 'work',
        registers: [{ name: '', kinds: ['int'] }],
        code: [
          { do: 'readName', to: 0, name: 0, step: true },
          { do: 'arithmetic', to: 0, operator: '+', left: register(0), right: int(1) },
          { do: 'writeName', name: 0, value: register(0), step: true },
          { do: 'return', value: none }
        ]
      }
    ],
    [bound('counter', 'int', true), { name: 'work', shared: false, kinds: new Set(['function']), initial: { kind: 'function', payload: 1 } }],
    [thread]
  )
