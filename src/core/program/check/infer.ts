import type { ArithmeticOperator, Instruction, Operand } from '../instruction'
import type { Lowered } from '../lower/lower'
import { type Atom, atomOfFunction, atomOfKind, atomOfSite, functionOfAtom, madeText, siteOfAtom, type Values } from './values'

const none = atomOfKind('none')
const bool = atomOfKind('bool')
const int = atomOfKind('int')
const str = atomOfKind('str')
const ofText: readonly Atom[] = [madeText]

/**
 * What every place may hold, whatever the order of things: values flow from operands to registers, names, elements, parameters and results until nothing
 * new comes (Andersen's inclusion-based points-to analysis on a small scale). `unbound` is not among them; `assigned.ts` finds where it matters.
 */
export function infer(lowered: Lowered): Values {
  const registers = lowered.functions.map((code) => code.registers.map(() => new Set<Atom>()))
  const names = lowered.names.map(() => new Set<Atom>())
  const elements = lowered.sites.map(() => new Set<Atom>())
  const fields = lowered.sites.map(() => new Map<number, Set<Atom>>())
  const results = lowered.functions.map(() => new Set<Atom>())
  let changed = true
  const add = (to: Set<Atom> | undefined, atoms: Iterable<Atom>): void => {
    if (to === undefined) return
    const before = to.size
    for (const atom of atoms) to.add(atom)
    if (to.size > before) changed = true
  }
  const of = (operand: Operand, inFunction: number): ReadonlySet<Atom> => {
    if (operand.from === 'register') return registers[inFunction]?.[operand.register] ?? new Set()
    if (operand.from === 'name') return names[operand.name] ?? new Set()
    const { kind, payload } = operand.constant
    return new Set([kind === 'function' ? atomOfFunction(payload) : atomOfKind(kind)])
  }
  const heldBy = (operand: Operand, inFunction: number): (Set<Atom> | undefined)[] =>
    [...of(operand, inFunction)].map((atom) => siteOfAtom(atom)).map((site) => (site === null ? undefined : elements[site]))
  const fieldOf = (site: number, field: number): Set<Atom> => {
    const known = fields[site]?.get(field) ?? new Set()
    fields[site]?.set(field, known)
    return known
  }
  const keep = (site: number, field: number, atoms: Iterable<Atom>): void => {
    const held = [...atoms]
    add(fieldOf(site, field), held)
    add(elements[site], held)
  }
  const sitesIn = (operand: Operand, inFunction: number): number[] => [...of(operand, inFunction)].flatMap((atom) => siteOfAtom(atom) ?? [])
  const pass = (target: Operand, values: readonly Operand[], inFunction: number): Atom[] => {
    const back: Atom[] = []
    for (const atom of of(target, inFunction)) {
      const called = functionOfAtom(atom)
      if (called === null) continue
      for (const [at, value] of values.entries()) add(registers[called]?.[at], of(value, inFunction))
      const parameters = lowered.functions[called]?.scope.syntax?.parameters ?? []
      for (const [at, parameter] of parameters.entries())
        if (at >= values.length && parameter.fallback !== null) add(registers[called]?.[at], [literalAtom(parameter.fallback.kind)])
      back.push(...(results[called] ?? []))
    }
    return back
  }
  const waitResults = (objects: ReadonlySet<Atom>): Atom[] => {
    const kinds = [...objects].map((atom) => lowered.sites[siteOfAtom(atom) ?? -1]?.kind)
    return [...(kinds.includes('barrier') ? [int] : []), ...(kinds.some((kind) => kind !== 'barrier') ? [bool] : [])]
  }
  const visit = (instruction: Instruction, inFunction: number): void => {
    const to = (register: number | null, atoms: Iterable<Atom>): void => {
      if (register !== null) add(registers[inFunction]?.[register], atoms)
    }
    switch (instruction.do) {
      case 'move':
        return to(instruction.to, of(instruction.value, inFunction))
      case 'arithmetic':
        return to(instruction.to, resultOf(of(instruction.left, inFunction), of(instruction.right, inFunction), instruction.operator))
      case 'negate':
        return to(instruction.to, [int])
      case 'compare':
      case 'not':
      case 'locked':
      case 'tryAcquire':
      case 'acquire':
      case 'isSet':
        return to(instruction.to, [bool])
      case 'isAlive':
        return to(instruction.to, instruction.ask === 'exitcode' ? [int, none] : [bool])
      case 'matches':
        return to(instruction.to, [bool])
      case 'catch':
        return to(instruction.to, [atomOfKind('exception')])
      case 'beginWait':
      case 'endWait':
        return to(instruction.to, waitResults(of(instruction.object, inFunction)))
      case 'choose':
        return to(instruction.to, [int])
      case 'barrierState':
        return to(instruction.to, [instruction.ask === 'broken' ? bool : int])
      case 'queueState':
        return to(instruction.to, [instruction.ask === 'qsize' || instruction.ask === 'maxsize' ? int : bool])
      case 'barrierAction':
        for (const action of heldBy(instruction.barrier, inFunction)) to(instruction.to, action ?? [])
        return to(instruction.to, [none])
      case 'put':
        for (const queue of heldBy(instruction.queue, inFunction)) add(queue, of(instruction.value, inFunction))
        return
      case 'get':
        for (const queue of heldBy(instruction.queue, inFunction)) to(instruction.to, queue ?? [])
        // when it is closed and empty
        if (sitesIn(instruction.queue, inFunction).some((site) => lowered.sites[site]?.role === 'pool')) to(instruction.to, [none])
        return
      case 'builtin':
        if (instruction.name === 'min' || instruction.name === 'max') for (const value of instruction.arguments) to(instruction.to, of(value, inFunction))
        else to(instruction.to, instruction.name === 'str' ? ofText : [instruction.name === 'bool' ? bool : int])
        return
      case 'readName':
        return to(instruction.to, names[instruction.name] ?? [])
      case 'writeName':
        return add(names[instruction.name], of(instruction.value, inFunction))
      case 'makeList':
        for (const item of instruction.items) add(elements[instruction.site], of(item, inFunction))
        return to(instruction.to, [atomOfSite(instruction.site)])
      case 'repeatList':
        add(elements[instruction.site], of(instruction.item, inFunction))
        return to(instruction.to, [atomOfSite(instruction.site)])
      case 'appendItem':
      case 'writeItem':
        for (const list of heldBy(instruction.list, inFunction)) add(list, of(instruction.value, inFunction))
        return
      case 'readItem':
        for (const list of heldBy(instruction.list, inFunction)) to(instruction.to, list ?? [])
        return
      case 'makeRecord':
        add(elements[instruction.site], [none])
        for (const [at, field] of instruction.fields.entries()) if (field !== null) keep(instruction.site, at, of(field, inFunction))
        return to(instruction.to, [atomOfSite(instruction.site)])
      case 'readField':
        if (instruction.site !== null) return to(instruction.to, fieldOf(instruction.site, instruction.field))
        // of what is no future or pool at all nothing follows: that alone is told
        for (const site of sitesIn(instruction.record, inFunction))
          if (instruction.of === null || lowered.sites[site]?.role === instruction.of) to(instruction.to, fieldOf(site, instruction.field))
        return
      case 'writeField':
        for (const site of instruction.site === null ? sitesIn(instruction.record, inFunction) : [instruction.site])
          keep(site, instruction.field, of(instruction.value, inFunction))
        return
      case 'claimWorker':
      case 'takeDone':
      case 'exceptionLine':
        return to(instruction.to, [int])
      case 'claimWork':
        return to(instruction.to, [bool])
      case 'makeLock':
      case 'makeCondition':
      case 'makeEvent':
      case 'makeQueue':
        return to(instruction.to, [atomOfSite(instruction.site)])
      case 'makeBarrier':
        if (instruction.action !== null) add(elements[instruction.site], of(instruction.action, inFunction))
        return to(instruction.to, [atomOfSite(instruction.site)])
      case 'makeThread':
        pass(instruction.target, instruction.arguments, inFunction)
        return to(instruction.to, [atomOfSite(instruction.site)])
      case 'call':
        return to(instruction.to, pass(instruction.target, instruction.arguments, inFunction))
      case 'return':
        return add(results[inFunction], of(instruction.value, inFunction))
      case 'exceptionName':
      case 'threadName':
      case 'text':
        return to(instruction.to, ofText)
      case 'abortBarrier':
      case 'branch':
      case 'clearEvent':
      case 'closeQueue':
      case 'end':
      case 'join':
      case 'joinQueue':
      case 'jump':
      case 'notify':
      case 'print':
      case 'raise':
      case 'raiseKept':
      case 'release':
      case 'reraise':
      case 'resetBarrier':
      case 'resumed':
      case 'setEvent':
      case 'sleep':
      case 'start':
      case 'suspended':
      case 'taskDone':
      case 'tripBarrier':
      case 'workBegan':
      case 'workEnded':
        return
      // only the notation for models has these
      case 'acquireFor':
      case 'arrive':
      case 'await':
      case 'awaitEnd':
      case 'check':
      case 'evaluate':
      case 'leave':
      case 'makeRwlock':
      case 'releaseFor':
      case 'skip':
      case 'update':
        return
    }
  }
  while (changed) {
    changed = false
    for (const [number, code] of lowered.functions.entries()) {
      for (let at = code.entry; at < code.end; at++) {
        const instruction = lowered.code[at]
        if (instruction !== undefined) visit(instruction, number)
      }
    }
  }
  return { of, registers, names, elements }
}

