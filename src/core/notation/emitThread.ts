import type { Emitter } from '../program/lower/emitter'
import type { Formula } from '../program/formula'
import type { Instruction, Operand, Operation } from '../program/instruction'
import type { FunctionCode } from '../program/program'
import type { ValueKind } from '../program/value'
import { never } from '../trace/never'
import { formulaOf, objectName, operandOf, threadName, type ThreadBody, variableName, type World } from './world'
import type { SyncObject } from './declarations'
import type { Statement } from './statements'
import type { Piece } from './textLine'

/** Where a variable or an element lies. */
interface Place {
  readonly name: number
  readonly index: Formula | null
}

const one: Operand = { from: 'constant', constant: { kind: 'int', payload: 1 } }
const none: Operand = { from: 'constant', constant: { kind: 'none', payload: 0 } }

/**
 * Writes a thread: the first instruction of a line is a step, the others run on freely, so that a line is one step of the thread. Two exceptions: a `wait` and a
 * `barrier` have a second step; what a `put` needs is worked out before it, from registers that nobody else can change.
 */
export function emitThread(world: World, thread: ThreadBody, emitter: Emitter): FunctionCode {
  const entry = emitter.here()
  const labels = new Map(thread.statements.flatMap((statement) => (statement.do === 'label' ? [[statement.label, emitter.label()]] : [])))
  const temporaries: ValueKind[] = []
  const temporary = (kind: ValueKind): number => thread.registers.length + temporaries.push(kind) - 1
  for (const statement of thread.statements) emitStatement({ world, thread, emitter, labels, temporary }, statement)
  emitter.emit({ do: 'return', value: none }, thread.statements.at(-1)?.line.span ?? thread.span)
  const registers = [
    ...thread.registers.map((name) => ({ name, kinds: new Set<ValueKind>(['int']) })),
    ...temporaries.map((kind) => ({ name: '', kinds: new Set<ValueKind>([kind]) }))
  ]
  return { name: thread.name, parameters: 0, defaults: [], registers, entry, end: emitter.here(), calls: [] }
}

interface Writing {
  readonly world: World
  readonly thread: ThreadBody
  readonly emitter: Emitter
  readonly labels: ReadonlyMap<string, number>
  readonly temporary: (kind: ValueKind) => number
}

function emitStatement(writing: Writing, statement: Statement): void {
  const { emitter, labels } = writing
  const { span } = statement.line
  const step = (operation: Operation): number => emitter.emit(operation, span, true)
  const object = (kind: SyncObject['kind'], name: string): Operand => ({ from: 'name', name: objectName(writing.world, kind, name, span) ?? 0 })
  const register = (name: string): number => writing.thread.registers.indexOf(name)
  const shared = (piece: Piece): Formula => formulaOf(writing.world, { thread: writing.thread, shared: true }, piece) ?? zero
  const own = (piece: Piece): Formula => formulaOf(writing.world, { thread: writing.thread, shared: false }, piece) ?? zero
  switch (statement.do) {
    case 'label':
      return emitter.place(labels.get(statement.label) ?? 0)
    case 'goto':
      return void emitter.emit({ do: 'jump', target: labels.get(statement.label) ?? 0 }, span)
    case 'load':
      return emitLoad(writing, statement, register(statement.register))
    case 'store':
      return emitStore(writing, statement, own(statement.value))
    case 'set':
      return void step({ do: 'evaluate', to: register(statement.register), value: own(statement.value) })
    case 'rmw': {
      const place = placeOf(writing, statement.place)
      if (place !== null)
        step({ do: 'update', ...place, value: shared(statement.value), to: statement.register === null ? null : register(statement.register) })
      return
    }
    case 'if': {
      const to = writing.temporary('int')
      const next = emitter.label()
      step({ do: 'evaluate', to, value: shared(statement.condition) })
      emitter.emit({ do: 'branch', value: { from: 'register', register: to }, ifTrue: labels.get(statement.label) ?? 0, ifFalse: next }, span)
      return emitter.place(next)
    }
    case 'await':
      return void step({ do: 'await', condition: shared(statement.condition) })
    case 'assert':
      return void step({ do: 'check', condition: shared(statement.condition) })
    case 'skip':
      return void step({ do: 'skip' })
    case 'lock':
      return void step({ do: 'acquire', object: object('mutex', statement.object), to: null })
    case 'unlock':
      return void step({ do: 'release', object: object('mutex', statement.object), permits: null })
    case 'trylock': {
      const got = writing.temporary('bool')
      step({ do: 'tryAcquire', object: object('mutex', statement.object), to: got, timeout: null })
      return void emitter.emit({ do: 'evaluate', to: register(statement.register), value: { is: 'register', register: got } }, span)
    }
    case 'P':
      return void step({ do: 'acquire', object: object('sem', statement.object), to: null })
    case 'V':
      return void step({ do: 'release', object: object('sem', statement.object), permits: null })
    case 'wait':
      return emitInTwoSteps(emitter, span, (passed) => {
        const condition = object('cond', statement.condition)
        return [
          { do: 'beginWait', object: condition, to: null, timeout: null, passed },
          { do: 'endWait', object: condition, to: null, timed: false }
        ]
      })
    case 'signal':
      return void step({ do: 'notify', condition: object('cond', statement.object), count: one, unlocked: true })
    case 'broadcast':
      return void step({ do: 'notify', condition: object('cond', statement.object), count: null, unlocked: true })
    case 'rdlock':
    case 'wrlock':
      return void step({ do: 'acquireFor', rwlock: object('rwlock', statement.object), use: statement.do === 'rdlock' ? 'reading' : 'writing' })
    case 'rdunlock':
    case 'wrunlock':
      return void step({ do: 'releaseFor', rwlock: object('rwlock', statement.object), use: statement.do === 'rdunlock' ? 'reading' : 'writing' })
    case 'barrier':
      return emitInTwoSteps(emitter, span, (passed) => {
        const barrier = object('barrier', statement.object)
        return [
          { do: 'arrive', barrier, passed },
          { do: 'leave', barrier }
        ]
      })
    case 'put': {
      const value = operand(writing, statement.line, own(statement.value), false)
      return void step({ do: 'put', queue: object('queue', statement.object), value, blocking: true, timeout: null })
    }
    case 'get':
      return void step({ do: 'get', to: register(statement.register), queue: object('queue', statement.object), blocking: true, timeout: null })
    case 'spawn':
    case 'join': {
      const target = writing.world.threads.find(({ name }) => name === statement.thread)
      if (target === undefined)
        return writing.world.problems.add(span, `there is no thread \`${statement.thread}\``, `\`lazythread ${statement.thread}\` and its lines`)
      const thread: Operand = { from: 'name', name: threadName(writing.world, target) }
      return void step(statement.do === 'spawn' ? { do: 'start', thread } : { do: 'awaitEnd', thread })
    }
    default:
      return never(statement)
  }
}

