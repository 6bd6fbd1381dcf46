import { traceBuilder } from './builder'
import type { Event, ObjectKind, RunStatus, TraceValue } from './event'
import { runStatuses } from './event'
import { type Header, traceVersion } from './header'
import { moment, noThread, type ObjectId, objectId, type ThreadId, threadId } from './ids'
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

interface Token {
  readonly column: number
  readonly row: number
  readonly thread: ThreadId
  readonly word: string
  readonly argument: string
  /** `null`: got at once; a number: asked for, giving up after that many seconds; infinite: asked for. */
  readonly asked: number | null
  readonly value: TraceValue
  readonly line: number
}

/**
 * A trace drawn as text: a row is a thread, from left to right is time; each column where a word begins is one step.
 *
 *   A   lock(L)           lock(M)…
 *   B            lock(M)           lock(L)…
 *
 * Words: `lock(L)` `rlock(L)` `take(S/2)` (2 permits, said once) get an object; with `…` behind they ask for it, and with `…5` give up after 5 s; then `got(L)`,
 * `gaveUp(L)`, `tried(L)` (in vain); `unlock(L)` `give(S)`; `read(x)=1` `write(x)=2`; `join(B)…` and `joined(B)` (`join(B)` is both); `start(B)`, without which
 * a thread starts at moment 0; `end`, `raise("KeyError: k")`, `sleep`, `wake`, `print("…")`, `reach`, `drop(3)`. `@12` behind a word is its line. A row `= finished` says how the run
 * ended. Texts are written by us: a mistake in one throws.
 */
export function traceFromText(text: string, options: { readonly clock?: Header['clock'] } = {}): Trace {
  const rows = text.split('\n').filter((row) => row.trim() !== '')
  const names = rows.map((row) => row.trim().split(/\s+/)[0] ?? '').filter((name) => name !== '=')
  const tokens = rows
    .flatMap((row, index) => (row.trimStart().startsWith('=') ? [] : tokensOf(row, index, names)))
    .toSorted((a, b) => a.column - b.column || a.row - b.row)
  const builder = traceBuilder(options.clock ? { ...header, clock: options.clock } : header)
  const late = new Set(tokens.filter(({ word }) => word === 'start').map(({ argument }) => argument))
  names.forEach((name, id) => {
    if (!late.has(name)) builder.add({ type: 'threadStarted', ...at(0), thread: threadId(id), parent: id === 0 ? noThread : threadId(0), name })
  })
  const objects = declare(tokens, (event) => builder.add(event))
  const steps = new Map([...new Set(tokens.map(({ column }) => column))].map((column, index) => [column, index + 1]))
  for (const token of tokens) for (const event of eventsOf(token, steps.get(token.column) ?? 0, objects, names)) builder.add(event)
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

const kindOfWord: Readonly<Record<string, ObjectKind>> = { lock: 'lock', rlock: 'rlock', take: 'semaphore', read: 'variable', write: 'variable' }

/** Declares every object at moment 0, in the order in which the text first speaks of one. */
function declare(tokens: readonly Token[], add: (event: Event) => void): ReadonlyMap<string, ObjectId> {
  const objects = new Map<string, ObjectId>()
  const named = tokens.filter(({ word }) => ['lock', 'rlock', 'take', 'read', 'write', 'give', 'unlock', 'tried'].includes(word))
  for (const { argument } of named) {
    const [name = ''] = argument.split('/')
    if (objects.has(name)) continue
    const speaks = named.filter((token) => token.argument.split('/')[0] === name)
    const kind =
      speaks.map(({ word }) => kindOfWord[word]).find((known) => known !== undefined) ?? (speaks.some(({ word }) => word === 'give') ? 'semaphore' : 'lock')
    const permits = speaks.map((token) => token.argument.split('/')[1]).find((known) => known !== undefined)
    const object = objectId(objects.size)
    objects.set(name, object)
    const capacity = kind === 'semaphore' ? Number(permits ?? 1) : null
    add({ type: 'declared', at: moment(0), line: 0, thread: threadId(0), object, kind, name, capacity })
  }
  return objects
}

function eventsOf(token: Token, step: number, objects: ReadonlyMap<string, ObjectId>, names: readonly string[]): Event[] {
  const { word, argument, asked, value, thread, line } = token
  const common = { at: moment(step), thread, line }
  const object = objects.get(argument.split('/')[0] ?? '') ?? objectId(-1)
  const target = threadId(names.indexOf(argument))
  switch (word) {
    case 'lock':
    case 'rlock':
    case 'take':
      return [
        asked === null ? { type: 'acquired', ...common, object } : { type: 'requested', ...common, object, timeout: Number.isFinite(asked) ? asked : null }
      ]
    case 'got':
      return [{ type: 'acquired', ...common, object }]
    case 'gaveUp':
      return [{ type: 'timedOut', ...common, object }]
    case 'tried':
      return [{ type: 'tryFailed', ...common, object }]
    case 'unlock':
    case 'give':
      return [{ type: 'released', ...common, object }]
    case 'read':
      return [{ type: 'read', ...common, object, value }]
    case 'write':
      return [{ type: 'written', ...common, object, value }]
    case 'join': {
      const began: Event =
        asked !== null && Number.isFinite(asked) ? { type: 'joinBegan', ...common, target, timeout: asked } : { type: 'joinBegan', ...common, target }
      return asked === null ? [began, { type: 'joined', ...common, target }] : [began]
    }
    case 'joined':
      return [{ type: 'joined', ...common, target }]
    case 'start':
      return [{ type: 'threadStarted', at: common.at, line, thread: target, parent: thread, name: argument }]
    case 'end':
      return [{ type: 'threadEnded', ...common }]
    case 'raise': {
      const [kind = '', message = ''] = argument.split(': ')
      return [{ type: 'raised', ...common, kind, message }]
    }
    case 'sleep':
      return [{ type: 'sleepBegan', ...common, seconds: 1 }]
    case 'wake':
      return [{ type: 'sleepEnded', ...common }]
    case 'print':
      return [{ type: 'printed', ...common, stream: 'stdout', text: argument }]
    case 'reach':
      return [{ type: 'reached', ...common }]
    case 'drop':
      return [{ type: 'dropped', ...common, count: Number(argument) }]
    default:
      throw new Error(`traceFromText: nobody knows '${word}'`)
  }
}

function statusOf(text: string): RunStatus {
  const status = runStatuses.find((known) => known === text)
  if (status === undefined) throw new Error(`traceFromText: no status '${text}'`)
  return status
}
