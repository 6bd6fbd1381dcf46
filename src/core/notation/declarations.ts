import type { Problems } from '../program/problems'
import type { Span } from '../program/source'
import { largestInt, smallestInt } from '../program/value'
import { type Piece, stretch, type TextLine } from './textLine'

/** A shared variable, or an array of them. */
export interface Variable {
  readonly name: string
  /** Accesses are synchronisation. */
  readonly atomic: boolean
  readonly array: boolean
  readonly values: readonly number[]
  readonly span: Span
}

/** Something that threads synchronise by. `value`: permits of a `sem`, threads of a `barrier`, room of a `queue`; 0 for others. */
export interface SyncObject {
  readonly kind: 'mutex' | 'sem' | 'cond' | 'rwlock' | 'barrier' | 'queue'
  readonly name: string
  readonly value: number
  readonly span: Span
}

/** A thread with its lines; a lazy one has to be spawned. */
export interface ThreadText {
  readonly name: string
  readonly lazy: boolean
  readonly lines: readonly TextLine[]
  readonly span: Span
}

/** A text of the notation, taken apart. */
export interface Declarations {
  readonly variables: readonly Variable[]
  readonly objects: readonly SyncObject[]
  readonly threads: readonly ThreadText[]
  /** The expressions that make up the outcome, and the one that should hold in the end. */
  readonly outcome: readonly Piece[]
  readonly expect: Piece | null
}

const isName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text)
const lonely: ReadonlySet<string> = new Set<SyncObject['kind']>(['mutex', 'cond', 'rwlock'])
const counted: Readonly<Record<string, { readonly pattern: RegExp; readonly least: number; readonly example: string }>> = {
  sem: { pattern: /^sem\s+(\S+)\s*=\s*(\S+)$/, least: 0, example: 'sem s = 1' },
  barrier: { pattern: /^barrier\s+(\S+)\s+(\S+)$/, least: 1, example: 'barrier b 2' },
  queue: { pattern: /^queue\s+(\S+)\s+(\S+)$/, least: 1, example: 'queue q 3' }
}
const reserved: ReadonlySet<string> = new Set(['and', 'or', 'not', 'min', 'max', 'goto'])
/** More elements than this make no model. */
const longestArray = 1_000

/** Takes the lines of a text apart: what stands in front of the first thread declares things. */
export function readDeclarations(lines: readonly TextLine[], problems: Problems): Declarations {
  const variables: Variable[] = []
  const objects: SyncObject[] = []
  const threads: (ThreadText & { readonly lines: TextLine[] })[] = []
  let outcome: readonly Piece[] = []
  let expect: Piece | null = null
  const taken = new Set<string>()

  function isFree(name: string, span: Span): boolean {
    if (!isName(name) || reserved.has(name)) problems.add(span, `\`${name}\` is no name`, 'a letter, then letters, digits and _, for example `x1`')
    else if (taken.has(name)) problems.add(span, `\`${name}\` is declared twice`, 'give it another name')
    else return Boolean(taken.add(name))
    return false
  }

  function declare(line: TextLine, keyword: string): void {
    if (keyword === 'shared' || keyword === 'atomic') {
      const variable = readVariable(line, problems)
      if (variable !== null && isFree(variable.name, line.span)) variables.push(variable)
    } else if (lonely.has(keyword)) {
      if (line.words.length < 2) problems.add(line.span, `\`${keyword}\` without a name`, `\`${keyword} m\``)
      for (const { text: name, span } of line.words.slice(1)) {
        if (isFree(name, span)) objects.push({ kind: keyword as SyncObject['kind'], name, value: 0, span })
      }
    } else if (counted[keyword] !== undefined) {
      const object = readCounted(line, keyword as SyncObject['kind'], problems)
      if (object !== null && isFree(object.name, line.span)) objects.push(object)
    } else if (keyword === 'outcome') outcome = line.words.slice(1)
    else if (keyword === 'expect') expect = stretch(line, 1) ?? { text: '', span: line.span }
    else problems.add(line.span, `\`${line.text}\` declares nothing`, 'shared, atomic, mutex, sem, cond, rwlock, barrier, queue, outcome, expect or thread')
  }

  for (const line of lines) {
    const keyword = line.words[0]?.text ?? ''
    const name = line.words[1]?.text ?? ''
    if (keyword === 'thread' || keyword === 'lazythread') {
      if (line.words.length !== 2 || !isName(name)) problems.add(line.span, `\`${line.text}\` names no thread`, `\`${keyword} T0\``)
      else if (threads.some((other) => other.name === name)) problems.add(line.span, `there are two threads \`${name}\``, 'give one another name')
      threads.push({ name, lazy: keyword === 'lazythread', lines: [], span: line.span })
    } else if (threads.length === 0) declare(line, keyword)
    else threads.at(-1)?.lines.push(line)
  }
  return { variables, objects, threads, outcome, expect }
}

const isInt = (text: string): boolean => /^-?\d+$/.test(text) && Number(text) >= smallestInt && Number(text) <= largestInt

function readVariable(line: TextLine, problems: Problems): Variable | null {
  const [, keyword = '', name = '', length, initial] = /^(shared|atomic)\s+(\w+)\s*(?:\[\s*(\d+)\s*\])?\s*(?:=\s*(.+))?$/.exec(line.text) ?? []
  const given = (initial ?? '0').split(/[\s,]+/)
  const count = length === undefined ? 1 : Number(length)
  const refuse = (what: string): null => {
    problems.add(line.span, what, '`shared x = 0` or `shared a[3] = 0 1 2`')
    return null
  }
  if (name === '') return refuse(`\`${line.text}\` declares no variable`)
  const wrong = given.find((value) => !isInt(value))
  if (wrong !== undefined) return refuse(`\`${wrong}\` is no int of 32 bits`)
  if (count < 1 || count > longestArray) return refuse(`an array has 1 to ${longestArray} elements, not ${count}`)
  if (given.length !== 1 && given.length !== count) return refuse(`${given.length} values for ${count === 1 ? 'one variable' : `${count} elements`}`)
  const values = Array.from({ length: count }, (_, at) => Number(given[at] ?? given[0]))
  return { name, atomic: keyword === 'atomic', array: length !== undefined, values, span: line.span }
}

function readCounted(line: TextLine, kind: SyncObject['kind'], problems: Problems): SyncObject | null {
  const form = counted[kind]
  const [, name = '', value = ''] = form?.pattern.exec(line.text) ?? []
  if (form !== undefined && isInt(value) && Number(value) >= form.least) return { kind, name, value: Number(value), span: line.span }
  problems.add(line.span, name === '' ? `\`${line.text}\` is no ${kind}` : `\`${value}\` is no number from ${form?.least} on`, `\`${form?.example}\``)
  return null
}