const zero: Formula = { is: 'constant', value: 0 }

function emitInTwoSteps(emitter: Emitter, span: Instruction['span'], halves: (passed: number) => readonly Operation[]): void {
  const passed = emitter.label()
  for (const half of halves(passed)) emitter.emit(half, span, true)
  emitter.place(passed)
}

// the variable or element that a line reads or writes; null when it has a problem
function placeOf({ world, thread }: Writing, { text, span }: Piece): Place | null {
  const [, variable = text, inside] = /^(\w+)(?:\[(.*)\])?$/.exec(text) ?? []
  const name = variableName(world, variable, inside !== undefined, span)
  if (name === null || inside === undefined) return name === null ? null : { name, index: null }
  const index = formulaOf(world, { thread, shared: false }, { text: inside, span: { ...span, column: span.column + variable.length + 1 } })
  return index === null ? null : { name, index }
}

// the formula as an operand, worked out by an instruction of its own where it is more than a register or a number
function operand({ emitter, temporary }: Writing, line: Statement['line'], formula: Formula, step: boolean): Operand {
  const plain = operandOf(formula)
  if (plain !== null) return plain
  const to = temporary('int')
  emitter.emit({ do: 'evaluate', to, value: formula }, line.span, step)
  return { from: 'register', register: to }
}

function emitLoad(writing: Writing, { line, place }: Statement & { do: 'load' }, to: number): void {
  const from = placeOf(writing, place)
  if (from === null) return
  const { emitter } = writing
  if (from.index === null) return void emitter.emit({ do: 'readName', to, name: from.name }, line.span, true)
  const start = emitter.here()
  const index = operand(writing, line, from.index, true)
  emitter.emit({ do: 'readItem', to, list: { from: 'name', name: from.name }, index }, line.span, emitter.here() === start)
}

function emitStore(writing: Writing, { line, place }: Statement & { do: 'store' }, formula: Formula): void {
  const into = placeOf(writing, place)
  if (into === null) return
  const { emitter } = writing
  const start = emitter.here()
  const isFirst = (): boolean => emitter.here() === start
  const index = into.index === null ? null : operand(writing, line, into.index, true)
  const value = operand(writing, line, formula, isFirst())
  if (index === null) emitter.emit({ do: 'writeName', name: into.name, value }, line.span, isFirst())
  else emitter.emit({ do: 'writeItem', list: { from: 'name', name: into.name }, index, value }, line.span, isFirst())
}
