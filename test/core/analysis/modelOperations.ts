import { growingOperations, type OperationColumns, type OperationKind, operationCode } from '../../../src/core/analysis/order/operations'
import type { FactRun } from './factRuns'
import { namesIn, valueOfExpression } from './modelExpression'

/** The operations of a run, with the names that stand for its threads and objects. */
export interface NamedOperations {
  readonly operations: OperationColumns
  readonly threads: readonly string[]
  readonly objects: readonly string[]
}

interface Declared {
  readonly kind: string
  /** Parties of a barrier, most values of a queue. */
  readonly size: number
}

/** A run while its events are worked out. */
interface Replayed {
  readonly declared: ReadonlyMap<string, Declared>
  readonly memory: Map<string, number>
  readonly arrivals: Map<string, number>
  readonly owned: Set<string>
}

/** One event of it. */
interface Line {
  /** Of the event's thread. */
  readonly registers: Map<string, number>
  /** The words behind the operation's. */
  readonly words: readonly string[]
  /** `wait` and `barrier` are two steps; whether this is the second. */
  readonly isSecond: boolean
  sync(kind: OperationKind, object: string | undefined): void
  forkOrJoin(kind: 'fork' | 'join', thread: string | undefined): void
}

/** Works out what each event of a run does. Values are followed as far as they choose an element of an array. */
export function modelOperations(program: string, run: FactRun): NamedOperations {
  const threads = [...program.matchAll(/^(?:lazy)?thread (\w+)/gm)].map(([, name = '']) => name)
  const objects: string[] = []
  const growing = growingOperations()
  const replayed: Replayed = { declared: declarations(program), memory: initialMemory(program), arrivals: new Map(), owned: new Set() }
  const registers = new Map(threads.map((name) => [name, new Map<string, number>()]))
  const idOf = (name: string): number => (objects.includes(name) ? objects.indexOf(name) : objects.push(name) - 1)

  for (const [row, event] of run.events.entries()) {
    const [thread = '', text = ''] = event.split(': ')
    const [operation = '', ...words] = text.split(' ')
    let work = 1
    const push = (kind: OperationKind, object: number): void => {
      growing.push(operationCode[kind], threads.indexOf(thread), object, row, work)
      work = 0
    }
    model[operation]?.(replayed, {
      registers: registers.get(thread) ?? new Map<string, number>(),
      words,
      isSecond: text.endsWith(']'),
      sync: (kind, object = '') => push(kind, idOf(object)),
      forkOrJoin: (kind, other = '') => push(kind, threads.indexOf(other))
    })
    if (work > 0) push('local', -1)
  }
  // whoever is blocked at the end wants what it waits for
  for (const [thread, resource] of run.wait_for) {
    if (replayed.declared.get(resource)?.kind === 'mutex') growing.push(operationCode.request, threads.indexOf(thread), idOf(resource), run.events.length, 0)
  }
  const capacityOf = (name: string): number => {
    const { kind, size } = replayed.declared.get(name) ?? { kind: '', size: 0 }
    return kind === 'queue' ? size : Number.POSITIVE_INFINITY
  }
  const about = { workLeads: false, threadCount: threads.length, objectCount: objects.length, capacities: Float64Array.from(objects, capacityOf) }
  return { operations: growing.columns(about), threads, objects }
}

const valueIn = ({ memory }: Replayed, { registers }: Line, text: string): number => {
  const value = (expression: string): number => valueOfExpression(expression, (name) => registers.get(name) ?? memory.get(elementOf(name, value)) ?? 0)
  return value(text)
}
const elementOf = (written: string, value: (index: string) => number): string => written.replace(/\[(.*)\]/, (_, index: string) => `[${value(index)}]`)
const placeOf = (replayed: Replayed, line: Line, written = ''): string => elementOf(written, (index) => valueIn(replayed, line, index))

function access(replayed: Replayed, line: Line, place: string, kind: 'read' | 'write'): void {
  const isAtomic = replayed.declared.get(place.split('[')[0] ?? '')?.kind === 'atomic'
  line.sync(isAtomic ? (kind === 'read' ? 'atomicRead' : 'atomicWrite') : kind, place)
}

/** Reads all variables of an expression, each once; a register hides a variable of its name. */
function readAll(replayed: Replayed, line: Line, expression: string, but = ''): void {
  const variables = namesIn(expression).filter((name) => !line.registers.has(name) && replayed.declared.has(name.split('[')[0] ?? ''))
  for (const place of new Set(variables.map((name) => placeOf(replayed, line, name)))) if (place !== but) access(replayed, line, place, 'read')
}

