import type { Emitter } from '../program/lower/emitter'
import type { Operand, Operation } from '../program/instruction'
import type { FunctionCode, Site } from '../program/program'
import type { Span } from '../program/source'
import type { ValueKind } from '../program/value'
import type { SyncObject, Variable } from './declarations'
import { kindOf, threadName, type World } from './world'

/** What main is made of: its function, and the sites of all it makes. */
export interface Main {
  readonly code: FunctionCode
  readonly sites: readonly Site[]
}

const int = (payload: number): Operand => ({ from: 'constant', constant: { kind: 'int', payload } })

/** Writes main: it makes everything, starts the threads that are not lazy, and ends, all before the first step. `mutexOf` gives the mutex of a condition. */
export function emitMain(world: World, emitter: Emitter, mutexOf: (condition: string) => number | null): Main {
  const registers: FunctionCode['registers'][number][] = []
  const sites: Site[] = []
  const entry = emitter.here()

  function make(name: number, site: Site, operation: (to: number, site: number) => Operation): void {
    const to = registers.push({ name: '', kinds: new Set<ValueKind>([site.kind]) }) - 1
    emitter.emit(operation(to, sites.push(site) - 1), site.span)
    emitter.emit({ do: 'writeName', name, value: { from: 'register', register: to } }, site.span)
  }

  const { variables, objects, threads } = world
  variables.forEach((variable, name) => {
    if (variable.array) make(name, siteOf('list', variable), (to, site) => ({ do: 'makeList', to, items: variable.values.map(int), site }))
    else emitter.emit({ do: 'writeName', name, value: int(variable.values[0] ?? 0) }, variable.span)
  })
  // a condition needs its mutex made before it
  const order = [...objects.entries()].toSorted(([, a], [, b]) => Number(a.kind === 'cond') - Number(b.kind === 'cond'))
  for (const [at, object] of order) make(variables.length + at, siteOf(kindOf[object.kind], object), (to, site) => making(object, to, site, mutexOf))
  for (const thread of threads) {
    make(threadName(world, thread), siteOf('thread', thread), (to, site) => ({
      do: 'makeThread',
      to,
      target: { from: 'constant', constant: { kind: 'function', payload: thread.number } },
      arguments: [],
      name: [{ text: thread.name }],
      daemon: null,
      site
    }))
  }
  for (const thread of threads) if (!thread.lazy) emitter.emit({ do: 'start', thread: { from: 'name', name: threadName(world, thread) } }, thread.span)
  emitter.emit({ do: 'end' }, threads.at(-1)?.span ?? nowhere)
  return { code: { name: '<module>', parameters: 0, defaults: [], registers, entry, end: emitter.here(), calls: [] }, sites }
}

const nowhere: Span = { line: 1, column: 1, endLine: 1, endColumn: 1 }

function siteOf(kind: Site['kind'], { name, span }: Pick<Variable, 'name' | 'span'>): Site {
  const elements = kind === 'list' || kind === 'queue' ? { kinds: new Set<ValueKind>(['int']), shared: kind === 'list' } : null
  return { kind, name, elements, span }
}

function making({ kind, name, value }: SyncObject, to: number, site: number, mutexOf: (condition: string) => number | null): Operation {
  switch (kind) {
    case 'mutex':
      return { do: 'makeLock', to, kind: 'lock', permits: null, site }
    case 'sem':
      return { do: 'makeLock', to, kind: 'semaphore', permits: int(value), site }
    case 'cond': {
      const mutex = mutexOf(name)
      return { do: 'makeCondition', to, lock: mutex === null ? null : { from: 'name', name: mutex }, site }
    }
    case 'rwlock':
      return { do: 'makeRwlock', to, site }
    case 'barrier':
      return { do: 'makeBarrier', to, parties: int(value), action: null, site }
    case 'queue':
      return { do: 'makeQueue', to, capacity: int(value), site }
  }
}
