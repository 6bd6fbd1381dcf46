import { type Layout, threadBase, threadWord } from '../../simulator/state/layout'

/**
 * The words of a state in groups that change together: what a thread is at (its pc and frames; main's with the module body's frame), each object's words,
 * each list's head; every other word (header, names, list elements, a thread's status …) is a group of its own.
 *
 *   header | names | frame of main | status pc … frames | status pc … frames | object | object | list | elements
 *   a b c    d e f   g               h      g           i      j               k        l        m      n o p
 */
export interface Components {
  /** The component of each word. */
  readonly of: Int32Array
  /** The addresses of each component's words, ascending. */
  readonly words: readonly Int32Array[]
  /** Each thread's own: pc and frames. */
  readonly threads: readonly number[]
  /** Each thread's status. */
  readonly statuses: readonly number[]
}

/** Groups the words of a layout's states. */
export function componentsOf(layout: Layout): Components {
  const of = new Int32Array(layout.size).fill(-1)
  const words: number[][] = []
  const group = (addresses: readonly number[]): number => {
    for (const address of addresses) of[address] = words.length
    return words.push([...addresses]) - 1
  }
  const threads = Array.from({ length: layout.capacities.threads }, (_, thread) => group(ownWords(layout, thread)))
  for (const addresses of pieces(layout.objects, layout.lists, layout.capacities.objects)) group(addresses)
  for (const addresses of pieces(layout.lists, layout.arena, layout.capacities.lists)) group(addresses)
  for (let address = 0; address < layout.size; address++) if (of[address] === -1) group([address])
  const statuses = threads.map((_, thread) => of[threadBase(layout, thread) + threadWord.status] ?? -1)
  return { of, words: words.map((addresses) => Int32Array.from(addresses)), threads, statuses }
}

function ownWords(layout: Layout, thread: number): number[] {
  const base = threadBase(layout, thread)
  const frames = base + layout.threadSize - layout.frames.size
  return [
    ...(thread === 0 ? between(layout.moduleFrame, layout.moduleFrame + layout.frames.moduleSize) : []),
    base + threadWord.pc,
    ...between(frames, base + layout.threadSize)
  ]
}

const between = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)

// a stretch of words cut into so many equal pieces
function pieces(from: number, to: number, count: number): number[][] {
  const size = count === 0 ? 0 : (to - from) / count
  return Array.from({ length: count }, (_, i) => between(from + i * size, from + (i + 1) * size))
}
