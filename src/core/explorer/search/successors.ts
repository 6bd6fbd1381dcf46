import type { Ground } from '../tables/ground'
import { hashOf } from '../states/packedStates'

/** Where a step leads, and whether nobody has been there before. */
export interface Successor {
  readonly label: number
  readonly to: number
  readonly isNew: boolean
}

/** Takes every step of a thread in a state, and adds the states that it leads to. One state at a time, for searches that choose their own order; the breadth-first search has the same in one tight loop. */
export function successorsOf(ground: Ground, state: number, thread: number): Successor[] {
  const { states, tables } = ground
  const found: Successor[] = []
  let at = ground.answerAt(state, thread)
  const { code } = tables
  for (let ways = -1 - (code[at++] as number); ways > 0; ways--) {
    const label = code[at] as number
    const edits = code[at + 1] as number
    at += 2
    states.reserve(1)
    const { words } = states.packing
    const { arena } = states
    const next = states.count * words
    arena.copyWithin(next, state * words, (state + 1) * words)
    for (let i = 0; i < edits; i++, at += 3) {
      const word = next + (code[at] as number)
      arena[word] = ((arena[word] as number) & (code[at + 1] as number)) | (code[at + 2] as number)
    }
    found.push({ label, ...place(ground, next) })
  }
  return found
}

// finds the state that lies behind the last one, or keeps it
function place({ states }: Ground, next: number): { readonly to: number; readonly isNew: boolean } {
  const { arena, index } = states
  const { words } = states.packing
  const mask = index.length - 1
  const hash = hashOf(arena, next, words)
  let slot = hash & mask
  for (let entry = index[slot] as number; entry !== 0; entry = index[slot] as number) {
    const to = (entry & mask) - 1
    let i = ((entry ^ hash) & ~mask) === 0 ? 0 : words + 1
    while (i < words && arena[to * words + i] === arena[next + i]) i++
    if (i === words) return { to, isNew: false }
    slot = (slot + 1) & mask
  }
  index[slot] = (hash & ~mask) | (states.count + 1)
  states.count++
  return { to: states.count - 1, isNew: true }
}
