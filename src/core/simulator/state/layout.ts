import { makesProcesses } from '../../program/check/checkProcesses'
import type { Program } from '../../program/program'
import { type Frames, framesOf } from './frames'
import { handlersOf } from '../operations/handlers'
import { objectWidth } from './objectWords'
import { type Place, onlyKind, placeAt, placeWidth } from './place'

/** How many things a state has room for; words for `listWords`, values of each queue that has no smaller bound for `queueRoom`. */
export interface Capacities {
  readonly threads: number
  readonly objects: number
  readonly lists: number
  readonly listWords: number
  readonly queueRoom: number
}

/** The words at the start of every state. */
export const header = {
  /** Number of the list of printed lines (`Pools.printed`). */
  output: 0,
  /** 1 once some thread has been started: from then on steps are steps. */
  started: 1,
  /** How many threads, synchronisation objects and lists exist, and how many words of the list arena are in use. */
  threads: 2,
  objects: 3,
  lists: 4,
  listWords: 5,
  /** How many threads without a name of their own exist: Python numbers them. */
  unnamed: 6,
  /** How many spurious wake-ups may still happen. */
  spurious: 7
} as const
const headerWords = 8

/** The words at the start of a thread's slot; its frames follow. */
export const threadWord = {
  status: 0,
  /** Where it rests: the instruction it executes next, or for an ended thread the last one of its target. */
  pc: 1,
  /** Text number of its name. */
  name: 2,
  daemon: 3,
  /** Number of the exception it ended with (or, before its start, will raise at once); 0 none. */
  failure: 4,
  /** Where the program waits for conditions, events or barriers: the object in whose wait set it is, + 1; 0 when in none. */
  waits: 5,
  /** 1 once its time to wait is over, though it may still be in the wait set. */
  expired: 6,
  /** How often it held the rlock that it gave back to wait. */
  depth: 7
} as const
const threadWords = { plain: 5, waiting: 8 } as const

/** Values of a thread's word `Layout.own`, in programs that make processes: whether it is the main thread of a process of its own, and has its own copy of the names. */
export const ownership = { none: 0, made: 1, copied: 2 } as const

/**
 * Values of a thread's status word. `ready`: started, its first local stretch not yet run; no thread is ready while all rest. `live`: rests before a step.
 * `held`: rests before what is no step (a join, main's end), and goes on freely once it can; whoever runs may bear either.
 */
export const threadStatus = { none: 0, created: 1, ready: 2, live: 3, held: 4, ended: 5 } as const

/** The words of a list: who it is, where its elements begin in the arena, how many there are, and for how many there is room. */
export const listWord = { identity: 0, address: 1, length: 2, room: 3 } as const
/** Words of a list, its elements aside. */
const listWords = 4

/**
 * Where everything lies in a state, an Int32Array of `size` words:
 *
 *   header | module-level names | module body's frame | thread 0 | thread 1 | … | object 0 | … | list 0 | … | list arena
 *
 * Objects are locks and all else that threads wait for (`objectWords.ts`). Values of queues lie in the list arena. Frames are static, as nothing recurs. Rooms
 * that nothing uses are zero.
 */
export interface Layout {
  readonly size: number
  readonly capacities: Capacities
  readonly names: readonly Place[]
  /** Address of the module body's frame; from here to the end of thread 0's slot lies all that main knows. */
  readonly moduleFrame: number
  readonly threads: number
  readonly threadSize: number
  /** Whether threads have the words from `threadWord.waits` on. */
  readonly waits: boolean
  /** Where in a thread's slot the word is that says whether it is a process of its own (`ownership`); its copies of all names follow. -1: nothing makes processes. */
  readonly own: number
  readonly objects: number
  readonly objectSize: number
  readonly lists: number
  readonly arena: number
  /** For each site the code of its elements' only kind, -1 when mixed. */
  readonly elementKinds: readonly number[]
  readonly frames: Frames
  /** For each instruction the place that takes an exception raised there, or -1. */
  readonly handlers: readonly number[]
}

/** Computes the layout of a program's states. */
export function layoutOf(program: Program, capacities: Capacities): Layout {
  const names: Place[] = []
  let at = headerWords
  for (const { kinds, initial, shared } of program.names) {
    // whoever looks at a shared variable must see whether main has bound it yet; of others the program says where they may be unbound
    const fixed = onlyKind(shared || initial.kind !== 'unbound' ? new Set([...kinds, initial.kind]) : kinds)
    names.push(placeAt(at, fixed))
    at += placeWidth(fixed)
  }
  const handlers = handlersOf(program)
  const moduleFrame = at
  const waits = program.code.some((instruction) => instruction.do === 'beginWait' || instruction.do === 'arrive')
  const before = waits ? threadWords.waiting : threadWords.plain
  const own = makesProcesses(program.sites) ? before : -1
  const ownWords = before + (own < 0 ? 0 : 1 + moduleFrame - headerWords)
  const frames = framesOf(program, handlers, ownWords)
  const threads = moduleFrame + frames.moduleSize
  const threadSize = ownWords + frames.size
  const objects = threads + capacities.threads * threadSize
  const objectSize = objectWidth(program)
  const lists = objects + capacities.objects * objectSize
  const arena = lists + capacities.lists * listWords
  const elementKinds = program.sites.map((site) => (site.elements === null ? -1 : onlyKind(site.elements.kinds)))
  const size = arena + capacities.listWords
  return { size, capacities, names, moduleFrame, threads, threadSize, waits, own, objects, objectSize, lists, arena, elementKinds, frames, handlers }
}

/** How far behind the module's names those lie that a thread uses, by the address of its slot: in a process of its own it has copies of them. */
export const namesOf = ({ own }: Pick<Layout, 'own'>, state: Int32Array, base: number): number =>
  own >= 0 && state[base + own] === ownership.copied ? base + own + 1 - headerWords : 0
/** The address of a thread's slot: the base of its registers. */
export const threadBase = (layout: Layout, thread: number): number => layout.threads + thread * layout.threadSize
/** The address of an object's words. */
export const objectBase = (layout: Layout, object: number): number => layout.objects + object * layout.objectSize
/** The address of a list's words. */
export const listBase = (layout: Layout, list: number): number => layout.lists + list * listWords
