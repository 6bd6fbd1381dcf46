import { eventCode } from '../../core/trace/event'
import { rowKind } from './layout'
import type { LiveThreads } from './liveThreads'
import { type KnownProcess, type Store, surname } from './store'

/** What the teller of events does for the teller of processes. */
export interface Telling {
  push(type: number, thread: number, object: number, line: number, value: number, text: string | null): void
  /** A new object of the trace. */
  declare(thread: number, line: number, capacity: number, words: string): number
  /** A lane that nobody has. */
  freeLane(): number
}

/** Tells of processes: who starts, who ends, who waits for whom, what a forked process has from its parent. */
export interface ProcessTeller {
  /** A row of the kinds that are about processes; `lane` is its thread's. */
  row(store: Store, kind: number, lane: number, thread: number, number: number, line: number, value: number, text: string | null): void
  /** The object of a store's number, also where a forked process has it from its parent; -1 unknown. */
  object(store: Store, number: number, lane: number): number
  /** Remembers what an object is, for copies of it. */
  remember(object: number, capacity: number, words: string): void
  /** The first process has begun. */
  first(store: Store, pid: number): void
  /** A lane of a store's process has begun. */
  lane(store: Store, lane: number, name: string): void
  /** The processes that nobody saw end. */
  left(): readonly number[]
  /** Temporary folders of the library's own, which a program that is killed leaves behind. */
  readonly folders: readonly string[]
  /** Numbers of the processes that live now, as far as their ends were told. */
  living(): Iterable<number>
  /** Whether the program has child processes. */
  readonly hasFamily: boolean
}

/** What a process says of itself when it begins. */
interface Began {
  readonly how: 'fork' | 'spawn'
  readonly pid: number
  readonly parent: number
  readonly name: string | null
  /** The store of the process that started it. */
  readonly above: string
  /** Of a fork: the thread that forked, and the number from which on objects are its own. */
  readonly thread?: number
  readonly objects?: number
  readonly serves?: boolean
}

/** An object of a process that forks, as it is then. */
interface Inherited {
  readonly number: number
  readonly original: number
  readonly state: NonNullable<ReturnType<LiveThreads['state']>>
}

const none = Number.NaN
/** Values that a copied queue is told to have, at most. */
const mostValues = 1000

