import { type Formula, partsOf } from '../../program/formula'
import type { Instruction, Operand } from '../../program/instruction'
import { placesAhead } from '../../simulator/ahead'
import type { Machine } from '../../simulator/assemble'
import { functionAt } from '../../simulator/assembly'
import { elementAddress, listLength } from '../../simulator/state/heap'
import { kindCodes } from '../../simulator/state/kindCodes'
import { header, namesOf, objectBase, threadBase, threadStatus, threadWord } from '../../simulator/state/layout'
import { lockOf } from '../../simulator/operations/locks'
import { isFuture } from '../../simulator/telling/names'
import { hasPools } from '../../simulator/operations/poolOperations'
import { readerOf } from '../../simulator/state/reader'
import { isDaemon } from '../../simulator/operations/threadEnd'
import { word } from '../../simulator/state/words'
import { registerWritten } from '../../program/lower/operands'

/** What a thread may still do to the word that stands for something (as in `Label`): bits. */
export const mayDo = { read: 1, write: 2, ask: 4 } as const

/** For each address of a state what may still be done to it: bits of `mayDo`. A status word is written by its thread's end, and asked by who asks about the thread. */
export type Future = Uint8Array

/**
 * Everything that a thread may touch from where it is, on any path through the text, threads that it may start included. Read off the text with the values that
 * cannot change any more put in: names that are not shared, and registers that nothing ahead writes. What the text does not tell counts for everything of its kind.
 */
export function futureOf(machine: Machine, state: Int32Array, thread: number): Future {
  const future = new Uint8Array(machine.layout.size)
  addFuture(machine, state, thread, future, new Set())
  return future
}

function addFuture(machine: Machine, state: Int32Array, thread: number, future: Future, done: Set<number>): void {
  done.add(thread)
  const { program, layout } = machine
  const mayEnd = (ended: number): void => {
    const status = threadBase(layout, ended) + threadWord.status
    future[status] = (future[status] ?? 0) | mayDo.write
  }
  mayEnd(thread)
  // main's end closes all pools, also those that are yet to be made
  if (thread === 0 && hasPools(program))
    for (let object = 0; object < layout.capacities.objects; object++) future[objectBase(layout, object)] = mayDo.read | mayDo.write
  // whoever is no daemon may be the one whose end ends them, and then no other is
  if (!isDaemon(machine, state, thread)) {
    mayEnd(0)
    for (let other = 0; other < word(state, header.threads); other++) if (isDaemon(machine, state, other)) mayEnd(other)
  }
  const ahead = placesAhead(machine, state, thread)
  const resolve = resolver(machine, state, thread, ahead)
  let [starts, makes] = [false, false]
  for (const pc of ahead) {
    const instruction = program.code[pc]
    if (instruction === undefined) continue
    starts ||= instruction.do === 'start'
    makes ||= instruction.do === 'makeThread'
    addInstruction(machine, state, instruction, (operand) => resolve(pc, operand), future, namesOf(layout, state, threadBase(layout, thread)))
  }
  if (!starts) return
  // what it starts may not be there yet
  if (makes || othersMake(machine, state, thread)) future.fill(mayDo.read | mayDo.write | mayDo.ask)
  else
    for (let other = 0; other < word(state, header.threads); other++)
      if (!done.has(other) && word(state, threadBase(layout, other) + threadWord.status) === threadStatus.created)
        addFuture(machine, state, other, future, done)
}

// whether another thread that has not ended may still make threads
function othersMake(machine: Machine, state: Int32Array, thread: number): boolean {
  for (let other = 0; other < word(state, header.threads); other++) {
    if (other === thread || word(state, threadBase(machine.layout, other) + threadWord.status) === threadStatus.ended) continue
    for (const pc of placesAhead(machine, state, other)) if (machine.program.code[pc]?.do === 'makeThread') return true
  }
  return false
}

/** A value that an operand is sure to have, or null. */
type Known = { readonly kind: number; readonly payload: number } | null
type Resolve = (operand: Operand) => Known

// values that no instruction ahead can change
function resolver(machine: Machine, state: Int32Array, thread: number, ahead: ReadonlySet<number>): (pc: number, operand: Operand) => Known {
  const { program, layout } = machine
  const base = threadBase(layout, thread)
  const written = new Set<string>()
  const entered = new Set<number>()
  for (const pc of ahead) {
    const instruction = program.code[pc]
    if (instruction === undefined) continue
    const number = functionAt(program, pc)
    const register = registerWritten(instruction)
    if (register !== null) written.add(`${number}.${register}`)
    if (instruction.do === 'call') for (const callee of program.functions[number]?.calls ?? []) entered.add(callee)
  }
  return (pc, operand) => {
    if (operand.from === 'register') {
      const number = functionAt(program, pc)
      if (entered.has(number) || written.has(`${number}.${operand.register}`)) return null
    }
    if (operand.from === 'name' && program.names[operand.name]?.shared === true) return null
    const read = readerOf(machine, pc, operand)
    return { kind: read.kind(state, base), payload: read.payload(state, base) }
  }
}

