import { type Calls, reachedFrom } from './afterStart'
import type { Unbound } from './assigned'
import { ownName } from '../lower/closures'
import { operandsOf } from '../lower/operands'
import type { Lowered } from '../lower/lower'
import type { Problems } from '../problems'
import type { Atom, Values } from './values'

/** What is known about the course of a program. */
export interface Course {
  readonly values: Values
  readonly calls: Calls
  /** Instructions that may run when threads may. */
  readonly after: ReadonlySet<number>
  readonly unbound: Unbound
}

/** Refuses recursion, lists that grow while threads may see them, and functions used above their `def`. */
export function checkFlow(lowered: Lowered, course: Course, problems: Problems): void {
  checkRecursion(lowered, course.calls, problems)
  checkAppends(lowered, course, problems)
  checkMoved(lowered, course.unbound, problems)
  for (const [at, number] of course.unbound.functions) {
    const span = lowered.code[at]?.span
    const name = lowered.functions[number]?.scope.syntax?.name ?? ''
    if (span !== undefined) problems.add(span, `\`${name}\` is used above its \`def\``, 'move the `def` up')
  }
}

/** Python has words of its own for a variable of the function around that has no value yet; the lab refuses it. */
function checkMoved(lowered: Lowered, unbound: Unbound, problems: Problems): void {
  for (const [number, name] of lowered.names.entries()) {
    if (!lowered.owners.has(name) || !unbound.names.has(number)) continue
    const span = lowered.code.find((instruction) => instruction.do === 'writeName' && instruction.name === number)?.span
    const own = ownName(name)
    if (span !== undefined) problems.add(span, `\`${own}\` may be used by an inner function before it has a value`, `give \`${own}\` a value above`)
  }
}

function checkRecursion(lowered: Lowered, calls: Calls, problems: Problems): void {
  for (const [number, code] of lowered.functions.entries()) {
    const { syntax } = code.scope
    const back = [...(calls.calls[number] ?? [])].find((called) => reachedFrom(calls, called).has(number))
    if (back === undefined || syntax === null) continue
    const through = back === number ? 'itself' : `itself through \`${lowered.functions[back]?.scope.syntax?.name ?? ''}\``
    problems.add(syntax.nameSpan, `\`${syntax.name}\` calls ${through}`, 'write a loop: recursion is outside the lab’s Python')
  }
}

/** A list that other threads can have in hand must not grow while they run; main's own lists may at any time. */
function checkAppends(lowered: Lowered, { values, calls, after }: Course, problems: Problems): void {
  const seen = seenByThreads(lowered, values, calls)
  for (const at of lowered.appends) {
    const instruction = lowered.code[at]
    const inFunction = calls.functionAt[at] ?? 0
    if (instruction?.do !== 'appendItem' || !after.has(at)) continue
    if (!seen.functions.has(inFunction) && ![...values.of(instruction.list, inFunction)].some((list) => seen.atoms.has(list))) continue
    problems.add(instruction.span, 'this list grows when threads may be running', 'make the whole list before the first `start`: `[… for i in range(n)]`')
  }
}

/** The functions that threads other than main run, and all that those may have in hand. */
function seenByThreads(lowered: Lowered, values: Values, calls: Calls): { readonly functions: ReadonlySet<number>; readonly atoms: ReadonlySet<Atom> } {
  const functions = new Set([...calls.targets].flatMap((target) => [...reachedFrom(calls, target)]))
  const atoms = new Set<Atom>()
  for (const [at, instruction] of lowered.code.entries()) {
    const inFunction = calls.functionAt[at] ?? 0
    if (!functions.has(inFunction)) continue
    for (const operand of operandsOf(instruction)) for (const atom of values.of(operand, inFunction)) atoms.add(atom)
  }
  return { functions, atoms }
}
