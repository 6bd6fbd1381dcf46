import type { Calls } from './afterStart'
import { reachedFrom } from './afterStart'
import type { Unbound } from './assigned'
import type { Lowered } from './lower'
import type { Problems } from './problems'

/** Refuses recursion, lists that grow while threads may run, and functions used above their `def`. */
export function checkFlow(lowered: Lowered, calls: Calls, after: ReadonlySet<number>, unbound: Unbound, problems: Problems): void {
  for (const [number, code] of lowered.functions.entries()) {
    const { syntax } = code.scope
    const back = [...(calls.calls[number] ?? [])].find((called) => reachedFrom(calls, called).has(number))
    if (back === undefined || syntax === null) continue
    const through = back === number ? 'itself' : `itself through \`${lowered.functions[back]?.scope.syntax?.name ?? ''}\``
    problems.add(syntax.nameSpan, `\`${syntax.name}\` calls ${through}`, 'write a loop: recursion is outside the lab’s Python')
  }
  for (const at of lowered.appends) {
    const span = lowered.code[at]?.span
    if (span !== undefined && after.has(at))
      problems.add(span, 'this list grows when threads may be running', 'make the whole list before the first `start`: `[… for i in range(n)]`')
  }
  for (const [at, number] of unbound.functions) {
    const span = lowered.code[at]?.span
    const name = lowered.functions[number]?.scope.syntax?.name ?? ''
    if (span !== undefined) problems.add(span, `\`${name}\` is used above its \`def\``, 'move the `def` up')
  }
}
