import { formulaWords } from '../../program/formulaWords'
import { never } from '../../trace/never'
import type { Machine } from '../assemble'
import { kindCodes } from '../state/kindCodes'
import { isFuture, nameOfObject, nameOfThread } from './names'
import { registerWords } from '../state/registerWords'
import { type Awaited, holdersOf, type Wait } from '../waiting'

/** Why a thread cannot go on: ``waits for `lock_b`, held by transfer-2``. */
export function waitWords(machine: Machine, state: Int32Array, thread: number, wait: Wait): string {
  switch (wait.for) {
    case 'lock': {
      const name = nameOfObject(machine, state, wait.lock)
      if (wait.owner === thread) return `waits for \`${name}\`, which it holds itself`
      if (wait.owner < 0 && wait.kind === kindCodes.rwlock)
        return `waits for \`${name}\`, which ${holdersOf(machine, state, wait)
          .map((other) => nameOfThread(machine, state, other))
          .join(', ')} reads`
      return wait.owner < 0 ? `waits for \`${name}\`, which has no permit left` : `waits for \`${name}\`, held by ${nameOfThread(machine, state, wait.owner)}`
    }
    case 'object':
      if (isFuture(machine, state, wait.object))
        return `waits for the result of ${[wait.object, ...(wait.others ?? [])].map((one) => `\`${nameOfObject(machine, state, one)}\``).join(' or ')}`
      return awaitedWords[wait.awaited](`\`${nameOfObject(machine, state, wait.object)}\``)
    case 'thread':
      return `waits for ${[wait.thread, ...wait.others].map((other) => nameOfThread(machine, state, other)).join(wait.isAny === true ? ' or ' : ', ')} to end`
    case 'truth':
      return `waits until \`${formulaWords(machine.program, wait.condition, registerWords(machine, state, thread))}\``
    case 'ends':
      return `waits for ${wait.threads.map((other) => nameOfThread(machine, state, other)).join(', ')} to end`
    default:
      return never(wait)
  }
}

const awaitedWords: Readonly<Record<Awaited, (name: string) => string>> = {
  notify: (name) => `waits at ${name} for a notify`,
  set: (name) => `waits for ${name} to be set`,
  trip: (name) => `waits at ${name} for the others`,
  enter: (name) => `waits until ${name} lets it in`,
  put: (name) => `waits to put into ${name}`,
  get: (name) => `waits to get from ${name}`,
  join: (name) => `waits for all of ${name} to be done`
}