function condition(replayed: Replayed, line: Line): void {
  readAll(replayed, line, line.words.join(' ').split(' goto ')[0] ?? '')
}

const synchronising =
  (kind: OperationKind, operand = 0) =>
  (_: Replayed, line: Line): void =>
    line.sync(kind, line.words[operand])

/** What each operation of a model program does; those that are not here do nothing that others notice. */
const model: Readonly<Record<string, (replayed: Replayed, line: Line) => void>> = {
  load(replayed, line) {
    const place = placeOf(replayed, line, line.words[1])
    access(replayed, line, place, 'read')
    line.registers.set(line.words[0] ?? '', replayed.memory.get(place) ?? 0)
  },
  store(replayed, line) {
    const place = placeOf(replayed, line, line.words[0])
    access(replayed, line, place, 'write')
    replayed.memory.set(place, valueIn(replayed, line, line.words.slice(1).join(' ')))
  },
  set(replayed, line) {
    line.registers.set(line.words[0] ?? '', valueIn(replayed, line, line.words.slice(1).join(' ')))
  },
  rmw(replayed, line) {
    const place = placeOf(replayed, line, line.words[0])
    const [expression = '', register] = line.words.slice(1).join(' ').split(' -> ')
    const old = replayed.memory.get(place) ?? 0
    line.sync('atomicUpdate', place)
    readAll(replayed, line, expression, place)
    replayed.memory.set(place, valueIn(replayed, line, expression))
    if (register !== undefined) line.registers.set(register, old)
  },
  if: condition,
  await: condition,
  assert: condition,
  lock({ owned }, line) {
    owned.add(line.words[0] ?? '')
    line.sync('acquire', line.words[0])
  },
  unlock({ owned }, line) {
    owned.delete(line.words[0] ?? '')
    line.sync('release', line.words[0])
  },
  trylock({ owned }, { words: [register = '', mutex = ''], registers, sync }) {
    registers.set(register, owned.has(mutex) ? 0 : 1)
    if (owned.has(mutex)) return
    owned.add(mutex)
    sync('tryAcquire', mutex)
  },
  wait({ owned }, { words: [, mutex = ''], isSecond, sync }) {
    if (isSecond) owned.add(mutex)
    else owned.delete(mutex)
    sync(isSecond ? 'acquire' : 'release', mutex)
  },
  P: synchronising('take'),
  V: synchronising('give'),
  rdlock: synchronising('acquireShared'),
  rdunlock: synchronising('releaseShared'),
  wrlock: synchronising('tryAcquire'),
  wrunlock: synchronising('release'),
  put: synchronising('put'),
  get: synchronising('get', 1),
  barrier({ arrivals, declared }, { words: [barrier = ''], isSecond, sync }) {
    if (isSecond) return sync('pass', barrier)
    const now = (arrivals.get(barrier) ?? 0) + 1
    const isLast = now === declared.get(barrier)?.size
    arrivals.set(barrier, isLast ? 0 : now)
    sync(isLast ? 'gather' : 'arrive', barrier)
    if (isLast) sync('open', barrier)
  },
  spawn: (_, line) => line.forkOrJoin('fork', line.words[0]),
  join: (_, line) => line.forkOrJoin('join', line.words[0])
}

function declarations(program: string): ReadonlyMap<string, Declared> {
  const declared = new Map<string, Declared>()
  for (const [, kind = '', rest = ''] of program.matchAll(/^(shared|atomic|mutex|sem|rwlock|barrier|queue|cond) (.*)$/gm)) {
    const isList = kind === 'mutex' || kind === 'cond' || kind === 'rwlock'
    const names = isList ? rest.split(' ') : [rest.split(/[ [=]/)[0] ?? '']
    for (const name of names) declared.set(name, { kind, size: Number(rest.split(' ')[1] ?? 0) })
  }
  return declared
}

function initialMemory(program: string): Map<string, number> {
  const memory = new Map<string, number>()
  for (const [, name = '', size, values = ''] of program.matchAll(/^(?:shared|atomic) (\w+)(?:\[(\d+)\])? = (.*)$/gm)) {
    const given = values.trim().split(/[ ,]+/).map(Number)
    if (size === undefined) memory.set(name, given[0] ?? 0)
    else for (let i = 0; i < Number(size); i++) memory.set(`${name}[${i}]`, given[i] ?? given[0] ?? 0)
  }
  return memory
}
