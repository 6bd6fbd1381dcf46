import type { Machine } from '../simulator/assemble'
import { header, threadBase, threadStatus, threadWord } from '../simulator/layout'
import { isEnabled, restsAt } from '../simulator/step'
import { isAlive, isDaemon } from '../simulator/threadEnd'
import { word } from '../simulator/words'
import type { Components } from './components'
import { type Future, futureOf, mayDo } from './futures'
import type { Ground } from './ground'
import type { Label } from './labels'

/** Chooses threads whose steps are enough in a state. */
export interface Reduction {
  /**
   * Given the labels of every thread's steps in a state (none: not enabled), a set of threads such that nothing the others do, as long as they run without
   * these, can conflict with the next steps of these: a persistent set (Godefroid 1996, found as Overman's closure and Valmari's stubborn sets are). All threads
   * that may do the awaited thing belong to a thread that waits. null: all threads.
   */
  choose(state: number, steps: readonly (readonly number[])[]): Uint8Array | null
}

/** Makes the choice for a machine's states. */
export function createReduction({ machine, components, labels, remembered }: Pick<Ground, 'machine' | 'components' | 'labels' | 'remembered'>): Reduction {
  const { layout } = machine
  const threads = layout.capacities.threads
  const numbers = Array.from({ length: threads }, (_, thread) => thread)
  const statusOf = (thread: number): number => threadBase(layout, thread) + threadWord.status
  const futures = numbers.map((thread) => remembered((words) => (isAlive(machine, words, thread) ? futureOf(machine, words, thread) : null)))
  const daemons = numbers.map((thread) => remembered((words) => isDaemon(machine, words, thread)))
  const awaited = numbers.map((thread) => remembered((words, touched) => awaitedBy(machine, components, words, thread, touched)))

  function closure(state: number, seed: number, steps: readonly (readonly number[])[], alive: readonly (Future | null)[]): Uint8Array {
    const members = new Uint8Array(threads)
    members[seed] = 1
    const open = [seed]
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      const mine = steps[member] ?? []
      const needs = mine.length > 0 ? null : (awaited[member]?.(state) ?? null)
      const status = daemons[member]?.(state) === true ? statusOf(member) : -1
      for (const other of numbers) {
        const future = alive[other]
        if (members[other] === 1 || future === null || future === undefined) continue
        const matters =
          needs === null
            ? mine.some((label) => conflicts(labels[label], future) || labels[label]?.ends.includes(statusOf(other)) === true) ||
              (status >= 0 && ((future[status] ?? 0) & mayDo.write) !== 0)
            : needs.some((address) => ((future[address] ?? 0) & mayDo.write) !== 0)
        if (!matters) continue
        members[other] = 1
        open.push(other)
      }
    }
    return members
  }

  return {
    choose(state, steps) {
      const alive = futures.map((future) => future(state))
      const enabled = numbers.filter((thread) => (steps[thread]?.length ?? 0) > 0)
      let best: Uint8Array | null = null
      let least = enabled.length
      for (const seed of enabled) {
        const members = closure(state, seed, steps, alive)
        const size = enabled.reduce((sum, thread) => sum + (members[thread] ?? 0), 0)
        if (size >= least) continue
        least = size
        best = members
        if (size === 1) break
      }
      return best
    }
  }
}

function conflicts(label: Label | undefined, future: Future): boolean {
  if (label === undefined) return false
  const may = (address: number, what: number): boolean => ((future[address] ?? 0) & what) !== 0
  return (
    label.reads.some((address) => may(address, mayDo.write)) ||
    label.writes.some((address) => may(address, mayDo.read | mayDo.write)) ||
    label.objects.some((address) => may(address, mayDo.read | mayDo.write | mayDo.ask)) ||
    label.ends.some((address) => may(address, mayDo.ask))
  )
}

// the words that a thread which cannot go on looked at to find that out, its own place aside: whoever lets it go on changes one of them
function awaitedBy(machine: Machine, components: Components, words: Int32Array, thread: number, touched: () => readonly number[]): readonly number[] {
  const base = threadBase(machine.layout, thread)
  const status = word(words, base + threadWord.status)
  if (status !== threadStatus.live && status !== threadStatus.held) return []
  isEnabled(machine, words, thread)
  machine.gates[restsAt(machine, words, thread)]?.(words, base, thread)
  const own = new Set([components.threads[thread], components.of[base + threadWord.status]])
  return touched()
    .filter((component) => !own.has(component))
    .flatMap((component) => [...(components.words[component] ?? [])])
    .filter((address) => address > header.started)
}
