import { formulaWords } from '../program/formulaWords'
import { threadId } from '../trace/ids'
import { never } from '../trace/never'
import type { Machine } from './assemble'
import type { ThreadChoice } from './choice'
import { header, threadBase, threadStatus, threadWord } from './state/layout'
import { nameOfObject, nameOfThread } from './telling/names'
import { registerWords } from './state/registerWords'
import { choicesIn, restsAt } from './step'
import { choiceWords, stepWords } from './telling/stepWords'
import { waitWords } from './telling/waitWords'
import { holdersOf, type Wait, waitOf } from './waiting'
import { word } from './state/words'

/** What each started thread can do in a state, in thread order, and why not where it cannot. */
export function choicesOf(machine: Machine, state: Int32Array): ThreadChoice[] {
  const choices: ThreadChoice[] = []
  for (let thread = 0; thread < word(state, header.threads); thread++) {
    if (word(state, threadBase(machine.layout, thread) + threadWord.status) >= threadStatus.live) choices.push(choiceOf(machine, state, thread))
  }
  return choices
}

// nobody picks from more by hand
const mostWays = 100

function choiceOf(machine: Machine, state: Int32Array, thread: number): ThreadChoice {
  const base = threadBase(machine.layout, thread)
  const line = machine.program.code[restsAt(machine, state, thread)]?.span.line ?? 0
  const choices = choicesIn(machine, state, thread)
  const about = { thread: threadId(thread), name: nameOfThread(machine, state, thread), choices, ways: [], waitsFor: null }
  if (word(state, base + threadWord.status) === threadStatus.ended) {
    const exception = word(state, base + threadWord.failure)
    if (exception === 0) return { ...about, line, status: 'ended', words: 'has ended' }
    const { kind, message, line: raisedAt } = machine.pools.exception(exception)
    return { ...about, line: raisedAt, status: 'failed', words: message === '' ? `ended with ${kind}` : `ended with ${kind}: ${message}` }
  }
  const wait = waitOf(machine, state, thread)
  if (wait === null) {
    const ways = Array.from({ length: Math.min(choices, mostWays) }, (_, choice) => choiceWords(machine, state, thread, choice))
    return { ...about, line, status: 'enabled', ways, words: choices > 1 ? stepWords(machine, state, thread) : (ways[0] ?? 'goes on') }
  }
  return { ...about, line, status: 'blocked', words: waitWords(machine, state, thread, wait), waitsFor: waitsFor(machine, state, thread, wait) }
}

function waitsFor(machine: Machine, state: Int32Array, thread: number, wait: Wait): NonNullable<ThreadChoice['waitsFor']> {
  switch (wait.for) {
    case 'lock':
      return { object: nameOfObject(machine, state, wait.lock), holders: holdersOf(machine, state, wait).map(threadId) }
    case 'object':
      return { object: nameOfObject(machine, state, wait.object), holders: [] }
    case 'thread':
      return { object: nameOfThread(machine, state, wait.thread), holders: [threadId(wait.thread)] }
    case 'truth':
      return { object: formulaWords(machine.program, wait.condition, registerWords(machine, state, thread)), holders: [] }
    case 'ends':
      return { object: 'end of the program', holders: wait.threads.map(threadId) }
    default:
      return never(wait)
  }
}
