import { traceBuilder } from './builder'
import { drawnWords, eventsOf, type Token } from './drawnWords'
import { type Event, type ObjectKind, type RunStatus, runStatuses } from './event'
import { type Header, traceVersion } from './header'
import { moment, noThread, type ObjectId, objectId, threadId } from './ids'
import type { Trace } from './trace'

const header: Header = {
  version: traceVersion,
  engine: 'simulator',
  observer: 'model',
  detail: 'access',
  program: null,
  arguments: [],
  set: {},
  scheduler: 'manual',
  clock: { unit: 'steps' },
  host: null,
  tool: 'text'
}

const at = (step: number): { at: Event['at']; line: number } => ({ at: moment(step), line: 0 })

/**
 * A trace drawn as text: a row is a thread, from left to right is time; each column where a word begins is one step.
 *
 *   A   lock(L)           lock(M)…
 *   B            lock(M)           lock(L)…
 *
 * Words of locks: `lock(L)` `rlock(L)` `take(S/2)` (2 permits, said once) get an object; with `…` behind they ask for it, and with `…5` give up after 5 s; then `got(L)`,
 * `gaveUp(L)`, `tried(L)` (in vain), without asking `grab(L)` (a try that succeeds); `unlock(L)` `give(S)`. Of a readers–writer lock: `share(R)` `unshare(R)` for a reader, `own(R)` `disown(R)` for the
 * writer; after `share(R)…` comes `shared(R)`.
 *
 * Of other objects: `wait(C)…` (at a condition, which is told by `notify(C)=B`; `notify(C)`: nobody waits), `await(E)…` `set(E)` `clear(E)` (an event),
 * `arrive(B/3)…` (a barrier of 3, said once; the last to arrive does so without `…`) `breaks(B)`, and `woke(…)` out of any of these; `put(Q/2)=1` `get(Q)=1`
 * `done(Q)` `drain(Q)` (a queue of 2 places, without bound when it is not said).
 *
 * Of threads: `join(B)…` and `joined(B)` (`join(B)` is both); `start(B)`, without which a thread starts at moment 0; `end`, `raise("KeyError: k")`, `sleep`, `wake`,
 * `task(B)` (a task that runs on whoever starts it), `suspend("sleep")` `suspend` (could go on at once) `resume`, `seen(futex)=1` (by a sample, on processor 1),
 * `read(x)=1` `write(x)=2`, `choose=3`, `print("…")`, `reach`, `drop(3)`. `@12` behind a word is its line. A row `= finished` says how the run ended. Texts are
 * written by us: a mistake in one throws.
 */
export function traceFromText(text: string, options: { readonly clock?: Header['clock'] } = {}): Trace {
  const rows = text.split('\n').filter((row) => row.trim() !== '')
  const names = rows.map((row) => row.trim().split(/\s+/)[0] ?? '').filter((name) => name !== '=')
  const tokens = rows
    .flatMap((row, index) => (row.trimStart().startsWith('=') ? [] : tokensOf(row, index, names)))
    .toSorted((a, b) => a.column - b.column || a.row - b.row)
  const builder = traceBuilder(options.clock ? { ...header, clock: options.clock } : header)
  const late = new Set(tokens.filter(({ word }) => word === 'start' || word === 'task').map(({ argument }) => argument))
  names.forEach((name, id) => {
    if (!late.has(name)) builder.add({ type: 'threadStarted', ...at(0), thread: threadId(id), parent: id === 0 ? noThread : threadId(0), name })
  })
  const objects = declare(tokens, (event) => builder.add(event))
  const objectOf = (token: Token): ObjectId => objects.get(token.argument.split('/')[0] ?? '') ?? objectId(-1)
  const threadOf = (name: string) => threadId(names.indexOf(name))
  const steps = new Map([...new Set(tokens.map(({ column }) => column))].map((column, index) => [column, index + 1]))
  for (const token of tokens) for (const event of eventsOf(token, steps.get(token.column) ?? 0, objectOf(token), threadOf)) builder.add(event)
  const status = rows
    .find((row) => row.trimStart().startsWith('='))
    ?.replace('=', '')
    .trim()
  if (status !== undefined) builder.add({ type: 'ended', ...at(steps.size), thread: noThread, status: statusOf(status), dropped: 0 })
  return builder.trace()
}

const wordPattern = /(?<word>[a-zA-Z]+)(?:\((?<argument>"[^"]*"|[^)]*)\))?(?:=(?<value>[^\s@]+))?(?<asked>…(?<seconds>[\d.]+)?)?(?:@(?<line>\d+))?/gu

function tokensOf(row: string, index: number, names: readonly string[]): Token[] {
  const name = row.trim().split(/\s+/)[0] ?? ''
  const start = row.indexOf(name) + name.length
  return [...row.matchAll(wordPattern)]
    .filter((match) => match.index >= start)
    .map((match) => {
      const { word = '', argument = '', value = '', asked, seconds, line } = match.groups ?? {}
      return {
        column: match.index,
        row: index,
        thread: threadId(names.indexOf(name)),
        word,
        argument: argument.replaceAll('"', ''),
        asked: asked === undefined ? null : seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds),
        value: value === '' || Number.isNaN(Number(value)) ? value : Number(value),
        line: Number(line ?? 0)
      }
    })
}

/** Declares every object at moment 0, in the order in which the text first speaks of one. */
function declare(tokens: readonly Token[], add: (event: Event) => void): ReadonlyMap<string, ObjectId> {
  const objects = new Map<string, ObjectId>()
  const named = tokens.filter(({ word }) => (drawnWords[word]?.kind ?? null) !== null)
  for (const { argument } of named) {
    const [name = ''] = argument.split('/')
    if (objects.has(name)) continue
    const speaks = named.filter((token) => token.argument.split('/')[0] === name)
    const kind = kindOf(speaks)
    const size = speaks.map((token) => token.argument.split('/')[1]).find((known) => known !== undefined)
    const object = objectId(objects.size)
    objects.set(name, object)
    const capacity = size !== undefined ? Number(size) : kind === 'semaphore' || kind === 'barrier' ? 1 : null
    add({ type: 'declared', at: moment(0), line: 0, thread: threadId(0), object, kind, name, capacity })
  }
  return objects
}

/** The kind of the object that all these words speak of. */
function kindOf(speaks: readonly Token[]): ObjectKind {
  const kinds = speaks.map(({ word }) => drawnWords[word]?.kind ?? null)
  const told = kinds.find((kind): kind is ObjectKind => kind !== null && kind !== 'some')
  return told ?? (speaks.some(({ word }) => word === 'give') ? 'semaphore' : 'lock')
}

function statusOf(text: string): RunStatus {
  const status = runStatuses.find((known) => known === text)
  if (status === undefined) throw new Error(`traceFromText: no status '${text}'`)
  return status
}