const literalAtom = (kind: 'int' | 'float' | 'bool' | 'str' | 'none'): Atom => (kind === 'int' ? int : kind === 'bool' ? bool : kind === 'str' ? str : none)

/** Arithmetic gives ints; `+` on texts gives text, and `&`, `|`, `^` on two bools give a bool. */
function resultOf(left: ReadonlySet<Atom>, right: ReadonlySet<Atom>, operator: ArithmeticOperator): Atom[] {
  const lists = (atoms: ReadonlySet<Atom>): Atom[] => [...atoms].filter((atom) => siteOfAtom(atom) !== null)
  const isText = (atoms: ReadonlySet<Atom>): boolean => atoms.has(str) || atoms.has(madeText)
  const isNumber = (atoms: ReadonlySet<Atom>): boolean => atoms.has(int) || atoms.has(bool)
  const keepsBools = operator === '&' || operator === '|' || operator === '^'
  return [
    // What a sum of lists holds is what they hold; the lowering makes a list of its own of it once that is known.
    ...(operator === '+' ? [...lists(left), ...lists(right)] : []),
    ...(operator === '+' && isText(left) && isText(right) ? ofText : []),
    ...(isNumber(left) && isNumber(right) ? [int] : []),
    ...(keepsBools && left.has(bool) && right.has(bool) ? [bool] : [])
  ]
}