function addInstruction(machine: Machine, state: Int32Array, instruction: Instruction, resolve: Resolve, future: Future, names: number): void {
  const { layout } = machine
  const add = (address: number, what: number): void => {
    future[address] = (future[address] ?? 0) | what
  }
  const object = (operand: Operand): void => addObject(machine, state, resolve(operand), add)
  switch (instruction.do) {
    case 'readName':
    case 'writeName': {
      const place = layout.names[instruction.name]
      if (place !== undefined) add(names + place.payloadAt, instruction.do === 'readName' ? mayDo.read : mayDo.write)
      return
    }
    case 'readItem':
    case 'writeItem':
      return addItem(machine, state, resolve(instruction.list), resolve(instruction.index), instruction.do === 'readItem' ? mayDo.read : mayDo.write, add)
    case 'print':
      return add(header.output, mayDo.write)
    case 'start':
      return addThread(machine, state, resolve(instruction.thread), mayDo.write | mayDo.ask, add)
    case 'awaitEnd':
      return
    case 'evaluate':
      return addReads(machine, state, instruction.value, add)
    case 'await':
    case 'check':
      return addReads(machine, state, instruction.condition, add)
    case 'update':
      addReads(machine, state, instruction.value, add)
      return addUpdate(machine, state, instruction, add)
    case 'acquireFor':
    case 'releaseFor':
      return object(instruction.rwlock)
    case 'arrive':
    case 'leave':
      return object(instruction.barrier)
    case 'isAlive':
      return addThread(machine, state, resolve(instruction.thread), mayDo.ask, add)
    case 'join':
      // waiting for an end is no access, but whether it was started may matter
      if (instruction.timeout !== null || machine.program.startIsStep) addThread(machine, state, resolve(instruction.thread), mayDo.ask, add)
      return
    case 'makeThread':
    case 'makeList':
    case 'makeRecord':
    case 'repeatList':
    case 'appendItem':
    case 'makeLock':
    case 'makeCondition':
    case 'makeEvent':
    case 'makeBarrier':
    case 'makeQueue':
    case 'makeRwlock':
      for (let address = header.threads; address <= header.unnamed; address++) add(address, mayDo.write)
      return
    case 'acquire':
    case 'tryAcquire':
    case 'release':
    case 'locked':
    case 'beginWait':
    case 'endWait':
      return object(instruction.object)
    case 'notify':
      return object(instruction.condition)
    case 'setEvent':
    case 'clearEvent':
    case 'isSet':
      return object(instruction.event)
    case 'takeDone':
      return addFutures(machine, state, add)
    case 'claimWork':
      return object(instruction.future)
    case 'barrierAction':
    case 'tripBarrier':
    case 'abortBarrier':
    case 'resetBarrier':
    case 'barrierState':
      return object(instruction.barrier)
    case 'put':
    case 'get':
    case 'taskDone':
    case 'closeQueue':
    case 'claimWorker':
    case 'joinQueue':
    case 'queueState':
      return object(instruction.queue)
    default:
      // the rest stays within the thread
      return
  }
}

type Add = (address: number, what: number) => void

// an object, the lock of a condition, and those who may be in its wait set
function addObject({ layout }: Machine, state: Int32Array, known: Known, add: Add): void {
  const write = mayDo.write | mayDo.read
  if (known === null) for (let object = 0; object < layout.capacities.objects; object++) add(objectBase(layout, object), write)
  else if (known.kind >= kindCodes.lock) {
    add(objectBase(layout, known.payload), write)
    if (known.kind === kindCodes.condition) add(objectBase(layout, lockOf(layout, state, known.kind, known.payload)), write)
  }
  if (!layout.waits) return
  for (let thread = 0; thread < layout.capacities.threads; thread++) add(threadBase(layout, thread) + threadWord.waits, write)
}

// any future, also those that are yet to be made
function addFutures(machine: Machine, state: Int32Array, add: Add): void {
  const made = word(state, header.objects)
  for (let object = 0; object < machine.layout.capacities.objects; object++)
    if (object >= made || isFuture(machine, state, object)) add(objectBase(machine.layout, object), mayDo.read | mayDo.write)
}

// what a formula reads; of a list any element, unless its index is a constant
function addReads(machine: Machine, state: Int32Array, formula: Formula, add: Add): void {
  for (const part of partsOf(formula)) {
    if (part.is === 'name') add(machine.layout.names[part.name]?.payloadAt ?? 0, mayDo.read)
    if (part.is === 'item') addItem(machine, state, heldBy(machine, state, part.list), constantOf(part.index), mayDo.read, add)
  }
}

function addUpdate(machine: Machine, state: Int32Array, { name, index }: Instruction & { readonly do: 'update' }, add: Add): void {
  if (index === null) return add(machine.layout.names[name]?.payloadAt ?? 0, mayDo.write)
  addReads(machine, state, index, add)
  addItem(machine, state, heldBy(machine, state, name), constantOf(index), mayDo.write, add)
}

const heldBy = ({ layout }: Machine, state: Int32Array, name: number): Known => ({
  kind: kindCodes.list,
  payload: word(state, layout.names[name]?.payloadAt ?? 0)
})
const constantOf = (formula: Formula): Known => (formula.is === 'constant' ? { kind: kindCodes.int, payload: formula.value } : null)

function addThread({ layout }: Machine, state: Int32Array, known: Known, what: number, add: Add): void {
  for (let thread = 0; thread < word(state, header.threads); thread++) {
    if (known === null || known.payload === thread) add(threadBase(layout, thread) + threadWord.status, what)
  }
}

function addItem(machine: Machine, state: Int32Array, list: Known, index: Known, what: number, add: Add): void {
  const { layout } = machine
  if (list === null) {
    for (let address = layout.arena; address < layout.size; address++) add(address, what)
    return
  }
  if (list.kind !== kindCodes.list) return
  const length = listLength(machine, state, list.payload)
  for (let at = 0; at < length; at++) {
    if (index === null || index.payload === at || index.payload === at - length) add(elementAddress(machine, state, list.payload, at), what)
  }
}