/** Starts with no processes. `stores` finds a store by its name. */
export function tellProcesses(live: LiveThreads, stores: (uid: string) => Store | undefined, { push, declare, freeLane }: Telling): ProcessTeller {
  const living = new Map<number, KnownProcess>()
  /** Those that have ended too: who waited for one says so behind its end. */
  const known = new Map<number, KnownProcess>()
  const words = new Map<number, { readonly capacity: number; readonly words: string }>()
  /** Objects that processes share, by what they know them by. */
  const byKey = new Map<string, number>()
  const names = new Map<number, string>()
  /** By store and thread: what its last fork found. */
  const forks = new Map<string, Inherited[]>()
  const isShared = new Set<number>()
  /** Processes of a server of forks that have begun and not been named: their stores, and in them their first threads. */
  const nameless = new Map<KnownProcess, { readonly store: Store; readonly thread: number }>()
  /** How often a name of a process was given. */
  const uses = new Map<string, number>()
  const folders: string[] = []
  let hasFamily = false

  function unique(name: string): string {
    const count = (uses.get(name) ?? 0) + 1
    uses.set(name, count)
    return count === 1 ? name : `${name} #${count}`
  }

  function newProcess(pid: number, name: string): KnownProcess {
    const process: KnownProcess = { pid, name, main: -1, lanes: new Set(), serves: false }
    living.set(pid, process)
    known.set(pid, process)
    hasFamily = true
    return process
  }

  function addLane(process: KnownProcess, lane: number): void {
    process.lanes.add(lane)
    if (process.serves) live.serves(lane)
  }

  function start(process: KnownProcess, starter: number, parent: number, line: number, command: string): void {
    process.main = freeLane()
    push(eventCode.processStarted, Math.max(0, starter), process.pid, line, parent, command || process.name)
    push(eventCode.threadStarted, process.main, starter, line, process.pid, process.name)
    addLane(process, process.main)
    names.set(process.main, process.name)
  }

  function endLanes({ lanes }: KnownProcess): void {
    for (const lane of live.live().filter((one) => lanes.has(one))) push(eventCode.threadEnded, lane, -1, 0, none, null)
  }

  const mainOf = (store: Store | undefined): number => store?.process?.main ?? 0

  function began(store: Store, thread: number, facts: Began): void {
    const above = stores(facts.above)
    const before = living.get(facts.pid)
    const starter = facts.thread === undefined ? mainOf(above) : (above?.threads.get(facts.thread) ?? mainOf(above))
    if (facts.how === 'spawn' && facts.serves === true && before === undefined) {
      store.silent = true
      store.process = null
      return
    }
    const process = before ?? newProcess(facts.pid, unique(facts.name ?? `child ${facts.pid}`))
    store.process = process
    if (facts.serves === true) {
      process.serves = true
      if (process.main >= 0) live.serves(process.main)
    }
    if (before !== undefined && process.main >= 0) {
      // another program in the same process: what threads the old one had are gone
      for (const lane of live.live().filter((one) => process.lanes.has(one) && one !== process.main)) push(eventCode.threadEnded, lane, -1, 0, none, null)
    }
    if (facts.objects !== undefined && above !== undefined) store.above = { store: above, below: facts.objects }
    // a process of a server of forks says who it is a moment later
    if (process.main < 0 && !(above?.process?.serves === true || above?.silent === true)) start(process, starter, facts.parent, 0, '')
    if (process.main >= 0) store.threads.set(thread, process.main)
    else nameless.set(process, { store, thread })
    const held = forks.get(`${facts.above} ${facts.thread}`)
    if (store.above !== null && process.main >= 0 && held !== undefined) inherit(store, held, starter, process)
  }

  /** What locks a forked process finds held, it finds held for ever, unless by the thread that forked: no other thread lives on in it. */
  function inherit(store: Store, held: readonly Inherited[], forker: number, process: KnownProcess): void {
    const ghosts = new Map<number, number>()
    for (const { number, original, state } of held) {
      if (state.kind === 'queue') {
        const copy = copied(store, number, original, process.main)
        for (let value = 0; value < Math.min(state.count, mostValues); value++) push(eventCode.put, process.main, copy, 0, none, '…')
      }
      if (state.holder < 0) continue
      const copy = copied(store, number, original, process.main)
      const lost = state.holder !== forker
      const holder = lost ? (ghosts.get(state.holder) ?? freeLane()) : process.main
      if (lost && !ghosts.has(state.holder)) {
        ghosts.set(state.holder, holder)
        push(eventCode.threadStarted, holder, process.main, 0, process.pid, `${nameOf(state.holder)} lost by the fork of ${process.name}`)
        process.lanes.add(holder)
      }
      for (let level = 0; level < state.count; level++) push(eventCode.acquired, holder, copy, 0, none, null)
    }
    for (const ghost of ghosts.values()) push(eventCode.threadEnded, ghost, -1, 0, none, null)
  }

  const nameOf = (lane: number): string => names.get(lane) ?? `thread ${lane}`

  /** What a process has at the moment of a fork that its child will not find as new: locks that are held, queues that are not empty. */
  function inherited(store: Store): Inherited[] {
    const all: Inherited[] = []
    for (let number = 0; number < Math.max(store.objects.length, store.above?.below ?? 0); number++) {
      const original = object(store, number, -1, false)
      const state = original < 0 || isShared.has(original) ? null : live.state(original)
      if (state === null) continue
      const { kind, capacity, holder, count } = state
      if (kind === 'queue' ? count > 0 : (kind === 'lock' || kind === 'rlock') && holder >= 0)
        all.push({ number, original, state: { kind, capacity, holder, count } })
    }
    return all
  }

  function copied(store: Store, number: number, original: number, lane: number): number {
    const it = words.get(original)
    const state = live.state(original)
    const permits = state !== null && state.kind === 'semaphore' ? Math.max(0, state.count) : (it?.capacity ?? none)
    const copy = declare(lane, 0, permits, `${it?.words ?? 'lock lock'}${surname(store)}`)
    store.objects[number] = copy
    return copy
  }

  function object(store: Store, number: number, lane: number, copies = true): number {
    const own = store.objects[number]
    if (own !== undefined) return own
    const { above } = store
    if (above === null || number >= above.below) return -1
    const original = object(above.store, number, lane, false)
    if (original < 0 || !copies) return original
    if (!isShared.has(original)) return copied(store, number, original, lane)
    store.objects[number] = original
    return original
  }

  function startedBy(lane: number, pid: number, line: number, text: string, parent: number): void {
    const facts = JSON.parse(text) as { name: string | null; command: string }
    const before = living.get(pid)
    const name = (): string => unique(facts.name ?? shortCommand(facts.command, pid))
    if (before === undefined) start(newProcess(pid, name()), lane, parent, line, facts.command)
    // forked by a server, it was quicker than the one who asked for it, who waits for it next
    else if (before.main < 0) startNamed(before, name(), lane, parent, line)
  }

  function startNamed(process: KnownProcess, name: string, starter: number, parent: number, line: number): void {
    process.name = name
    start(process, starter, parent, line, '')
    const first = nameless.get(process)
    first?.store.threads.set(first.thread, process.main)
    nameless.delete(process)
  }

  function named({ process }: Store, name: string): void {
    if (process !== null && process.main < 0) startNamed(process, unique(name), 0, -1, 0)
  }

  function exited(lane: number, pid: number, code: number): void {
    const process = living.get(pid)
    if (process === undefined) return
    endLanes(process)
    push(eventCode.processExited, lane, pid, 0, code, null)
    living.delete(pid)
  }

  return {
    object: (store, number, lane) => object(store, number, lane),
    remember: (id, capacity, text) => void words.set(id, { capacity, words: text }),
    first(store, pid) {
      const process: KnownProcess = { pid, name: '', main: 0, lanes: new Set([0]), serves: false }
      store.process = process
      living.set(pid, process)
    },
    lane({ process }, lane, name) {
      names.set(lane, name)
      if (process !== null) addLane(process, lane)
    },
    row(store, kind, lane, thread, number, line, value, text) {
      switch (kind) {
        case rowKind.processBegan:
          return began(store, thread, JSON.parse(text ?? '{}') as Began)
        case rowKind.processStarted:
          return startedBy(lane, number, line, text ?? '{}', store.process?.pid ?? -1)
        case rowKind.processNamed:
          return named(store, text ?? '')
        case rowKind.processExited:
          return exited(lane, number, value)
        case rowKind.processJoinBegan:
        case rowKind.processJoined: {
          const target = known.get(number)?.main ?? -1
          if (target < 0) return
          if (kind === rowKind.processJoinBegan) push(eventCode.joinBegan, lane, target, line, value < 0 ? none : value / 1e9, null)
          else if (value === 0) push(eventCode.timedOut, lane, -1, line, none, null)
          else push(eventCode.joined, lane, target, line, none, null)
          return
        }
        case rowKind.processLeaves:
          if (store.process !== null) endLanes(store.process)
          store.silent = true
          return
        case rowKind.processServes:
          if (store.process === null) return
          store.process.serves = true
          for (const one of store.process.lanes) live.serves(one)
          return
        case rowKind.processForks:
          return void forks.set(`${store.uid} ${thread}`, inherited(store))
        case rowKind.shared: {
          const facts = JSON.parse(text ?? '{}') as { key: string; words: string; folder?: string }
          if (facts.folder !== undefined) return void folders.push(facts.folder)
          const id = byKey.get(facts.key) ?? declare(lane, line, value < 0 ? none : value, facts.words)
          byKey.set(facts.key, id)
          isShared.add(id)
          store.objects[number] = id
          return
        }
        default:
      }
    },
    folders,
    left: () => [...living.values()].filter(({ name }) => name !== '').map(({ pid }) => pid),
    living: () => living.keys(),
    get hasFamily() {
      return hasFamily
    }
  }
}

/** `sleep 600`; what only forks has no words for what it does. */
function shortCommand(command: string, pid: number): string {
  const [program = '', ...rest] = command.split(' ')
  const short = [program.slice(program.lastIndexOf('/') + 1), ...rest].join(' ')
  return short.length > 32 ? `${short.slice(0, 31)}…` : short || `child ${pid}`
}
