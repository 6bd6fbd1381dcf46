import type { Machine } from '../../simulator/assemble'
import { header, threadBase, threadStatus, threadWord } from '../../simulator/state/layout'
import { isEnabled, restsAt } from '../../simulator/step'
import { isAlive, isDaemon } from '../../simulator/operations/threadEnd'
import { word } from '../../simulator/state/words'
import type { Components } from '../states/components'
import { type Future, futureOf, mayDo } from './futures'
import type { Ground } from '../tables/ground'
import type { Label } from '../tables/labels'

/** Chooses threads whose steps are enough in a state. */
export interface Reduction {
  /**
   * A set of threads such that nothing the others do, as long as they run without these, can conflict with the next steps of these: a persistent set (Godefroid
   * 1996, found as Overman's closure and Valmari's stubborn sets are). All threads that may do the awaited thing belong to a thread that waits. 1 for each member,
   * valid until the next choice; null: all threads.
   */
  choose(state: number): Uint8Array | null
}

/** A thread's future, or what a thread waits for, with a number by which conflicts with it are remembered: equal ones of a thread are one. */
interface Numbered<What> {
  readonly what: What
  readonly number: number
}

function numbering<What extends { join(between: string): string }>(): (thread: number, what: What) => Numbered<What> {
  const known = new Map<string, Numbered<What>>()
  return (thread, what) => {
    const key = `${thread}:${what.join(',')}`
    const numbered = known.get(key) ?? { what, number: known.size }
    known.set(key, numbered)
    return numbered
  }
}

/** Makes the choice for a machine's states. */
export function createReduction(ground: Pick<Ground, 'machine' | 'components' | 'labels' | 'tables' | 'answerAt' | 'remembered'>): Reduction {
  const { machine, components, labels, tables, answerAt, remembered } = ground
  const { layout } = machine
  const threads = layout.capacities.threads
  const numbers = Array.from({ length: threads }, (_, thread) => thread)
  const statusOf = (thread: number): number => threadBase(layout, thread) + threadWord.status
  const hasDaemons = machine.program.code.some((instruction) => instruction.do === 'makeThread' && instruction.daemon !== null)
  const daemons = numbers.map((thread) => remembered((words) => isDaemon(machine, words, thread)))
  const futureWith = numbering<Future>()
  const futures = numbers.map((thread) =>
    remembered((words) => (isAlive(machine, words, thread) ? futureWith(thread, futureOf(machine, words, thread)) : null))
  )
  const awaitedWith = numbering<readonly number[]>()
  const awaited = numbers.map((thread) => remembered((words, touched) => awaitedWith(thread, awaitedBy(machine, components, words, thread, touched))))
  const mayConflict = rememberedPairs(
    (label: number, future, thread) => conflicts(labels[label], future) || labels[label]?.ends.includes(statusOf(thread)) === true
  )
  const mayBring = rememberedPairs((needs: readonly number[], future) => needs.some((address) => ((future[address] ?? 0) & mayDo.write) !== 0))

  // in the state that is looked at: each thread's future, whose steps each thread's next ones may conflict with (a row a thread), and who has a step
  const alive: (Numbered<Future> | null)[] = numbers.map(() => null)
  const rows = new Uint8Array(threads * threads)
  const isEnabledNow = new Uint8Array(threads)
  let [members, best] = [new Uint8Array(threads), new Uint8Array(threads)]
  const open = new Int32Array(threads)

  function lookAt(state: number): void {
    for (const thread of numbers) alive[thread] = futures[thread]?.(state) ?? null
    rows.fill(0)
    for (const thread of numbers) {
      let at = answerAt(state, thread)
      let ways = -1 - (tables.code[at++] ?? 0)
      isEnabledNow[thread] = ways > 0 ? 1 : 0
      if (ways === 0) addAwaited(state, thread)
      for (; ways > 0; ways--) {
        addSteps(thread, tables.code[at] ?? 0)
        at += 2 + 3 * (tables.code[at + 1] ?? 0)
      }
      if (hasDaemons && daemons[thread]?.(state) === true) addThoseWhoEnd(thread)
    }
  }

  function addSteps(thread: number, label: number): void {
    for (let other = 0; other < threads; other++) {
      const future = alive[other]
      if (future !== null && future !== undefined && mayConflict(label, label, future, other)) rows[thread * threads + other] = 1
    }
  }

  function addAwaited(state: number, thread: number): void {
    const needs = awaited[thread]?.(state)
    if (needs === undefined) return
    for (let other = 0; other < threads; other++) {
      const future = alive[other]
      if (future !== null && future !== undefined && mayBring(needs.number, needs.what, future, other)) rows[thread * threads + other] = 1
    }
  }

  // a daemon's steps come before the end of whoever may be the last, or never
  function addThoseWhoEnd(daemon: number): void {
    if (isEnabledNow[daemon] === 0) return
    for (let other = 0; other < threads; other++) if (((alive[other]?.what[statusOf(daemon)] ?? 0) & mayDo.write) !== 0) rows[daemon * threads + other] = 1
  }

  // into `members`; how many of them have a step, or `most` when there are as many
  function closure(seed: number, most: number): number {
    members.fill(0)
    members[seed] = 1
    open[0] = seed
    let size = isEnabledNow[seed] ?? 0
    for (let left = 1; left > 0 && size < most; ) {
      const row = (open[--left] ?? 0) * threads
      for (let other = 0; other < threads; other++) {
        if (members[other] === 1 || rows[row + other] === 0) continue
        members[other] = 1
        size += isEnabledNow[other] ?? 0
        open[left++] = other
      }
    }
    return size
  }

  return {
    choose(state) {
      lookAt(state)
      const all = isEnabledNow.reduce((sum, one) => sum + one, 0)
      let least = all
      for (let seed = 0; seed < threads && least > 1; seed++) {
        if (isEnabledNow[seed] === 0) continue
        const size = closure(seed, least)
        if (size >= least) continue
        least = size
        ;[members, best] = [best, members]
      }
      return least < all ? best : null
    }
  }
}

type Ask<What> = (what: What, future: Future, thread: number) => boolean

// remembers what is asked about something with a number and a future of a thread: 0 not asked yet, 1 no, 2 yes
function rememberedPairs<What>(ask: Ask<What>): (number: number, what: What, future: Numbered<Future>, thread: number) => boolean {
  const rows: Uint8Array[] = []
  return (number, what, future, thread) => {
    let row = rows[number]
    if (row === undefined || future.number >= row.length) {
      const longer = new Uint8Array(Math.max(64, 2 * future.number))
      if (row !== undefined) longer.set(row)
      rows[number] = row = longer
    }
    if (row[future.number] === 0) row[future.number] = ask(what, future.what, thread) ? 2 : 1
    return row[future.number] === 2
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
