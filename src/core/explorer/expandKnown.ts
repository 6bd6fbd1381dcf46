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
}

/** Why the tight loop came back: nothing left to do; steps of the thread at which it stands are not known; no room for them. */
export const cameBack = { done: 0, unknown: 1, full: 2 } as const

/**
 * Takes the steps of states up to `until` while they are known. This is where the time of a search goes: one story with all it needs in locals, which calls
 * nothing and holds on to nothing, so that the machine compiles it once for all searches. `edgeStart` has room up to `until`.
 */
export function expandKnown(run: Run, until: number): number {
  const { code, roots, arena, index, words, room, edgeRoom, parent, via, edgeStart, edgeTo, edgeLabel, only } = run
  const threads = roots.length
  const mask = index.length - 1
  let { count, edges, state, thread } = run
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
      if (count - what > room || edges - what > edgeRoom) {
        run.wanted = -what
        why = cameBack.full
        break search
      }
      at++
      for (let ways = -1 - what; ways > 0; ways--) {
        const label = code[at] as number
        const edits = code[at + 1] as number
        at += 2
        // the next state is made where it will lie if it is new
        const next = count * words
        for (let i = 0; i < words; i++) arena[next + i] = arena[from + i] as number
        for (let i = 0; i < edits; i++, at += 3) {
          const word = next + (code[at] as number)
          arena[word] = ((arena[word] as number) & (code[at + 1] as number)) | (code[at + 2] as number)
        }
        let hash = 0x2545f491
        for (let i = 0; i < words; i++) {
          hash = Math.imul(hash ^ (arena[next + i] as number), 0x9e3779b1)
          hash ^= hash >>> 15
        }
        hash ^= hash >>> 13
        let slot = hash & mask
        let entry = index[slot] as number
        let to = -1
        for (; entry !== 0; entry = index[slot] as number) {
          if (((entry ^ hash) & ~mask) === 0) {
            to = (entry & mask) - 1
            let i = 0
            while (i < words && arena[to * words + i] === arena[next + i]) i++
            if (i === words) break
          }
          slot = (slot + 1) & mask
        }
        if (entry === 0) {
          to = count++
          index[slot] = (hash & ~mask) | count
          parent[to] = state
          via[to] = label
        }
        edgeTo[edges] = to
        edgeLabel[edges++] = label
      }
    }
    edgeStart[state + 1] = edges
  }
  run.count = count
  run.edges = edges
  run.state = state
  run.thread = why === cameBack.done ? 0 : thread
  return why
}
