import { type Calls, startMatters } from './check/afterStart'
import type { Unbound } from './check/assigned'
import type { Instruction, Operand } from './instruction'
import type { Lowered } from './lower/lower'
import type { FunctionCode, Name, Parameter, Program, Site } from './program'
import type { Constant } from './value'
import type { Literal } from './read/syntax'
import { atomOfSite, kindsOf, siteOfAtom, type Values } from './check/values'

/** What is a step: shared accesses alone, or arithmetic fed by them too. */
export type Granularity = 'shared' | 'bytecode'

/** Everything that is known about a program when it is put together. */
export interface Findings {
  readonly file: string
  readonly source: string
  readonly parameters: readonly Parameter[]
  readonly granularity: Granularity
  readonly lowered: Lowered
  readonly values: Values
  readonly calls: Calls
  readonly shared: ReadonlySet<string>
  /** Sites of lists whose elements are shared. */
  readonly lists: ReadonlySet<number>
  readonly unbound: Unbound
}

/** Puts the findings into the code: kinds, step marks, names of objects. */
export function assemble(findings: Findings): Program {
  const { lowered, values, shared, unbound } = findings
  const code = markSteps(findings)
  const names = lowered.names.map((name, number): Name => {
    const kinds = kindsOf(values.names[number] ?? new Set(), lowered.sites)
    return {
      name,
      shared: shared.has(name),
      kinds: unbound.names.has(number) ? new Set([...kinds, 'unbound']) : kinds,
      initial: { kind: 'unbound', payload: 0 }
    }
  })
  return {
    file: findings.file,
    source: findings.source,
    parameters: findings.parameters,
    names,
    functions: lowered.functions.map((_, number) => functionCode(findings, number)),
    code,
    handlers: lowered.handlers,
    strings: lowered.strings,
    sites: lowered.sites.map((site, number) => finishSite(findings, site, number)),
    startIsStep: startMatters(lowered, values, findings.calls),
    endIsStep: code.some((instruction) => instruction.do === 'isAlive' || (instruction.do === 'join' && instruction.timeout !== null))
  }
}

function functionCode(findings: Findings, number: number): FunctionCode {
  const { lowered, values, unbound, calls } = findings
  const code = lowered.functions[number]
  if (code === undefined) throw new Error(`there is no function ${number}`)
  const parameters = code.scope.syntax?.parameters ?? []
  return {
    name: code.scope.syntax?.name ?? '<module>',
    parameters: parameters.length,
    defaults: parameters.map((parameter) => (parameter.fallback === null ? null : constantOf(parameter.fallback, lowered.strings))),
    registers: code.registers.map((name, register) => {
      const kinds = kindsOf(values.registers[number]?.[register] ?? new Set(), lowered.sites)
      return { name, kinds: unbound.registers[number]?.has(register) === true ? new Set([...kinds, 'unbound'] as const) : kinds }
    }),
    entry: code.entry,
    end: code.end,
    calls: [...(calls.calls[number] ?? [])].toSorted((a, b) => a - b)
  }
}

function constantOf(literal: Literal, strings: readonly string[]): Constant {
  switch (literal.kind) {
    case 'int':
    case 'float':
      return { kind: 'int', payload: literal.value }
    case 'bool':
      return { kind: 'bool', payload: literal.value ? 1 : 0 }
    case 'str':
      return { kind: 'str', payload: strings.indexOf(literal.value) }
    case 'none':
      return { kind: 'none', payload: 0 }
  }
}

function markSteps(findings: Findings): Instruction[] {
  const { lowered, values, calls, lists } = findings
  const isShared = (list: Operand, at: number): boolean => [...values.of(list, calls.functionAt[at] ?? 0)].some((atom) => lists.has(siteOfAtom(atom) ?? -1))
  const code = lowered.code.map(
    (instruction, at): Instruction =>
      instruction.do === 'readItem' || instruction.do === 'writeItem'
        ? { ...instruction, step: instruction.guarded !== true && isShared(instruction.list, at) }
        : instruction
  )
  if (findings.granularity === 'shared') return code
  return code.map((instruction, at) => ({ ...instruction, step: instruction.step || (lowered.fed.get(at) ?? []).some((read) => code[read]?.step === true) }))
}

function finishSite(findings: Findings, site: Site, number: number): Site {
  const { lowered, values, lists } = findings
  const name = site.name === '' ? firstHolder(findings, number) : site.name
  if (site.elements === null) return { ...site, name }
  return { ...site, name, elements: { kinds: kindsOf(values.elements[number] ?? new Set(), lowered.sites), shared: lists.has(number) } }
}

/** The first variable in the text that may hold what a site makes, for objects that are made without a name (returned by a function, say). */
function firstHolder(findings: Findings, site: number): string {
  const { lowered, values, calls } = findings
  for (const [at, instruction] of lowered.code.entries()) {
    const inFunction = calls.functionAt[at] ?? 0
    if (instruction.do === 'writeName' && values.of(instruction.value, inFunction).has(atomOfSite(site))) return lowered.names[instruction.name] ?? ''
    const to = instruction.do === 'call' || instruction.do === 'move' ? instruction.to : null
    const name = to === null ? '' : (lowered.functions[inFunction]?.registers[to] ?? '')
    if (name !== '' && to !== null && values.registers[inFunction]?.[to]?.has(atomOfSite(site)) === true) return name
  }
  return ''
}
