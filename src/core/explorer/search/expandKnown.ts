import { lookAhead } from './lookAhead'

/** What the tight loop works on: the arrays as they are now, and how far it has come. Arrays that move are put in anew before the next call. */
export interface Run {
  /** See `tables.ts`. */
  code: Int32Array
  readonly roots: Int32Array
  /** See `packedStates.ts`. */
  arena: Int32Array
  index: Int32Array
  words: number
  /** How many states and edges there is room for. */
  room: number
  edgeRoom: number
  parent: Int32Array
  via: Uint16Array
  edgeStart: Int32Array
  edgeTo: Int32Array
  edgeLabel: Uint16Array
  /** 1 for each thread whose steps are to be taken; null for all. */
  only: Uint8Array | null
  /** States found, edges kept, and the state and thread to go on with. */
  count: number
  edges: number
  state: number
  thread: number
  /** Edges of the thread that did not fit, after `full`. */
  wanted: number
  /** The states to which the last edges lead, made and not looked up yet: packed words in rows, the hash of each, the state that it comes from, how many there are. */
  made: Int32Array
  hashes: Int32Array
  sources: Int32Array
  pending: number
  /** See `lookAhead.ts`. */
  seen: Int32Array
}

/** Why the tight loop came back: nothing left to do; steps of the thread at which it stands are not known; no room for them. */
export const cameBack = { done: 0, unknown: 1, full: 2 } as const

/**
 * Takes the steps of states up to `until` while they are known. This is where the time of a search goes: two stories in turn, a batch at a time, each
 * with all it needs in locals, which hold on to nothing, so that the machine compiles them once for all searches. `edgeStart` has room up to `until`.
 */
export function expandKnown(run: Run, until: number): number {
  for (;;) {
    const why = makeSuccessors(run, until)
    const waited = run.pending > 0
    lookUp(run)
    // what did not fit beside the others may fit now
    if (why !== cameBack.full || !waited) return why
  }
}

// makes successors until the batch is full; edges and their labels are in place then, but for where they lead
function makeSuccessors(run: Run, until: number): number {
  const { code, roots, arena, words, edgeStart, edgeLabel, only, made, hashes, sources } = run
  const threads = roots.length
  let { edges, state, thread } = run
  const most = Math.min(hashes.length, run.room - run.count, run.edgeRoom - edges)
  let pending = 0
  let why: number = cameBack.done
  search: for (; state < until; state++, thread = 0) {
    const from = state * words
    for (; thread < threads; thread++) {
      if (only !== null && only[thread] === 0) continue
      let at = roots[thread] as number
      let what = code[at] as number
      while (what >= 0) {
        if (at === 0) {
          why = cameBack.unknown
          break search
        }
        const number = ((arena[from + what] as number) >>> (code[at + 1] as number)) & (code[at + 2] as number)
        at = number < (code[at + 3] as number) ? (code[at + 4 + number] as number) : 0
        what = code[at] as number
      }
      if (pending - 1 - what > most) {
        run.wanted = -what
        why = cameBack.full
        break search
      }
      at++
      for (let ways = -1 - what; ways > 0; ways--) {
        edgeLabel[edges++] = code[at] as number
        const edits = code[at + 1] as number
        at += 2
        const next = pending * words
        for (let i = 0; i < words; i++) made[next + i] = arena[from + i] as number
        for (let i = 0; i < edits; i++, at += 3) {
          const word = next + (code[at] as number)
          made[word] = ((made[word] as number) & (code[at + 1] as number)) | (code[at + 2] as number)
        }
        let hash = 0x2545f491
        for (let i = 0; i < words; i++) {
          hash = Math.imul(hash ^ (made[next + i] as number), 0x9e3779b1)
          hash ^= hash >>> 15
        }
        hashes[pending] = hash ^ (hash >>> 13)
        sources[pending++] = state
      }
    }
    edgeStart[state + 1] = edges
  }
  run.edges = edges
  run.state = state
  run.thread = why === cameBack.done ? 0 : thread
  run.pending = pending
  return why
}

// finds the states that were made, or keeps them, in the order in which they were made
function lookUp(run: Run): void {
  const { arena, index, words, parent, via, edgeTo, edgeLabel, made, hashes, sources, pending } = run
  const mask = index.length - 1
  let { count } = run
  lookAhead(index, hashes, pending, run.seen)
  for (let i = 0, edge = run.edges - pending; i < pending; i++, edge++) {
    const next = i * words
    const hash = hashes[i] as number
    let slot = hash & mask
    let entry = index[slot] as number
    let to = -1
    for (; entry !== 0; entry = index[slot] as number) {
      if (((entry ^ hash) & ~mask) === 0) {
        to = (entry & mask) - 1
        const there = to * words
        let word = 0
        while (word < words && arena[there + word] === made[next + word]) word++
        if (word === words) break
      }
      slot = (slot + 1) & mask
    }
    if (entry === 0) {
      const there = count * words
      for (let word = 0; word < words; word++) arena[there + word] = made[next + word] as number
      to = count++
      index[slot] = (hash & ~mask) | count
      parent[to] = sources[i] as number
      via[to] = edgeLabel[edge] as number
    }
    edgeTo[edge] = to
  }
  run.count = count
  run.pending = 0
}
